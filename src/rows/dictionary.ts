import { CellWriter, type Cells } from "./cells";
import { roomFor } from "./room";
import type { CellSpans } from "./spans";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** As narrow as the number of values allows. */
export type Codes = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** A column by its different values: each row's value is `values[codes[row]]`. */
export interface Dictionary {
  readonly codes: Codes;
  /** The different values as text, in the order they first occur. */
  readonly values: readonly string[];
  /** The same as bytes. */
  readonly cells: Cells;
}

/** Numbers the different values of a column, block by block. */
export class DictionaryReader {
  private count = 0;
  private codes: Codes;
  private newCodes = new Uint32Array();
  private readonly known = new CodeTable();
  private readonly texts: string[] = [];

  /** Makes room for so many rows at first. */
  constructor(rows: number) {
    this.codes = new Uint8Array(rows);
  }

  take(spans: CellSpans): void {
    const { from, to, count } = spans;
    this.newCodes = roomFor(this.newCodes, 0, count);
    const { newCodes, known } = this;
    for (let at = 0; at < count; at++) newCodes[at] = known.codeOf(spans, from[at] ?? 0, to[at] ?? 0);
    this.codes = roomFor(wideEnough(this.codes, known.cells.count), this.count, count);
    this.codes.set(newCodes.subarray(0, count), this.count);
    this.count += count;
  }

  get column(): Dictionary {
    const { texts } = this;
    const cells = this.known.cells.view();
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

function wideEnough(codes: Codes, values: number): Codes {
  if (values > 1 << 16) return codes.BYTES_PER_ELEMENT < 4 ? new Uint32Array(codes) : codes;
  return values > 1 << 8 && codes.BYTES_PER_ELEMENT < 2 ? new Uint16Array(codes) : codes;
}

/** The numbers of cells, by an open hash table. */
class CodeTable {
  readonly cells = new CellWriter();
  /** One more than a code, 0 where free; a power of two of them. */
  private slots = new Uint32Array(64);
  private hashes = new Int32Array(64);

  codeOf({ bytes, view }: CellSpans, from: number, to: number): number {
    const hash = hashOf(view, from, to);
    const { slots, hashes, cells } = this;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let taken = slots[slot] ?? 0; taken !== 0; taken = slots[slot] ?? 0) {
      if (hashes[slot] === hash && cells.holds(taken - 1, view, from, to)) return taken - 1;
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
    slots.forEach((taken, at) => {
      if (taken === 0) return;
      const hash = hashes[at] ?? 0;
      let slot = hash & mask;
      while (this.slots[slot]) slot = (slot + 1) & mask;
      this.slots[slot] = taken;
      this.hashes[slot] = hash;
    });
  }
}

function hashOf(view: DataView, from: number, to: number): number {
  let hash = to - from;
  let at = from;
  for (; at + 4 <= to; at += 4) hash = mixed(hash ^ view.getInt32(at));
  for (; at < to; at++) hash = mixed(hash ^ view.getUint8(at));
  return hash;
}

function mixed(hash: number): number {
  const product = Math.imul(hash, 0x85ebca6b);
  return product ^ (product >>> 15);
}
