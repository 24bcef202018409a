import type { Cell } from "./moves";

/** Cells from a first row and column through a last one, as they are shown. */
export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The range with these cells at two of its corners. */
export function between(a: Cell, b: Cell): Range {
  return {
    top: Math.max(0, Math.min(a.row, b.row)),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  };
}

/** The range made as wide as the grid. */
export function wholeRows(range: Range, columns: number): Range {
  return { ...range, left: 0, right: columns - 1 };
}

/** The range made as high as the grid. */
export function wholeColumns(range: Range, rows: number): Range {
  return { ...range, top: 0, bottom: rows - 1 };
}

export function covers({ top, bottom, left, right }: Range, { row, column }: Cell): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

/** The ranges as far as they are within so many rows and columns. */
export function clipped(ranges: readonly Range[], rows: number, columns: number): Range[] {
  return ranges
    .filter(({ top, left }) => top < rows && left < columns)
    .map((range) => ({
      ...range,
      bottom: Math.min(range.bottom, rows - 1),
      right: Math.min(range.right, columns - 1),
    }));
}

/** The rows that the ranges have cells in, as `[first, last]` without overlap, from the top down. */
export function rowSpans(ranges: readonly Range[]): [first: number, last: number][] {
  const spans: [number, number][] = [];
  for (const { top, bottom } of ranges.toSorted((a, b) => a.top - b.top)) {
    const last = spans.at(-1);
    if (last && top <= last[1] + 1) last[1] = Math.max(last[1], bottom);
    else spans.push([top, bottom]);
  }
  return spans;
}

/** The columns that the ranges have cells in, from left to right. */
export function columnsIn(ranges: readonly Range[]): number[] {
  const columns = new Set(
    ranges.flatMap(({ left, right }) => Array.from({ length: right - left + 1 }, (_, at) => left + at)),
  );
  return [...columns].sort((a, b) => a - b);
}

/** How many rows the ranges have cells in. */
export function rowCount(ranges: readonly Range[]): number {
  return rowSpans(ranges).reduce((sum, [first, last]) => sum + last - first + 1, 0);
}
