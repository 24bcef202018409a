import type { CellPosition } from "./navigation";
import { rangeBetween, clipRanges, containsCell, extendToColumns, extendToRows, type CellRange } from "./selection";

type SelectionUnit = "cells" | "rows" | "columns";

export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
}

/** The focused cell and the selected ranges. Without a selection, actions apply to the focused cell. */
export class Cursor {
  ranges: readonly CellRange[] = [];
  private position: CellPosition = { row: 0, column: 0 };
  /** Where the latest range started. */
  private anchor: CellPosition = this.position;
  private unit: SelectionUnit = "cells";

  get focus(): CellPosition {
    return this.position;
  }

  /** Moves the focus and clears the selection. */
  moveTo(to: CellPosition): void {
    this.position = this.anchor = to;
    this.unit = "cells";
    this.ranges = [];
  }

  /** Moves the focus; the selection stays. */
  focusCell(to: CellPosition): void {
    this.position = to;
  }

  /** Moves the focus and extends the latest range to it. */
  extendTo(to: CellPosition, extent: GridExtent): void {
    this.position = to;
    this.ranges = [...this.ranges.slice(0, -1), this.currentRange(extent)];
  }

  /** Moves the focus and starts another range there. */
  addRangeAt(to: CellPosition): void {
    const before = this.ranges.length > 0 ? this.ranges : [rangeBetween(this.position, this.position)];
    this.position = this.anchor = to;
    this.unit = "cells";
    this.ranges = [...before, rangeBetween(to, to)];
  }

  /** Selects this row only, all rows from the start of the range through it, or this row too. */
  selectRow(row: number, mode: "only" | "through" | "too", extent: GridExtent): void {
    this.position = { ...this.position, row };
    if (mode !== "through") this.anchor = this.position;
    this.unit = "rows";
    const others = mode === "only" ? [] : mode === "too" ? this.ranges : this.ranges.slice(0, -1);
    this.ranges = [...others, this.currentRange(extent)];
  }

  /** Makes the latest range, or the focused cell, as wide or as high as the grid. */
  widen(unit: "rows" | "columns", extent: GridExtent): void {
    this.unit = unit;
    this.ranges = [...this.ranges.slice(0, -1), this.currentRange(extent)];
  }

  selectAll({ rows, columns }: GridExtent): void {
    this.anchor = { row: 0, column: 0 };
    this.unit = "cells";
    this.ranges = [{ top: 0, left: 0, bottom: rows - 1, right: columns - 1 }];
  }

  clear(): void {
    this.moveTo(this.position);
  }

  /** Moves focus and selection to the new positions of their cells. */
  relocate(to: CellPosition, ranges: readonly CellRange[]): void {
    if (to.row === this.position.row && to.column === this.position.column && ranges === this.ranges) return;
    this.position = this.anchor = to;
    // The last range is the one that is extended next.
    this.ranges = ranges.toSorted((a, b) => Number(containsCell(a, to)) - Number(containsCell(b, to)));
  }

  /** Restores a selection, clipped to the grid. */
  restore(ranges: readonly CellRange[], { rows, columns }: GridExtent): void {
    this.ranges = clipRanges(ranges, rows, columns);
  }

  private currentRange(extent: GridExtent): CellRange {
    const range = rangeBetween(this.anchor, this.position);
    if (this.unit === "cells") return range;
    return this.unit === "rows" ? extendToRows(range, extent.columns) : extendToColumns(range, extent.rows);
  }
}
