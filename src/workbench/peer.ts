import type { Socket } from "node:net";
import * as z from "zod/mini";

/** The most that one message may have, and that may wait for a window which does not read; UTF-16 units. */
const mostText = 16 * 1024 * 1024;

const lineSchema = z.union([
  /** The first line of each side. */
  z.strictObject({ hello: z.string().check(z.maxLength(100)) }),
  z.strictObject({ topic: z.string().check(z.minLength(1), z.maxLength(100)), message: z.unknown() }),
]);

/** A line between two windows. */
export type Line = z.infer<typeof lineSchema>;

/** The other end of a connection: lines of JSON. Whoever sends anything else is cut off. */
export class Peer {
  #pieces: string[] = [];
  #length = 0;

  constructor(
    private readonly socket: Socket,
    private readonly heard: (line: Line) => void,
    ended: () => void,
  ) {
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => this.#read(text));
    socket.on("error", () => socket.destroy());
    socket.once("close", ended);
  }

  /** Sends a line, as `lineOf` writes it. A window that has stopped reading is cut off. */
  send(text: string): void {
    if (this.socket.destroyed) return;
    if (this.socket.writableLength > mostText) this.end();
    else this.socket.write(text);
  }

  end(): void {
    this.socket.destroy();
  }

  #read(text: string): void {
    let from = 0;
    for (let to = text.indexOf("\n"); to >= 0 && !this.socket.destroyed; to = text.indexOf("\n", from)) {
      this.#add(text.slice(from, to));
      this.#line();
      from = to + 1;
    }
    this.#add(text.slice(from));
  }

  #add(piece: string): void {
    this.#length += piece.length;
    if (this.#length > mostText) this.end();
    else this.#pieces.push(piece);
  }

  #line(): void {
    if (this.socket.destroyed) return;
    const line = parse(this.#pieces.join(""));
    this.#pieces = [];
    this.#length = 0;
    if (line) this.heard(line);
    else this.end();
  }
}

/** One line as it is sent; undefined for what cannot be written as JSON or is too long. */
export function lineOf(line: Line): string | undefined {
  try {
    const text = JSON.stringify(line);
    return text.length < mostText ? `${text}\n` : undefined;
  } catch {
    return undefined;
  }
}

function parse(text: string): Line | undefined {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
