import type { Socket } from "node:net";
import * as z from "zod/mini";

/** Limit of one message, and of unsent text for a window that does not read; UTF-16 units. */
const maxMessageLength = 16 * 1024 * 1024;

const ipcMessageSchema = z.union([
  /** The first line of each side. */
  z.strictObject({ hello: z.string().check(z.maxLength(100)) }),
  z.strictObject({ topic: z.string().check(z.minLength(1), z.maxLength(100)), message: z.unknown() }),
]);

/** A message between two windows, sent as one line. */
export type IpcMessage = z.infer<typeof ipcMessageSchema>;

/** A connection to another window: lines of JSON. It is closed on any other input. */
export class IpcConnection {
  #pieces: string[] = [];
  #length = 0;

  constructor(
    private readonly socket: Socket,
    private readonly onMessage: (line: IpcMessage) => void,
    onClose: () => void,
  ) {
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => this.#handleData(text));
    socket.on("error", () => socket.destroy());
    socket.once("close", onClose);
  }

  /** Sends a line created by `serializeMessage`. The connection to a window that stopped reading is closed. */
  send(text: string): void {
    if (this.socket.destroyed) return;
    if (this.socket.writableLength > maxMessageLength) this.close();
    else this.socket.write(text);
  }

  close(): void {
    this.socket.destroy();
  }

  #handleData(text: string): void {
    let from = 0;
    for (let to = text.indexOf("\n"); to >= 0 && !this.socket.destroyed; to = text.indexOf("\n", from)) {
      this.#buffer(text.slice(from, to));
      this.#handleLine();
      from = to + 1;
    }
    this.#buffer(text.slice(from));
  }

  #buffer(piece: string): void {
    this.#length += piece.length;
    if (this.#length > maxMessageLength) this.close();
    else this.#pieces.push(piece);
  }

  #handleLine(): void {
    if (this.socket.destroyed) return;
    const message = parseMessage(this.#pieces.join(""));
    this.#pieces = [];
    this.#length = 0;
    if (message) this.onMessage(message);
    else this.close();
  }
}

/** The message as a line; undefined when it is not serializable or too long. */
export function serializeMessage(message: IpcMessage): string | undefined {
  try {
    const text = JSON.stringify(message);
    return text.length < maxMessageLength ? `${text}\n` : undefined;
  } catch {
    return undefined;
  }
}

function parseMessage(text: string): IpcMessage | undefined {
  try {
    const parsed = ipcMessageSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
