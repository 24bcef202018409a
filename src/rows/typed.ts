import type { IndexedBlock } from "./block";
import { extractCells, type Cells } from "./cells";
import { readDecimals, type DecimalColumn } from "./decimal";
import { readDictionary, type Dictionary } from "./dictionary";
import { readInstants } from "./instant";
import { rankText } from "./rank";

export type ColumnKind = "decimal" | "instant" | "text";

const sampleSize = 1000;

/** What the columns' cells mean, worked out when first asked for and kept until rows are added. */
export class TypedColumns {
  private readonly decimalsOf = new Map<number, DecimalColumn>();
  private readonly dictionaryOf = new Map<number, Dictionary>();
  private readonly sortKeysOf = new Map<number, Float64Array>();
  private readonly kindOf = new Map<number, ColumnKind>();
  private count = 0;

  constructor(private readonly blocks: readonly IndexedBlock[]) {}

  /** Forgets what it has worked out: there are `count` rows now. */
  reset(count: number): void {
    this.count = count;
    this.decimalsOf.clear();
    this.dictionaryOf.clear();
    this.sortKeysOf.clear();
    this.kindOf.clear();
  }

  /** Numbers, dates or text, by what most of the column's first cells are. */
  kind(column: number): ColumnKind {
    return remember(this.kindOf, column, () => guessKind(this.blocks, column));
  }

  decimals(column: number): DecimalColumn {
    return remember(this.decimalsOf, column, () => readDecimals(this.cells(column)));
  }

  dictionary(column: number): Dictionary {
    return remember(this.dictionaryOf, column, () => readDictionary(this.cells(column)));
  }

  /** Numbers that order the rows by this column's cells; NaN for an empty cell. */
  sortKeys(column: number): Float64Array {
    return remember(this.sortKeysOf, column, () => this.makeSortKeys(column));
  }

  private makeSortKeys(column: number): Float64Array {
    switch (this.kind(column)) {
      case "decimal": {
        const { units, others } = this.decimals(column);
        return others.length === 0 ? units : withOthers(units, others, this.cells(column));
      }
      case "instant": {
        const cells = this.cells(column);
        const { times, others } = readInstants(cells);
        return others.length === 0 ? times : withOthers(times, others, cells);
      }
      case "text":
        return rankText(this.cells(column));
    }
  }

  private cells(column: number): Cells {
    return extractCells(this.blocks, this.count, column);
  }
}

function remember<T>(kept: Map<number, T>, column: number, make: () => T): T {
  const known = kept.get(column);
  if (known !== undefined) return known;
  const made = make();
  kept.set(column, made);
  return made;
}

function guessKind(blocks: readonly IndexedBlock[], column: number): ColumnKind {
  for (const block of blocks) {
    const starts = block.starts.subarray(0, sampleSize);
    const cells = extractCells([{ ...block, starts }], starts.length, column);
    const filled = cells.starts.reduce((sum, start, row) => sum + (start === cells.starts[row + 1] ? 0 : 1), -1);
    if (filled <= 0) continue;
    if (readDecimals(cells).others.length * 2 < filled) return "decimal";
    return readInstants(cells).others.length * 2 < filled ? "instant" : "text";
  }
  return "text";
}

/** The keys with the rows that are not of the column's kind after all others, by their text. */
function withOthers(keys: Float64Array, others: readonly number[], cells: Cells): Float64Array {
  const all = keys.slice();
  const ranks = rankText(cells);
  let last = 0;
  for (const key of keys) if (key > last) last = key;
  for (const row of others) all[row] = last + 1 + (ranks[row] ?? 0);
  return all;
}
