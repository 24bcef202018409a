import type { SecretRedactor } from "../redaction/secret-redactor";
import { parseFileReply, parseReply, ReplyHeaders, type Reply } from "./reply";
import { getReplyLimits } from "./reply-limits";
import { getRetryDelayMs, type Sleep } from "./retry";
import type { HttpReply, Transport } from "./transport";
import { toRequestError } from "./unknown-outcome";

export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Ends the pause before a retry; `signal` if absent. */
  readonly retrySignal?: AbortSignal | undefined;
  /** True for a request that changes something: a lost reply is then an unknown outcome and nothing is sent again. */
  readonly isModifying?: boolean | undefined;
  /** True for a request whose reply is a file without a block. */
  readonly isFile?: boolean | undefined;
  /** Called at each attempt, directly before the bytes are sent; when it throws, nothing is sent. */
  readonly beforeSend?: (() => void) | undefined;
}

export interface RequestSenderOptions {
  readonly trace: (line: string) => void;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly sleep: Sleep;
  /** Gets the session ids added; they are redacted from errors and reply headers. */
  readonly secrets: SecretRedactor;
  /** Auth-ids seen in replies; they are redacted from errors. */
  readonly authIds: SecretRedactor;
  /** Called when the `Account-Balance` header differs from that of the previous reply. */
  readonly onBalanceChange: () => void;
}

/**
 * Sends forms and parses the replies. Reading requests are retried after transient failures, modifying ones never.
 */
export class RequestSender {
  private balance: string | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly options: RequestSenderOptions,
  ) {}

  /**
   * Sends one request, with retries where that is safe and useful.
   * @throws DmapiError without secrets
   */
  async send(request: string, form: URLSearchParams, options: SendOptions): Promise<Reply> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.sendOnce(request, form, options);
      } catch (error) {
        const delayMs =
          options.isModifying === true
            ? undefined
            : getRetryDelayMs(attempt + 1, error, Math.random, this.options.clock());
        if (delayMs === undefined) throw error;
        this.options.trace(`${request}: again in ${delayMs} ms`);
        await this.options.sleep(delayMs, options.retrySignal ?? options.signal, request);
      }
    }
  }

  private async sendOnce(request: string, form: URLSearchParams, options: SendOptions): Promise<Reply> {
    const { trace, authIds } = this.options;
    const startedAt = performance.now();
    const formatDuration = () => `${Math.round(performance.now() - startedAt)} ms`;
    try {
      const { signal, beforeSend } = options;
      const { maxBytes: maxReplyBytes, deadlineMs } = getReplyLimits(request, options.isFile === true);
      const http = await this.transport.post(request, form, {
        ...{ signal, beforeSend, maxReplyBytes, deadlineMs },
        isRepeatable: options.isModifying !== true,
      });
      const reply = this.parseReply(request, http, options);
      const trackingId = reply.headers.get("Tracking-Id") ?? "no tracking id";
      trace(`${request}: OK, ${http.body.length} bytes, ${formatDuration()}, ${trackingId}`);
      return reply;
    } catch (cause) {
      const redact = (text: string) => authIds.redact(this.redact(text));
      const error = toRequestError(cause, request, options.isModifying === true, redact);
      trace(`${error.message}, ${formatDuration()}, ${error.trackingId ?? "no tracking id"}`);
      throw error;
    }
  }

  private parseReply(request: string, http: HttpReply, options: SendOptions): Reply {
    const parse = options.isFile === true ? parseFileReply : parseReply;
    const reply = parse(request, http.status, http.body, http.retryAfter);
    this.updateBalance(reply.headers.get("Account-Balance"));
    if (request === "login") {
      this.options.secrets.add(reply.headers.get("Auth-Sid") ?? "");
      return reply;
    }
    const lines = reply.headers.lines.map(([name, value]) => [name, this.redact(value)] as const);
    return { ...reply, headers: new ReplyHeaders(lines) };
  }

  private redact(text: string): string {
    return this.options.secrets.redact(text);
  }

  /** Compares numerically: the same amount may be sent as `100.0` and `100.00`. */
  private updateBalance(header: string | undefined): void {
    if (header === undefined || header.trim() === "" || !Number.isFinite(Number(header))) return;
    const isChanged = this.balance !== undefined && Number(header) !== Number(this.balance);
    this.balance = header;
    if (isChanged) this.options.onBalanceChange();
  }
}
