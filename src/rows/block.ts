/** A piece of a list as DMAPI sent it: complete rows, UTF-8. `separator` is one ASCII character. */
export interface RowBlock {
  readonly columns: readonly string[];
  readonly separator: string;
  readonly body: Uint8Array;
}

/** A block whose rows have been found. */
export interface IndexedBlock {
  readonly bytes: Uint8Array;
  /** The separator as a byte. */
  readonly separator: number;
  /** Number of the block's first row in the whole index. */
  readonly firstRow: number;
  /** Where each row begins in `bytes`. */
  readonly starts: Uint32Array;
  /** Position of a column's field in this block's rows, by column of the index; absent where the block lacks it. */
  readonly fieldOf: readonly (number | undefined)[];
}

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

/** Finds the rows of a body: where each begins, and the most fields one of them has. Empty lines are no rows. */
export function scanRows(bytes: Uint8Array, separator: number): { starts: Uint32Array; fields: number } {
  const end = bytes.length;
  let starts = new Uint32Array((end >> 6) + 16);
  let count = 0;
  let most = 0;
  let at = 0;
  while (at < end) {
    const start = at;
    let fields = 1;
    for (let byte = bytes[at]; at < end && byte !== LF; byte = bytes[++at]) {
      if (byte === separator) fields++;
    }
    const empty = at === start || (at === start + 1 && bytes[start] === CR);
    if (!empty) {
      if (count === starts.length) starts = grow(starts);
      starts[count++] = start;
      if (fields > most) most = fields;
    }
    at++;
  }
  return { starts: starts.slice(0, count), fields: most };
}

function grow(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
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
