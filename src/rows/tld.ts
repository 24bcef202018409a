import { DictionaryReader, type Dictionary } from "./dictionary";
import { roomFor } from "./room";
import type { CellSpans } from "./spans";

const dot = 46;

/** Numbers the different TLDs of a column of domain names, block by block: what stands behind the last dot of a cell. */
export class TldReader {
  private readonly reader: DictionaryReader;
  private from = new Uint32Array();

  /** Makes room for so many rows at first. */
  constructor(rows: number) {
    this.reader = new DictionaryReader(rows);
  }

  take({ bytes, view, from, to, count }: CellSpans): void {
    this.from = roomFor(this.from, 0, count);
    for (let at = 0; at < count; at++) this.from[at] = tldStart(bytes, from[at] ?? 0, to[at] ?? 0);
    this.reader.take({ bytes, view, count, from: this.from, to });
  }

  get column(): Dictionary {
    return this.reader.column;
  }
}

/** Where the TLD of a cell begins; at its end if it has no dot. */
function tldStart(bytes: Uint8Array, from: number, to: number): number {
  for (let at = to - 1; at >= from; at--) if (bytes[at] === dot) return at + 1;
  return to;
}
