import { DictionaryColumnReader, type DictionaryColumn } from "./dictionary-column";
import { growArray } from "./grow-array";
import type { CellSpans } from "./cell-spans";
import { dot } from "./ascii";

/** Dictionary-encodes the TLDs of a column of domain names, block by block: the part after the last dot of a cell. */
export class TldColumnReader {
  private readonly reader: DictionaryColumnReader;
  private from = new Uint32Array();

  /** @param rows initial capacity */
  constructor(rows: number) {
    this.reader = new DictionaryColumnReader(rows);
  }

  addCells({ bytes, view, from, to, count }: CellSpans): void {
    this.from = growArray(this.from, 0, count);
    for (let at = 0; at < count; at++) this.from[at] = findTldStart(bytes, from[at] ?? 0, to[at] ?? 0);
    this.reader.addCells({ bytes, view, count, from: this.from, to });
  }

  get column(): DictionaryColumn {
    return this.reader.column;
  }
}

/** The start of a cell's TLD; its end if it has no dot. */
function findTldStart(bytes: Uint8Array, from: number, to: number): number {
  for (let at = to - 1; at >= from; at--) if (bytes[at] === dot) return at + 1;
  return to;
}
