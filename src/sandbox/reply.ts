import type { Session } from "./session-store";

export type Header = readonly [name: string, value: string];

/** A handler's reply, without the common headers. */
export interface Reply {
  /** Status-Code: 0, or 1000 to 1999. */
  readonly code: number;
  readonly headers?: readonly Header[];
  /** Text, or its chunks, generated while they are sent. */
  readonly body?: string | Iterable<string>;
  /** Sent as a file of this name, without the header block. */
  readonly csvFileName?: string;
  /** The session that the reply belongs to. */
  readonly session?: Session;
}

/** A header block and the empty line after it. */
export function formatBlock(headers: readonly Header[]): string {
  return `${headers.map(([name, value]) => `${name}: ${value}\n`).join("")}\n`;
}
