import type { CellPosition } from "./navigation";

/** A range of cells, by position as displayed. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The range with these cells in opposite corners. */
export function rangeBetween(a: CellPosition, b: CellPosition): CellRange {
  return {
    top: Math.max(0, Math.min(a.row, b.row)),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  };
}

/** The range extended to whole rows. */
export function extendToRows(range: CellRange, columns: number): CellRange {
  return { ...range, left: 0, right: columns - 1 };
}

/** The range extended to whole columns. */
export function extendToColumns(range: CellRange, rows: number): CellRange {
  return { ...range, top: 0, bottom: rows - 1 };
}

export function containsCell({ top, bottom, left, right }: CellRange, { row, column }: CellPosition): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

/** The ranges clipped to so many rows and columns. */
export function clipRanges(ranges: readonly CellRange[], rows: number, columns: number): CellRange[] {
  return ranges
    .filter(({ top, left }) => top < rows && left < columns)
    .map((range) => ({
      ...range,
      bottom: Math.min(range.bottom, rows - 1),
      right: Math.min(range.right, columns - 1),
    }));
}

/** The rows that the ranges have cells in, as `[first, last]` without overlap, from the top down. */
export function rowSpans(ranges: readonly CellRange[]): [first: number, last: number][] {
  const spans: [number, number][] = [];
  for (const { top, bottom } of ranges.toSorted((a, b) => a.top - b.top)) {
    const last = spans.at(-1);
    if (last && top <= last[1] + 1) last[1] = Math.max(last[1], bottom);
    else spans.push([top, bottom]);
  }
  return spans;
}

/** The columns that the ranges have cells in, from left to right. */
export function selectedColumns(ranges: readonly CellRange[]): number[] {
  const columns = new Set(
    ranges.flatMap(({ left, right }) => Array.from({ length: right - left + 1 }, (_, at) => left + at)),
  );
  return [...columns].sort((a, b) => a - b);
}

/** How many rows the ranges have cells in. */
export function countRows(ranges: readonly CellRange[]): number {
  return rowSpans(ranges).reduce((sum, [first, last]) => sum + last - first + 1, 0);
}
