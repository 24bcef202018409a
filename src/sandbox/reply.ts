export type Header = readonly [name: string, value: string];

/** What a handler answers; the common headers are added to it. */
export interface Reply {
  /** Status-Code: 0, or 1000 to 1999. */
  readonly code: number;
  readonly headers?: readonly Header[];
  /** Text, or its pieces, made while they are sent. */
  readonly body?: string | Iterable<string>;
  /** Sent as a file of this name, without the header block. */
  readonly csvFile?: string;
}

/** A header block and the empty line behind it. */
export function writeBlock(headers: readonly Header[]): string {
  return `${headers.map(([name, value]) => `${name}: ${value}\n`).join("")}\n`;
}
