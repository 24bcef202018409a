import { decimalPattern, toUnits, type DecimalColumn } from "./decimal-column";
import type { DictionaryColumn } from "./dictionary-column";
import { unmarkOtherText, unmarkWithoutText } from "./column-text-filter";
import type { RowIndex } from "./row-index";
import type { CooperativeTask } from "./cooperative-task";
import { toComparableValue, type CodedValues } from "./distinct-values";

/** A filter of the rows by the cells of one column. An empty bound is no bound. Stored: do not rename keys. */
export type ColumnFilter =
  /** One of these values as sent; for `tlds`, the part after the last dot, in lower case. */
  | { readonly column: string; readonly kind: "values" | "tlds"; readonly values: readonly string[] }
  /** Decimals with a point or a comma, both included. */
  | { readonly column: string; readonly kind: "amounts"; readonly from: string; readonly to: string }
  /** Days as `2024-03-17`, both included. */
  | { readonly column: string; readonly kind: "dates"; readonly from: string; readonly to: string }
  /** The text in any letter case, or exactly this text. */
  | { readonly column: string; readonly kind: "contains" | "is"; readonly text: string };

/** How cells are displayed that are not shown as sent. */
export interface CellDisplay {
  /** The start (epoch ms) of a day such as `2024-03-17` plus `dayOffset` days; NaN if it is not a day. */
  dayStart(day: string, dayOffset: number): number;
  /** A cell's text as displayed. */
  readonly toDisplayText: (text: string) => string;
}

/** Clears the marks (one byte per row) of rows that do not match. A filter of a missing column has no effect. */
export function* applyColumnFilter(
  index: RowIndex,
  filter: ColumnFilter,
  display: CellDisplay,
  marks: Uint8Array,
): CooperativeTask<void> {
  const column = index.findColumn(filter.column);
  if (column < 0) return;
  switch (filter.kind) {
    case "values":
      yield* index.typedColumns.prepare([{ column, as: "dictionary" }]);
      unmarkOtherValues(comparableValues(index, column, filter.column), comparableSet(filter), marks);
      break;
    case "tlds":
      yield* index.typedColumns.prepare([{ column, as: "tlds" }]);
      unmarkOtherValues(lowerCaseValues(index.typedColumns.tlds(column)), new Set(filter.values), marks);
      break;
    case "amounts":
      yield* index.typedColumns.prepare([{ column, as: "decimals" }]);
      unmarkOutsideAmounts(index.typedColumns.decimals(column), filter, marks);
      break;
    case "dates": {
      yield* index.typedColumns.prepare([{ column, as: "instants" }]);
      const from = filter.from === "" ? -Infinity : display.dayStart(filter.from, 0);
      const until = filter.to === "" ? Infinity : display.dayStart(filter.to, 1);
      unmarkOutsideTimes(index.typedColumns.dates(column).times, from, until, marks);
      break;
    }
    case "contains":
      yield* unmarkWithoutText(index, column, filter.text, display.toDisplayText, marks);
      break;
    case "is":
      yield* unmarkOtherText(index, column, filter.text, marks);
  }
}

/** How many of the marked rows have each value of a column, by code. */
export function countMarkedByValue({ codes, values }: CodedValues, marks: Uint8Array): Uint32Array {
  const counts = new Uint32Array(values.length);
  for (let row = 0; row < marks.length; row++) {
    if (marks[row] === 0) continue;
    const code = codes[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

function comparableValues(index: RowIndex, column: number, name: string): CodedValues {
  const { codes, values } = index.typedColumns.dictionary(column);
  return { codes, values: values.map((value) => toComparableValue(name, value)) };
}

function comparableSet({ column, values }: { column: string; values: readonly string[] }): ReadonlySet<string> {
  return new Set(values.map((value) => toComparableValue(column, value)));
}

function lowerCaseValues({ codes, values }: DictionaryColumn): CodedValues {
  return { codes, values: values.map((value) => value.toLowerCase()) };
}

function unmarkOtherValues({ codes, values }: CodedValues, wanted: ReadonlySet<string>, marks: Uint8Array): void {
  const isWanted = Uint8Array.from(values, (value) => Number(wanted.has(value)));
  for (let row = 0; row < marks.length; row++) if (isWanted[codes[row] ?? 0] === 0) marks[row] = 0;
}

function unmarkOutsideTimes(times: Float64Array, from: number, until: number, marks: Uint8Array): void {
  for (let row = 0; row < marks.length; row++) {
    const time = times[row] ?? NaN;
    if (!(time >= from && time < until)) marks[row] = 0;
  }
}

function unmarkOutsideAmounts(decimals: DecimalColumn, bounds: { from: string; to: string }, marks: Uint8Array): void {
  const min = parseBound(bounds.from, decimals.scale, "up");
  const max = parseBound(bounds.to, decimals.scale, "down");
  for (let row = 0; row < marks.length; row++) {
    // A bigint and a number compare exactly.
    const units = decimals.large.get(row) ?? decimals.units[row] ?? NaN;
    const isInside = (min === undefined || units >= min) && (max === undefined || units <= max);
    if (!isInside || units !== units) marks[row] = 0;
  }
}

/** A bound in units of the column; NaN, which never matches, if it is not a decimal. */
function parseBound(text: string, scale: number, round: "up" | "down"): bigint | number | undefined {
  if (text.trim() === "") return undefined;
  return decimalPattern.test(text.trim()) ? toUnits(text.trim(), scale, round) : NaN;
}
