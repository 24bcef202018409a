import type { HttpReply, PostOptions, Transport } from "../../../src/dmapi/transport";

/** What one request was answered with: a reply block, an HTTP reply, or an error thrown. */
export type Answer = string | HttpReply | Error | Promise<string>;

/** A transport that answers from `answer` and remembers what was sent. */
export class FakeTransport implements Transport {
  readonly sent: { readonly name: string; readonly form: Readonly<Record<string, string>> }[] = [];
  closed = false;

  constructor(private readonly answer: (name: string, form: URLSearchParams) => Answer) {}

  async post(name: string, form: URLSearchParams, options?: PostOptions): Promise<HttpReply> {
    options?.beforeSend?.();
    this.sent.push({ name, form: Object.fromEntries(form) });
    const answer = await this.answer(name, form);
    if (answer instanceof Error) throw answer;
    return typeof answer === "string" ? { status: 200, body: encode(answer) } : answer;
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }

  /** The names of the requests sent, in order. */
  get names(): string[] {
    return this.sent.map(({ name }) => name);
  }
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A successful reply block with `body`. */
export function okReply(body = "", headers = ""): string {
  return `Status-Code: 1000\nStatus-Text: OK\nTracking-Id: 01d6\n${headers}\n${body}`;
}

/** A successful login reply for session `sid`. */
export function loginReply(sid: string, headers = ""): string {
  return `Status-Code: 0\nStatus-Text: OK\nAuth-Sid: ${sid}\nSession-Timeout: 3600\n${headers}\ncom\nnet\n`;
}

/** HTTP 401 with Status-Code 2200, as for a session that is gone. */
export const sessionExpiredReply: HttpReply = {
  status: 401,
  body: encode("Status-Code: 2200\nStatus-Text: Authentication error\n\n"),
};
