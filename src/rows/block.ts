/** A piece of a list as DMAPI sent it: complete rows, UTF-8. `separator` is one ASCII character. */
export interface RowBlock {
  readonly columns: readonly string[];
  readonly separator: string;
  readonly body: Uint8Array;
}

/** The rows of a body. */
export interface ScannedRows {
  /** Where each row begins. */
  readonly starts: Uint32Array;
  /** The most fields one of them has. */
  readonly fields: number;
  /**
   * Where the first fields of each row end, counted from the row's start: field `f` of row `r` at `r * endsPerRow + f`.
   * `unknown` for a field the row does not have, and for one that ends too far away to be noted.
   */
  readonly ends: Uint8Array;
  /** How many fields of a row have their end noted; 0 where noting them would take more memory than the body. */
  readonly endsPerRow: number;
}

/** A block whose rows have been found. */
export interface IndexedBlock extends Omit<ScannedRows, "fields"> {
  readonly bytes: Uint8Array;
  /** The separator as a byte. */
  readonly separator: number;
  /** Number of the block's first row in the whole index. */
  readonly firstRow: number;
  /** Position of a column's field in this block's rows, by column of the index; absent where the block lacks it. */
  readonly fieldOf: readonly (number | undefined)[];
}

/** An end that is not noted. */
export const unknown = 0xff;

export const LF = 10;
export const CR = 13;

/** The byte of a separator. Throws RangeError unless it is one ASCII character other than a line end. */
export function separatorByte(separator: string): number {
  const byte = separator.charCodeAt(0);
  if (separator.length !== 1 || byte > 127 || byte === LF || byte === CR) {
    throw new RangeError(`not a separator: ${JSON.stringify(separator)}`);
  }
  return byte;
}

/** Cuts a block at row ends into views of at most `size` bytes (more only where a single row is longer). */
export function* splitBlock(block: RowBlock, size: number): Generator<RowBlock> {
  const { body } = block;
  let from = 0;
  while (body.length - from > size) {
    let cut = body.lastIndexOf(LF, from + size - 1) + 1;
    if (cut <= from) cut = body.indexOf(LF, from) + 1;
    if (cut <= from) break;
    yield { ...block, body: body.subarray(from, cut) };
    from = cut;
  }
  if (from < body.length) yield { ...block, body: body.subarray(from) };
}
