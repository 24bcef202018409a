import { splitBlock, type RowBlock } from "../rows/block";
import { keepMarked, markMatches } from "../rows/filter";
import { RowIndex } from "../rows/row-index";
import { sortRows } from "../rows/sort";
import { totalOrders, type Totals } from "../rows/totals";
import { pause } from "./dom";
import { asSent } from "./format";
import type { NamedSort } from "./state";

const pieceSize = 1 << 18;

/** Milliseconds of work after which the page gets its turn. */
const slice = 10;

export type Cause = "rows" | "sort" | "filter";

export interface ModelEvents {
  /** The rows to be shown have changed. */
  shown(cause: Cause): void;
  /** The totals of the rows shown are known. */
  totalled(totals: Totals): void;
}

/** The rows, what of them is shown and in which order. Works in slices, so that the page never stands still. */
export class OrderModel {
  index = new RowIndex();
  /** Rows to be shown, in order. */
  rows: Uint32Array = new Uint32Array();
  filter = "";
  sort: readonly NamedSort[] = [];
  amount = "";
  private readonly queue: RowBlock[] = [];
  private order: Uint32Array = new Uint32Array();
  private taking = false;
  private updates = 0;
  private finished = 0;
  private totallings = 0;

  constructor(private readonly events: ModelEvents) {}

  /** Whether rows are waiting or what is shown is being worked out. */
  get busy(): boolean {
    return this.queue.length > 0 || this.finished !== this.updates;
  }

  /** Gives up all rows. */
  clear(): void {
    this.index = new RowIndex();
    this.queue.length = 0;
    void this.update("rows");
  }

  /** Takes rows in after those already there. */
  add(block: RowBlock): void {
    this.queue.push(...splitBlock(block, pieceSize));
    if (!this.taking) void this.takeIn();
  }

  /** Works out anew what is shown; gives up if it is asked to again meanwhile. */
  async update(cause: Cause): Promise<void> {
    const update = ++this.updates;
    const { index } = this;
    if (cause !== "filter") this.order = sortRows(index, this.sortKeys());
    const rows = await this.filtered(() => update === this.updates);
    if (!rows) return;
    this.rows = rows;
    this.finished = update;
    this.events.shown(cause);
    if (this.queue.length === 0) void this.total();
  }

  /** Adds up what is shown, over the column `amount`. */
  async total(): Promise<void> {
    const totalling = ++this.totallings;
    const names = { amount: this.amount, currency: "currency", status: "status", type: "type" };
    const { index, rows } = this;
    const current = () => totalling === this.totallings && index === this.index && rows === this.rows;
    const columns = index.typed.prepare([
      { column: index.columnOf(names.amount), as: "decimals" },
      { column: index.columnOf(names.currency), as: "dictionary" },
      { column: index.columnOf(names.status), as: "dictionary" },
      { column: index.columnOf(names.type), as: "dictionary" },
    ]);
    await pause();
    if (!current() || !(await inSlices(columns, current))) return;
    await pause();
    if (current()) this.events.totalled(totalOrders(index, names, rows));
  }

  private sortKeys(): { column: number; descending: boolean }[] {
    const keys = this.sort.map(({ name, descending }) => ({ column: this.index.columnOf(name), descending }));
    return keys.filter(({ column }) => column >= 0);
  }

  private async filtered(current: () => boolean): Promise<Uint32Array | undefined> {
    const { index, order } = this;
    const text = asSent(this.filter);
    if (text === "") return order;
    const marks = new Uint8Array(index.count);
    if (!(await inSlices(markMatches(index, text, marks), current))) return undefined;
    return keepMarked(order, marks);
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
    const block = this.queue.shift();
    if (block) this.index.add(block);
  }
}

/** Takes steps, with a turn for the page now and then; false if they were given up because they are no longer current. */
async function inSlices(steps: Iterator<void>, current: () => boolean): Promise<boolean> {
  let since = performance.now();
  while (steps.next().done !== true) {
    if (performance.now() - since < slice) continue;
    await pause();
    if (!current()) return false;
    since = performance.now();
  }
  return true;
}
