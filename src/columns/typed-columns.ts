import type { IndexedBlock } from "./row-block";
import { createDecimalSortKeys, DecimalColumnReader, type DecimalColumn } from "./decimal-column";
import { DictionaryColumnReader, type DictionaryColumn } from "./dictionary-column";
import { DateColumnReader, type DateColumn } from "./date-column";
import { rankRowsByText } from "./text-rank";
import { CellSpanFinder } from "./cell-spans";
import type { CooperativeTask } from "./cooperative-task";
import { TldColumnReader } from "./tld-column";

export type ColumnKind = "decimal" | "instant" | "text";

const sampleRows = 1000;

/** A column and the typed form to prepare: decimals, dates, dictionary, TLDs, or sort keys. */
export interface ColumnRequest {
  readonly column: number;
  readonly as: "decimals" | "instants" | "dictionary" | "tlds" | "sortKeys";
}

/** The typed values of columns: computed on first use, then updated as rows are added. */
export class TypedColumns {
  private readonly spanFinder = new CellSpanFinder();
  private readonly decimalReaders = new Map<number, ReaderProgress<DecimalColumnReader>>();
  private readonly dateReaders = new Map<number, ReaderProgress<DateColumnReader>>();
  private readonly dictionaryReaders = new Map<number, ReaderProgress<DictionaryColumnReader>>();
  private readonly tldReaders = new Map<number, ReaderProgress<TldColumnReader>>();
  private readonly sortKeyCache = new Map<number, Float64Array>();
  private readonly kindCache = new Map<number, ColumnKind>();

  constructor(private readonly blocks: readonly IndexedBlock[]) {}

  /** Reads newly added blocks for all columns in use. */
  readNewBlocks(): void {
    this.sortKeyCache.clear();
    for (const readers of [this.decimalReaders, this.dateReaders, this.dictionaryReaders, this.tldReaders]) {
      for (const [column, progress] of readers) while (this.readNextBlock(progress, column)) continue;
    }
  }

  /**
   * Reads several columns together, which is faster than one after the other. Yields after each block.
   */
  *prepare(requests: readonly ColumnRequest[]): Generator<void> {
    const pending = requests.map(({ column, as }) => ({ column, follower: this.getProgressFor(column, as) }));
    for (let hasMore = true; hasMore;) {
      hasMore = false;
      for (const { column, follower: progress } of pending) if (this.readNextBlock(progress, column)) hasMore = true;
      yield;
    }
  }

  /** Decimal, date or text, by the majority of the column's first cells. */
  getKind(column: number): ColumnKind {
    const kind = this.kindCache.get(column) ?? guessKind(this.blocks, column);
    if (kind) this.kindCache.set(column, kind);
    return kind ?? "text";
  }

  decimals(column: number): DecimalColumn {
    return this.read(this.decimalReaders, column, DecimalColumnReader).column;
  }

  dates(column: number): DateColumn {
    return this.read(this.dateReaders, column, DateColumnReader).column;
  }

  dictionary(column: number): DictionaryColumn {
    return this.read(this.dictionaryReaders, column, DictionaryColumnReader).column;
  }

  /** The part after the last dot of the column's cells; empty if there is none. */
  tlds(column: number): DictionaryColumn {
    return this.read(this.tldReaders, column, TldColumnReader).column;
  }

  /** Numbers that sort the rows by this column's cells; NaN for an empty cell. */
  *sortKeys(column: number): CooperativeTask<Float64Array> {
    const cached = this.sortKeyCache.get(column);
    if (cached) return cached;
    const blocks = this.blocks.length;
    const keys = yield* this.computeSortKeys(column);
    if (blocks === this.blocks.length) this.sortKeyCache.set(column, keys);
    return keys;
  }

  private *computeSortKeys(column: number): CooperativeTask<Float64Array> {
    switch (this.getKind(column)) {
      case "decimal": {
        const decimals = this.decimals(column);
        return yield* this.withUnreadableRows(createDecimalSortKeys(decimals), decimals.unreadableRows, column);
      }
      case "instant": {
        const { times, unreadableRows } = this.dates(column);
        return yield* this.withUnreadableRows(times, unreadableRows, column);
      }
      case "text":
        return yield* rankRowsByText(this.dictionary(column));
    }
  }

  /** Adds keys for the rows that are not of the column's kind: after all others, sorted by text. */
  private *withUnreadableRows(
    keys: Float64Array,
    unreadableRows: readonly number[],
    column: number,
  ): CooperativeTask<Float64Array> {
    if (unreadableRows.length === 0) return keys;
    const all = keys.slice();
    const ranks = yield* rankRowsByText(this.dictionary(column));
    let last = 0;
    for (let row = 0; row < keys.length; row++) {
      const key = keys[row] ?? NaN;
      if (key > last) last = key;
    }
    for (const row of unreadableRows) all[row] = last + 1 + (ranks[row] ?? 0);
    return all;
  }

  private getProgressFor(column: number, as: ColumnRequest["as"]): ReaderProgress<ColumnReader> {
    const kind = as === "sortKeys" ? this.getKind(column) : as;
    if (kind === "decimal" || kind === "decimals")
      return this.getProgress(this.decimalReaders, column, DecimalColumnReader);
    if (kind === "instant" || kind === "instants") return this.getProgress(this.dateReaders, column, DateColumnReader);
    if (kind === "tlds") return this.getProgress(this.tldReaders, column, TldColumnReader);
    return this.getProgress(this.dictionaryReaders, column, DictionaryColumnReader);
  }

  private read<T extends ColumnReader>(
    readers: Map<number, ReaderProgress<T>>,
    column: number,
    createReader: ColumnReaderConstructor<T>,
  ): T {
    const progress = this.getProgress(readers, column, createReader);
    while (this.readNextBlock(progress, column)) continue;
    return progress.reader;
  }

  private getProgress<T>(
    readers: Map<number, ReaderProgress<T>>,
    column: number,
    make: ColumnReaderConstructor<T>,
  ): ReaderProgress<T> {
    const last = this.blocks.at(-1);
    const progress = readers.get(column) ?? {
      reader: new make(last ? last.firstRow + last.starts.length : 0),
      blocksRead: 0,
    };
    readers.set(column, progress);
    return progress;
  }

  private readNextBlock(progress: ReaderProgress<ColumnReader>, column: number): boolean {
    const block = this.blocks[progress.blocksRead];
    if (!block) return false;
    progress.reader.addCells(this.spanFinder.find(block, column));
    progress.blocksRead++;
    return true;
  }
}

interface ColumnReader {
  addCells(spans: CellSpanFinder): void;
}

/** A reader and the number of blocks it has read. */
interface ReaderProgress<T> {
  readonly reader: T;
  blocksRead: number;
}

/** Constructor of a reader with an initial capacity. */
type ColumnReaderConstructor<T> = new (rows: number) => T;

/** The kind of a sample of the first block with cells in this column; undefined if there is none yet. */
function guessKind(blocks: readonly IndexedBlock[], column: number): ColumnKind | undefined {
  const spanFinder = new CellSpanFinder();
  for (const block of blocks) {
    const starts = block.starts.subarray(0, sampleRows);
    const { from, to } = spanFinder.find({ ...block, starts }, column);
    const filledCount = starts.filter((_, row) => from[row] !== to[row]).length;
    if (filledCount === 0) continue;
    if (countUnreadable(new DecimalColumnReader(starts.length), spanFinder) * 2 < filledCount) return "decimal";
    return countUnreadable(new DateColumnReader(starts.length), spanFinder) * 2 < filledCount ? "instant" : "text";
  }
  return undefined;
}

function countUnreadable(reader: DecimalColumnReader | DateColumnReader, spans: CellSpanFinder): number {
  reader.addCells(spans);
  return reader.column.unreadableRows.length;
}
