import type { Cells } from "./cells";

/** A column of few different values: each row's value is `values[codes[row]]`. */
export interface Dictionary {
  readonly codes: Uint32Array;
  readonly values: readonly string[];
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Numbers the different values of a column in the order they first occur. Meant for columns with few of them. */
export function readDictionary(cells: Cells): Dictionary {
  const count = cells.starts.length - 1;
  const codes = new Uint32Array(count);
  const values: string[] = [];
  const firstRows: number[] = [];
  const codesByHash = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    const hash = hashCell(cells, row);
    const known = codesByHash.get(hash);
    let code = known?.find((candidate) => equalCells(cells, row, firstRows[candidate] ?? 0));
    if (code === undefined) {
      code = values.length;
      firstRows.push(row);
      values.push(utf8.decode(cells.bytes.subarray(cells.starts[row], cells.starts[row + 1])));
      if (known) known.push(code);
      else codesByHash.set(hash, [code]);
    }
    codes[row] = code;
  }
  return { codes, values };
}

function hashCell({ bytes, starts }: Cells, row: number): number {
  let hash = 0;
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) & 0x3fffffff;
  return hash;
}

function equalCells({ bytes, starts }: Cells, row: number, other: number): boolean {
  const end = starts[row + 1] ?? 0;
  let to = starts[other] ?? 0;
  if (end - (starts[row] ?? 0) !== (starts[other + 1] ?? 0) - to) return false;
  for (let at = starts[row] ?? 0; at < end; at++, to++) if (bytes[at] !== bytes[to]) return false;
  return true;
}
