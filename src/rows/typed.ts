import type { IndexedBlock } from "./block";
import { decimalKeys, DecimalReader, type DecimalColumn } from "./decimal";
import { DictionaryReader, type Dictionary } from "./dictionary";
import { InstantReader, type InstantColumn } from "./instant";
import { rankRows } from "./rank";
import { Spans } from "./spans";
import type { Steps } from "./steps";
import { TldReader } from "./tld";

export type ColumnKind = "decimal" | "instant" | "text";

const sampleSize = 1000;

/** What a column is wanted for: its amounts, its dates, its different values, their TLDs, or to sort by it. */
export interface Want {
  readonly column: number;
  readonly as: "decimals" | "instants" | "dictionary" | "tlds" | "sortKeys";
}

/** What the columns' cells mean: worked out when first asked for, from then on as rows are added. */
export class TypedColumns {
  private readonly spans = new Spans();
  private readonly decimalsOf = new Map<number, Follower<DecimalReader>>();
  private readonly instantsOf = new Map<number, Follower<InstantReader>>();
  private readonly dictionaryOf = new Map<number, Follower<DictionaryReader>>();
  private readonly tldsOf = new Map<number, Follower<TldReader>>();
  private readonly sortKeysOf = new Map<number, Float64Array>();
  private readonly kindOf = new Map<number, ColumnKind>();

  constructor(private readonly blocks: readonly IndexedBlock[]) {}

  /** Reads the blocks that were added in the columns that were asked for before. */
  follow(): void {
    this.sortKeysOf.clear();
    for (const followers of [this.decimalsOf, this.instantsOf, this.dictionaryOf, this.tldsOf]) {
      for (const [column, follower] of followers) while (this.readNext(follower, column)) continue;
    }
  }

  /**
   * Reads columns side by side, which is faster than one after the other when they are asked for. Pauses after each block,
   * so that a caller can let others work or give up in between.
   */
  *prepare(wants: readonly Want[]): Generator<void> {
    const wanted = wants.map(({ column, as }) => ({ column, follower: this.followerFor(column, as) }));
    for (let more = true; more;) {
      more = false;
      for (const { column, follower } of wanted) if (this.readNext(follower, column)) more = true;
      yield;
    }
  }

  /** Numbers, dates or text, by what most of the column's first cells are. */
  kind(column: number): ColumnKind {
    const kind = this.kindOf.get(column) ?? guessKind(this.blocks, column);
    if (kind) this.kindOf.set(column, kind);
    return kind ?? "text";
  }

  decimals(column: number): DecimalColumn {
    return this.read(this.decimalsOf, column, DecimalReader).column;
  }

  instants(column: number): InstantColumn {
    return this.read(this.instantsOf, column, InstantReader).column;
  }

  dictionary(column: number): Dictionary {
    return this.read(this.dictionaryOf, column, DictionaryReader).column;
  }

  /** What stands behind the last dot of the column's cells; empty where there is none. */
  tlds(column: number): Dictionary {
    return this.read(this.tldsOf, column, TldReader).column;
  }

  /** Numbers that order the rows by this column's cells; NaN for an empty cell. */
  *sortKeys(column: number): Steps<Float64Array> {
    const known = this.sortKeysOf.get(column);
    if (known) return known;
    const blocks = this.blocks.length;
    const keys = yield* this.makeSortKeys(column);
    if (blocks === this.blocks.length) this.sortKeysOf.set(column, keys);
    return keys;
  }

  private *makeSortKeys(column: number): Steps<Float64Array> {
    switch (this.kind(column)) {
      case "decimal": {
        const decimals = this.decimals(column);
        return yield* this.withOthers(decimalKeys(decimals), decimals.others, column);
      }
      case "instant": {
        const { times, others } = this.instants(column);
        return yield* this.withOthers(times, others, column);
      }
      case "text":
        return yield* rankRows(this.dictionary(column));
    }
  }

  /** The keys with the rows that are not of the column's kind after all others, by their text. */
  private *withOthers(keys: Float64Array, others: readonly number[], column: number): Steps<Float64Array> {
    if (others.length === 0) return keys;
    const all = keys.slice();
    const ranks = yield* rankRows(this.dictionary(column));
    let last = 0;
    for (const key of keys) if (key > last) last = key;
    for (const row of others) all[row] = last + 1 + (ranks[row] ?? 0);
    return all;
  }

  private followerFor(column: number, as: Want["as"]): Follower<Reader> {
    const kind = as === "sortKeys" ? this.kind(column) : as;
    if (kind === "decimal" || kind === "decimals") return this.follower(this.decimalsOf, column, DecimalReader);
    if (kind === "instant" || kind === "instants") return this.follower(this.instantsOf, column, InstantReader);
    if (kind === "tlds") return this.follower(this.tldsOf, column, TldReader);
    return this.follower(this.dictionaryOf, column, DictionaryReader);
  }

  private read<T extends Reader>(followers: Map<number, Follower<T>>, column: number, make: MakeReader<T>): T {
    const follower = this.follower(followers, column, make);
    while (this.readNext(follower, column)) continue;
    return follower.reader;
  }

  private follower<T>(followers: Map<number, Follower<T>>, column: number, make: MakeReader<T>): Follower<T> {
    const last = this.blocks.at(-1);
    const follower = followers.get(column) ?? {
      reader: new make(last ? last.firstRow + last.starts.length : 0),
      blocks: 0,
    };
    followers.set(column, follower);
    return follower;
  }

  private readNext(follower: Follower<Reader>, column: number): boolean {
    const block = this.blocks[follower.blocks];
    if (!block) return false;
    follower.reader.take(this.spans.find(block, column));
    follower.blocks++;
    return true;
  }
}

interface Reader {
  take(spans: Spans): void;
}

/** A reader, and how many blocks it has read. */
interface Follower<T> {
  readonly reader: T;
  blocks: number;
}

/** Makes a reader with room for so many rows. */
type MakeReader<T> = new (rows: number) => T;

/** What a sample of the first block with cells in this column is made of; undefined if there is none yet. */
function guessKind(blocks: readonly IndexedBlock[], column: number): ColumnKind | undefined {
  const spans = new Spans();
  for (const block of blocks) {
    const starts = block.starts.subarray(0, sampleSize);
    const { from, to } = spans.find({ ...block, starts }, column);
    const filled = starts.filter((_, row) => from[row] !== to[row]).length;
    if (filled === 0) continue;
    if (othersIn(new DecimalReader(starts.length), spans) * 2 < filled) return "decimal";
    return othersIn(new InstantReader(starts.length), spans) * 2 < filled ? "instant" : "text";
  }
  return undefined;
}

function othersIn(reader: DecimalReader | InstantReader, spans: Spans): number {
  reader.take(spans);
  return reader.column.others.length;
}
