import { CellWriter, type Cells } from "./cell-writer";
import { growArray } from "./grow-array";
import type { CellSpans } from "./cell-spans";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** The narrowest array for the number of values. */
export type Codes = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** A dictionary-encoded column: each row's value is `values[codes[row]]`. */
export interface DictionaryColumn {
  readonly codes: Codes;
  /** The distinct values as text, in order of first occurrence. */
  readonly values: readonly string[];
  /** The same as bytes. */
  readonly cells: Cells;
}

/** Dictionary-encodes a column, block by block. */
export class DictionaryColumnReader {
  private count = 0;
  private codes: Codes;
  private newCodes = new Uint32Array();
  private readonly codeTable = new CodeTable();
  private readonly texts: string[] = [];

  /** @param rows initial capacity */
  constructor(rows: number) {
    this.codes = new Uint8Array(rows);
  }

  addCells(spans: CellSpans): void {
    const { from, to, count } = spans;
    this.newCodes = growArray(this.newCodes, 0, count);
    const { newCodes, codeTable } = this;
    for (let at = 0; at < count; at++) newCodes[at] = codeTable.getCode(spans, from[at] ?? 0, to[at] ?? 0);
    this.codes = growArray(widenCodes(this.codes, codeTable.cells.count), this.count, count);
    this.codes.set(newCodes.subarray(0, count), this.count);
    this.count += count;
  }

  get column(): DictionaryColumn {
    const { texts } = this;
    const cells = this.codeTable.cells.getCells();
    const values = () => {
      const { bytes, starts } = cells;
      for (let code = texts.length; code + 1 < starts.length; code++) {
        texts.push(utf8.decode(bytes.subarray(starts[code], starts[code + 1])));
      }
      return texts;
    };
    return {
      codes: this.codes.subarray(0, this.count),
      cells,
      get values() {
        return values();
      },
    };
  }
}

function widenCodes(codes: Codes, values: number): Codes {
  if (values > 1 << 16) return codes.BYTES_PER_ELEMENT < 4 ? new Uint32Array(codes) : codes;
  return values > 1 << 8 && codes.BYTES_PER_ELEMENT < 2 ? new Uint16Array(codes) : codes;
}

/** The codes of cells, in a hash table with open addressing. */
class CodeTable {
  readonly cells = new CellWriter();
  /** Code + 1, or 0 if free; the length is a power of two. */
  private slots = new Uint32Array(64);
  private hashes = new Int32Array(64);

  getCode({ bytes, view }: CellSpans, from: number, to: number): number {
    const hash = hashCell(view, from, to);
    const { slots, hashes, cells } = this;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let occupied = slots[slot] ?? 0; occupied !== 0; occupied = slots[slot] ?? 0) {
      if (hashes[slot] === hash && cells.equals(occupied - 1, view, from, to)) return occupied - 1;
      slot = (slot + 1) & mask;
    }
    const code = cells.count;
    cells.add(bytes, from, to);
    slots[slot] = code + 1;
    hashes[slot] = hash;
    if (code * 2 > mask) this.grow();
    return code;
  }

  private grow(): void {
    const { slots, hashes } = this;
    this.slots = new Uint32Array(slots.length * 2);
    this.hashes = new Int32Array(slots.length * 2);
    const mask = this.slots.length - 1;
    slots.forEach((occupied, at) => {
      if (occupied === 0) return;
      const hash = hashes[at] ?? 0;
      let slot = hash & mask;
      while (this.slots[slot]) slot = (slot + 1) & mask;
      this.slots[slot] = occupied;
      this.hashes[slot] = hash;
    });
  }
}

function hashCell(view: DataView, from: number, to: number): number {
  let hash = to - from;
  let at = from;
  for (; at + 4 <= to; at += 4) hash = mixHash(hash ^ view.getInt32(at));
  for (; at < to; at++) hash = mixHash(hash ^ view.getUint8(at));
  return hash;
}

function mixHash(hash: number): number {
  const product = Math.imul(hash, 0x85ebca6b);
  return product ^ (product >>> 15);
}
