import type { OrderModel } from "../model";
import type { View } from "../view";
import type { Cells } from "./cells";
import type { Grid } from "./grid";

/** Where the user is: the row at the top, the cell with the focus, and what is selected, with their orders. */
export type KeptPlace = Pick<View, "top" | "focus" | "selected">;

/** More ranges than this are not kept for later. */
const mostKept = 100;

/** Brings the user back to the same orders when the rows come anew: after a restart, or when they were asked for again. */
export class Place {
  /** Whether the rows to be shown next are others than those before. */
  others = false;
  private restoring: boolean;

  /** `place` is that of before; `changed` is told every other one. */
  constructor(
    private readonly model: OrderModel,
    private readonly grid: Grid,
    private readonly cells: Cells,
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
    const by = await (isAtOrder ? this.movedBy(focus.row, focus.order) : this.movedBy(range.top, range.first));
    if (by === undefined || this.place !== place) return;
    const ranges = selected.map((range) => ({ ...range, top: range.top + by, bottom: range.bottom + by }));
    this.grid.focus = { row: focus.row < 0 ? focus.row : focus.row + by, column: focus.column };
    this.grid.selection = ranges.filter(
      (range) => this.cells.orderAt(range.top) === range.first && this.cells.orderAt(range.bottom) === range.last,
    );
    this.grid.top = top + by;
    this.follow();
  }

  /** How far an order has moved down since it was in a row; undefined if it is not there any more. */
  private async movedBy(row: number, order: string): Promise<number | undefined> {
    if (order === "" || this.cells.orderAt(row) === order) return 0;
    const found = await this.model.find("order_id", order);
    const now = found === undefined ? -1 : this.model.entries.indexOf(found);
    return now < 0 ? undefined : now - row;
  }
}
