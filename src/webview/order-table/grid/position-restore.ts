import type { ViewState } from "../view-state";
import type { CellPosition } from "./navigation";
import type { CellRange } from "./selection";

/** Scroll position, focus and selection, with the ids of their orders. */
export type GridPosition = Pick<ViewState, "top" | "focus" | "selected">;

type SavedRange = GridPosition["selected"][number];

/** The part of Grid used here. */
export interface PositionedGrid {
  topRow: number;
  focus: CellPosition;
  selection: readonly CellRange[];
  readonly cursor: { readonly ranges: readonly CellRange[] };
}

/** Gets the id of the order at a position; the part of CellActions used here. */
export interface OrderIdSource {
  getOrderId(position: number): string;
}

/** The rows that are shown: those of a model. */
export interface RowLookup {
  readonly isBusy: boolean;
  readonly entries: Uint32Array;
  findRow(column: string, text: string): Promise<number | undefined>;
}

/** More ranges are not saved: the state has a size limit. */
const maxSavedRanges = 100;

/** Restores scroll position, focus and selection by order id when rows are loaded again, after a restart or a reload. */
export class PositionRestorer {
  /** Whether the next rows belong to another load than those shown. */
  hasOtherRows = false;
  private isRestoring: boolean;

  /** `position` is the saved one; `onChange` gets every later one. */
  constructor(
    private readonly model: RowLookup,
    private readonly grid: PositionedGrid,
    private readonly orderIds: OrderIdSource,
    private position: GridPosition,
    private readonly onChange: (place: GridPosition) => void,
  ) {
    const { top, focus, selected } = position;
    this.isRestoring = top > 0 || focus.row !== 0 || focus.column !== 0 || selected.length > 0;
  }

  /** The rows are about to be replaced, by the same query (`isReload`) or by another one, which starts at the top. */
  onRowsReplaced(isReload: boolean): void {
    if (isReload) this.savePosition();
    this.hasOtherRows = true;
    this.isRestoring = isReload;
  }

  /** The user moved focus, selection or scroll position. */
  onUserMoved(): void {
    this.isRestoring = false;
    this.savePosition();
  }

  /** Saves the current position, unless a restore is pending. */
  savePosition(): void {
    if (this.isRestoring) return;
    const { topRow: top, focus, cursor } = this.grid;
    const getOrderId = (row: number) => this.orderIds.getOrderId(row);
    const ranges = cursor.ranges.length > maxSavedRanges ? [] : cursor.ranges;
    const selected = ranges.map((range) => ({
      ...range,
      first: getOrderId(range.top),
      last: getOrderId(range.bottom),
    }));
    this.position = { top, focus: { ...focus, order: getOrderId(focus.row) }, selected };
    this.onChange(this.position);
  }

  /** Restores the saved position, unless the user moved meanwhile. Call it when all rows are loaded. */
  async restore(): Promise<void> {
    if (!this.isRestoring || this.hasOtherRows || this.model.isBusy) return;
    this.isRestoring = false;
    const { position } = this;
    const { top, focus, selected } = position;
    const [range] = selected;
    const isAtOrder = focus.order !== "" || !range;
    const focusShift = await (isAtOrder
      ? this.findShift(focus.row, focus.order)
      : this.findShift(range.top, range.first));
    // Without the order, its old row number is the best guess.
    const shift = focusShift ?? 0;
    const ranges: SavedRange[] = [];
    for (const each of selected) ranges.push(...(await this.findRange(each, shift)));
    if (this.position !== position) return;
    this.grid.focus = { row: focus.row < 0 ? focus.row : focus.row + shift, column: focus.column };
    this.grid.selection = ranges;
    this.grid.topRow = top + shift;
    this.savePosition();
  }

  /** The range at the current positions of its orders: shifted like the focus, or on its own; none if they moved apart. */
  private async findRange(range: SavedRange, shift: number): Promise<SavedRange[]> {
    const withFocus = this.shiftRange(range, shift);
    if (withFocus.length > 0) return withFocus;
    const ownShift = await this.findShift(range.top, range.first);
    return ownShift === undefined ? [] : this.shiftRange(range, ownShift);
  }

  /** A range shifted down by some rows, if it starts and ends with the same orders there. */
  private shiftRange(range: SavedRange, shift: number): SavedRange[] {
    const [top, bottom] = [range.top + shift, range.bottom + shift];
    const isThere = this.orderIds.getOrderId(top) === range.first && this.orderIds.getOrderId(bottom) === range.last;
    return isThere ? [{ ...range, top, bottom }] : [];
  }

  /** How many rows an order has moved down; undefined if it is not shown any more. */
  private async findShift(row: number, order: string): Promise<number | undefined> {
    if (order === "" || this.orderIds.getOrderId(row) === order) return 0;
    const found = await this.model.findRow("order_id", order);
    const now = found === undefined ? -1 : this.model.entries.indexOf(found);
    return now < 0 ? undefined : now - row;
  }
}
