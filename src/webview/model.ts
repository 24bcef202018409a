import { splitBlock, type RowBlock } from "../rows/block";
import type { ColumnFilter } from "../rows/column-filter";
import { keepMarked } from "../rows/filter";
import { groupRows, unfold, type Groups } from "../rows/groups";
import { RowIndex } from "../rows/row-index";
import { sortSteps, withRows } from "../rows/sort";
import type { Steps } from "../rows/steps";
import { totalSteps, type Totals } from "../rows/totals";
import { chosenRows } from "./choose";
import { painted, pause } from "./pause";
import { groupingOf } from "./grouping";
import { inSlices, slice } from "./slices";
import { Stage } from "./stage";
import type { GroupBy, NamedSort } from "./view";

const pieceSize = 1 << 18;

/** Rows to be taken in. Where `at` is given they belong in front of the row now in that place, else after all others. */
export type NewRows = RowBlock & { readonly at?: number | undefined };

/** A part of them; the place is one for all parts and moves on with each. */
interface Part {
  readonly block: RowBlock;
  readonly place: { at: number } | undefined;
}

export type Cause = "rows" | "sort" | "filter" | "group" | "fold";

export interface ModelEvents {
  /** The rows to be shown have changed. */
  shown(cause: Cause): void;
  /** What is shown is being worked out, or no longer. */
  working?(working: boolean): void;
  /** The totals of the rows shown are known, and other than before; with groups, theirs follow. */
  totalled(totals: Totals): void;
  /** The totals of each group are known. */
  subtotalled?(): void;
}

/** The rows, what of them is shown and in which order. Works in slices, so that the page never stands still. */
export class OrderModel {
  index = new RowIndex();
  /** Rows that the filters leave, in the order shown, those of folded groups too. */
  rows: Uint32Array = new Uint32Array();
  /** What the rows shown are chosen by, whatever their order: the same object until others are shown. */
  members: readonly unknown[] = [];
  /** What the list shows: rows, and groups if there are any (see rows/groups.ts). */
  entries: Uint32Array = new Uint32Array();
  groups: Groups | undefined;
  /** By group; empty until they are known. */
  subtotals: readonly Totals[] = [];
  filter = "";
  filters: readonly ColumnFilter[] = [];
  sort: readonly NamedSort[] = [];
  group: GroupBy | null = null;
  folded: ReadonlySet<string> = new Set();
  /** Whether days are those of the user's own zone, else of UTC. */
  local = false;
  amount = "";
  private readonly queue: Part[] = [];
  /** The order without a sort. */
  private unsorted: Uint32Array = new Uint32Array();
  private readonly order = new Stage<Uint32Array>();
  private readonly marks = new Stage<Uint8Array>();
  private readonly chosen = new Stage<Uint32Array>();
  private readonly grouped = new Stage<Groups | undefined>();
  private readonly totals = new Stage<Totals>();
  private readonly groupTotals = new Stage<Totals[]>();
  private told: object | undefined;
  private taking = false;
  private updates = 0;
  private finished = 0;
  private totallings = 0;
  /** What the user asked for and does not see yet. */
  private asked: Cause | undefined;

  constructor(private readonly events: ModelEvents) {}

  /** Whether rows are waiting or what is shown is being worked out. */
  get busy(): boolean {
    return this.queue.length > 0 || this.finished !== this.updates;
  }

  /** Whether fewer rows are shown than there are. */
  get filtering(): boolean {
    return this.filter.trim() !== "" || this.filters.length > 0;
  }

  /** Whether all rows are shown in the order they came. */
  get asTheyCame(): boolean {
    return !this.filtering && this.sort.length === 0 && this.group === null;
  }

  /** Gives up all rows. */
  clear(): void {
    this.index = new RowIndex();
    this.queue.length = 0;
    this.unsorted = new Uint32Array();
    void this.update("rows");
  }

  add(rows: NewRows): void {
    const place = rows.at === undefined ? undefined : { at: rows.at };
    for (const block of splitBlock(rows, pieceSize)) this.queue.push({ block, place });
    if (!this.taking) void this.takeIn();
  }

  /** Works out anew what is shown; gives up if it is asked to again meanwhile. */
  async update(cause: Cause): Promise<void> {
    const update = ++this.updates;
    const current = () => update === this.updates;
    if (cause !== "rows") {
      this.asked = cause;
      this.events.working?.(true);
    }
    const chosen = await this.choose(current);
    const groups = chosen && (await this.groupUp(chosen.rows, current));
    if (!groups || !current()) return;
    this.groups = groups.value;
    this.rows = this.groups?.rows ?? chosen.rows;
    this.members = chosen.members;
    this.subtotals = [];
    this.unfold();
    this.finished = update;
    this.events.working?.(false);
    const { asked = cause } = this;
    this.asked = undefined;
    this.events.shown(cause);
    // Rows that came meanwhile have overtaken what the user asked for.
    if (asked !== cause) this.events.shown(asked);
    if (this.queue.length === 0) void this.total();
  }

  /** Shows or hides the rows of groups. */
  fold(folded: ReadonlySet<string>): void {
    this.folded = folded;
    this.unfold();
    this.events.shown("fold");
  }

  /**
   * Gives the page its turn, as a slice of work should that nobody waits for: goes on only when nothing is being worked
   * out that is to be shown, and what came of it has been painted.
   */
  readonly rest = async (): Promise<void> => {
    await pause();
    while (this.busy) await painted();
  };

  /** Adds up what is shown, over the column `amount`. */
  async total(): Promise<void> {
    const totalling = ++this.totallings;
    const { rows, members, groups, amount } = this;
    const current = () => totalling === this.totallings && members === this.members && groups === this.groups;
    await painted();
    await this.rest();
    if (!current()) return;
    const totals = await this.totals.get([members, amount], () => this.addUp(rows), current, this.rest);
    if (!totals || !current()) return;
    if (totals !== this.told) this.events.totalled(totals.value);
    this.told = totals;
    const subtotals =
      groups && (await this.groupTotals.get([groups, amount], () => this.addUpEach(groups), current, this.rest));
    if (!subtotals || !current()) return;
    this.subtotals = subtotals.value;
    this.events.subtotalled?.();
  }

  /** Marks the rows that all filters leave but those of this column. */
  async marksWithout(column: string): Promise<Uint8Array | undefined> {
    const { index, filter: text, local } = this;
    const columns = this.filters.filter((filter) => filter.column !== column);
    const marks = await inSlices(chosenRows(index, { text, columns, local }), () => index === this.index);
    return marks?.value;
  }

  /** The first row with exactly this text in a column. */
  async find(column: string, text: string): Promise<number | undefined> {
    const { index, local } = this;
    if (index.columnOf(column) < 0) return undefined;
    const columns = [{ column, kind: "is", text } as const];
    const marks = await inSlices(chosenRows(index, { text: "", columns, local }), () => index === this.index);
    const row = marks?.value.indexOf(1) ?? -1;
    return row < 0 ? undefined : row;
  }

  private async choose(
    current: () => boolean,
  ): Promise<{ rows: Uint32Array; members: readonly unknown[] } | undefined> {
    const { index, sort, filter: text, filters: columns, local, filtering } = this;
    const { count } = index;
    const unsorted = (this.unsorted = withRows(this.unsorted, this.unsorted.length, count - this.unsorted.length));
    const order = await this.order.get([unsorted, sort], () => sortSteps(index, this.sortKeys(), unsorted), current);
    if (!order) return undefined;
    if (!filtering) return { rows: order.value, members: this.membersOf([unsorted, local]) };
    const choice = { text, columns, local };
    const marks = await this.marks.get([index, count, text, columns, local], () => chosenRows(index, choice), current);
    if (!marks) return undefined;
    const rows = await this.chosen.get([order.value, marks.value], () => keepMarked(order.value, marks.value), current);
    return rows && { rows: rows.value, members: this.membersOf([marks.value, local]) };
  }

  private membersOf(parts: readonly unknown[]): readonly unknown[] {
    return parts.every((part, at) => part === this.members[at]) ? this.members : parts;
  }

  private async groupUp(rows: Uint32Array, current: () => boolean): Promise<{ value: Groups | undefined } | undefined> {
    const { index, group, local, sort } = this;
    if (!group) return { value: undefined };
    return this.grouped.get([rows, group, local, sort], () => grouped(index, rows, group, local, sort), current);
  }

  private unfold(): void {
    const { groups, folded } = this;
    this.entries = groups ? unfold(groups, (name) => folded.has(name)) : this.rows;
  }

  private *addUp(rows: Uint32Array): Steps<Totals> {
    const { index, amount } = this;
    const names = { amount, currency: "currency", status: "status", type: "type" };
    yield* index.typed.prepare([
      { column: index.columnOf(names.amount), as: "decimals" },
      { column: index.columnOf(names.currency), as: "dictionary" },
      { column: index.columnOf(names.status), as: "dictionary" },
      { column: index.columnOf(names.type), as: "dictionary" },
    ]);
    return yield* totalSteps(index, names, rows);
  }

  private *addUpEach({ rows, starts, names }: Groups): Steps<Totals[]> {
    const totals: Totals[] = [];
    for (const at of names.keys()) totals.push(yield* this.addUp(rows.subarray(starts[at], starts[at + 1])));
    return totals;
  }

  private sortKeys(): { column: number; descending: boolean }[] {
    const keys = this.sort.map(({ name, descending }) => ({ column: this.index.columnOf(name), descending }));
    return keys.filter(({ column }) => column >= 0);
  }

  /** Adds what is in the queue: the first rows are shown at once, more of them from time to time. */
  private async takeIn(): Promise<void> {
    this.taking = true;
    let next = 0;
    while (this.queue.length > 0) {
      const began = performance.now();
      while (this.queue.length > 0 && performance.now() - began < slice) this.takeOne();
      if (performance.now() >= next || this.queue.length === 0) {
        const before = performance.now();
        await this.update("rows");
        next = performance.now() + Math.max(100, 4 * (performance.now() - before));
      }
      await pause();
    }
    this.taking = false;
  }

  private takeOne(): void {
    const part = this.queue.shift();
    if (!part) return;
    const { count } = this.index;
    this.index.add(part.block);
    if (!part.place) return;
    const added = this.index.count - count;
    const before = withRows(this.unsorted, this.unsorted.length, count - this.unsorted.length);
    this.unsorted = withRows(before, part.place.at, added);
    part.place.at += added;
  }
}

function* grouped(
  index: RowIndex,
  rows: Uint32Array,
  group: GroupBy,
  local: boolean,
  sort: readonly NamedSort[],
): Steps<Groups | undefined> {
  const grouping = yield* groupingOf(index, group, local, sort);
  return grouping && (yield* groupRows(rows, grouping));
}
