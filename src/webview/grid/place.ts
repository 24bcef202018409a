import type { View } from "../view";
import type { Cell } from "./moves";
import type { Range } from "./selection";

/** Where the user is: the row at the top, the cell with the focus, and what is selected, with their orders. */
export type KeptPlace = Pick<View, "top" | "focus" | "selected">;

type KeptRange = KeptPlace["selected"][number];

/** What shows the rows: a grid. */
export interface Sight {
  top: number;
  focus: Cell;
  selection: readonly Range[];
  readonly cursor: { readonly ranges: readonly Range[] };
}

/** What knows the order in a place, by its id: the cells of a grid. */
export interface Orders {
  orderAt(place: number): string;
}

/** The rows that are shown: those of a model. */
export interface Rows {
  readonly busy: boolean;
  readonly entries: Uint32Array;
  find(column: string, text: string): Promise<number | undefined>;
}

/** More ranges than this are not kept for later. */
const mostKept = 100;

/** Brings the user back to the same orders when the rows come anew: after a restart, or when they were asked for again. */
export class Place {
  /** Whether the rows to be shown next are others than those before. */
  others = false;
  private restoring: boolean;

  /** `place` is that of before; `changed` is told every other one. */
  constructor(
    private readonly model: Rows,
    private readonly grid: Sight,
    private readonly cells: Orders,
    private place: KeptPlace,
    private readonly changed: (place: KeptPlace) => void,
  ) {
    const { top, focus, selected } = place;
    this.restoring = top > 0 || focus.row !== 0 || focus.column !== 0 || selected.length > 0;
  }

  /** The rows are about to give way to others, of the same query `again` or of another one, which begins at its top. */
  leave(again: boolean): void {
    if (again) this.follow();
    this.others = true;
    this.restoring = again;
  }

  /** The user went somewhere. */
  moved(): void {
    this.restoring = false;
    this.follow();
  }

  /** Keeps where the user is now, but not while rows are still coming in front of where that was. */
  follow(): void {
    if (this.restoring) return;
    const { top, focus, cursor } = this.grid;
    const order = (row: number) => this.cells.orderAt(row);
    const ranges = cursor.ranges.length > mostKept ? [] : cursor.ranges;
    const selected = ranges.map((range) => ({ ...range, first: order(range.top), last: order(range.bottom) }));
    this.place = { top, focus: { ...focus, order: order(focus.row) }, selected };
    this.changed(this.place);
  }

  /** Goes back to the place of before, unless the user went elsewhere meanwhile. For when all rows are there. */
  async restore(): Promise<void> {
    if (!this.restoring || this.others || this.model.busy) return;
    this.restoring = false;
    const { place } = this;
    const { top, focus, selected } = place;
    const [range] = selected;
    const isAtOrder = focus.order !== "" || !range;
    const moved = await (isAtOrder ? this.movedBy(focus.row, focus.order) : this.movedBy(range.top, range.first));
    // Where the order is gone, its row is the next best.
    const by = moved ?? 0;
    const ranges: KeptRange[] = [];
    for (const each of selected) ranges.push(...(await this.found(each, by)));
    if (this.place !== place) return;
    this.grid.focus = { row: focus.row < 0 ? focus.row : focus.row + by, column: focus.column };
    this.grid.selection = ranges;
    this.grid.top = top + by;
    this.follow();
  }

  /** A range where its orders are now: moved like the focus, or on its own; none if they are not together any more. */
  private async found(range: KeptRange, by: number): Promise<KeptRange[]> {
    const like = this.at(range, by);
    if (like.length > 0) return like;
    const own = await this.movedBy(range.top, range.first);
    return own === undefined ? [] : this.at(range, own);
  }

  /** A range so many rows further down, if it begins and ends with its orders there. */
  private at(range: KeptRange, by: number): KeptRange[] {
    const [top, bottom] = [range.top + by, range.bottom + by];
    const isThere = this.cells.orderAt(top) === range.first && this.cells.orderAt(bottom) === range.last;
    return isThere ? [{ ...range, top, bottom }] : [];
  }

  /** How far an order has moved down since it was in a row; undefined if it is not there any more. */
  private async movedBy(row: number, order: string): Promise<number | undefined> {
    if (order === "" || this.cells.orderAt(row) === order) return 0;
    const found = await this.model.find("order_id", order);
    const now = found === undefined ? -1 : this.model.entries.indexOf(found);
    return now < 0 ? undefined : now - row;
  }
}
