import type { Cell } from "./moves";
import { between, clipped, covers, wholeColumns, wholeRows, type Range } from "./selection";

type Whole = "cells" | "rows" | "columns";

export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** Where the focus is in the grid, and which cells are selected. Without a selection the focused cell stands for one. */
export class Cursor {
  ranges: readonly Range[] = [];
  private at: Cell = { row: 0, column: 0 };
  /** Where the latest range began. */
  private anchor: Cell = this.at;
  private whole: Whole = "cells";

  get focus(): Cell {
    return this.at;
  }

  /** Moves the focus and selects nothing. */
  go(to: Cell): void {
    this.at = this.anchor = to;
    this.whole = "cells";
    this.ranges = [];
  }

  /** Moves the focus to a header; what is selected stays, to be sorted. */
  goToHead(to: Cell): void {
    this.at = to;
  }

  /** Moves the focus and selects from where the latest range began. */
  extend(to: Cell, extent: Extent): void {
    this.at = to;
    this.ranges = [...this.ranges.slice(0, -1), this.range(extent)];
  }

  /** Moves the focus and begins a further range there. */
  add(to: Cell): void {
    const before = this.ranges.length > 0 ? this.ranges : [between(this.at, this.at)];
    this.at = this.anchor = to;
    this.whole = "cells";
    this.ranges = [...before, between(to, to)];
  }

  /** Selects the whole rows of this row, of those from where the range began, or of this one too. */
  selectRow(row: number, how: "only" | "through" | "too", extent: Extent): void {
    this.at = { ...this.at, row };
    if (how !== "through") this.anchor = this.at;
    this.whole = "rows";
    const others = how === "only" ? [] : how === "too" ? this.ranges : this.ranges.slice(0, -1);
    this.ranges = [...others, this.range(extent)];
  }

  /** Makes the latest range, or the focused cell, as wide or as high as the grid. */
  widen(whole: "rows" | "columns", extent: Extent): void {
    this.whole = whole;
    this.ranges = [...this.ranges.slice(0, -1), this.range(extent)];
  }

  selectAll({ rows, columns }: Extent): void {
    this.anchor = { row: 0, column: 0 };
    this.whole = "cells";
    this.ranges = [{ top: 0, left: 0, bottom: rows - 1, right: columns - 1 }];
  }

  clear(): void {
    this.go(this.at);
  }

  /** Goes with what is focused and selected to where it is shown now. */
  follow(to: Cell, ranges: readonly Range[]): void {
    if (to.row === this.at.row && to.column === this.at.column && ranges === this.ranges) return;
    this.at = this.anchor = to;
    // The range that is made larger next is the last one.
    this.ranges = ranges.toSorted((a, b) => Number(covers(a, to)) - Number(covers(b, to)));
  }

  /** Takes over a selection made before, as far as it is within the grid. */
  restore(ranges: readonly Range[], { rows, columns }: Extent): void {
    this.ranges = clipped(ranges, rows, columns);
  }

  private range(extent: Extent): Range {
    const range = between(this.anchor, this.at);
    if (this.whole === "cells") return range;
    return this.whole === "rows" ? wholeRows(range, extent.columns) : wholeColumns(range, extent.rows);
  }
}
