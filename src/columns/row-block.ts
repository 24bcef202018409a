import type { RowBlock } from "../dmapi/model";

export type { RowBlock };

/** The rows of a body. */
export interface ScannedRows {
  /** The offset of each row. */
  readonly starts: Uint32Array;
  /** The largest number of fields of a row. */
  readonly fields: number;
  /**
   * The ends of the first fields of each row, relative to the row's start: field `f` of row `r` at `r * endsPerRow + f`.
   * `unknownEnd` for a field the row does not have, and for an end that does not fit into a byte.
   */
  readonly ends: Uint8Array;
  /** The number of fields per row with a stored end; 0 where storing them would take more memory than the body. */
  readonly endsPerRow: number;
}

/** A block with the offsets of its rows. */
export interface IndexedBlock extends Omit<ScannedRows, "fields"> {
  readonly bytes: Uint8Array;
  /** The separator as a byte. */
  readonly separator: number;
  /** Number of the block's first row in the whole index. */
  readonly firstRow: number;
  /** Position of a column's field in this block's rows, by column of the index; absent where the block lacks it. */
  readonly fieldByColumn: readonly (number | undefined)[];
}

/** An end that is not stored. */
export const unknownEnd = 0xff;

export const lineFeed = 10;
export const carriageReturn = 13;

/** The byte of a separator. Throws RangeError unless it is one ASCII character other than a line end. */
export function toSeparatorByte(separator: string): number {
  const byte = separator.charCodeAt(0);
  if (separator.length !== 1 || byte > 127 || byte === lineFeed || byte === carriageReturn) {
    throw new RangeError(`not a separator: ${JSON.stringify(separator)}`);
  }
  return byte;
}

/** Splits a block at row ends into views of at most `maxBytes` bytes (more only if a single row is longer). */
export function* splitBlock(block: RowBlock, maxBytes: number): Generator<RowBlock> {
  const { body } = block;
  let start = 0;
  while (body.length - start > maxBytes) {
    let end = body.lastIndexOf(lineFeed, start + maxBytes - 1) + 1;
    if (end <= start) end = body.indexOf(lineFeed, start) + 1;
    if (end <= start) break;
    yield { ...block, body: body.subarray(start, end) };
    start = end;
  }
  if (start < body.length) yield { ...block, body: body.subarray(start) };
}
