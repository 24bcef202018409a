import { decimalPattern, unitsOf, type DecimalColumn } from "./decimal";
import type { Dictionary } from "./dictionary";
import { dropOtherThan, dropWithout } from "./column-text";
import type { RowIndex } from "./row-index";
import type { Steps } from "./steps";

/** Which cells of a column, by its name, are wanted. An empty bound is none. */
export type ColumnFilter =
  /** One of these, as sent; for `tlds` by what stands behind the last dot, in lower case. */
  | { readonly column: string; readonly kind: "values" | "tlds"; readonly values: readonly string[] }
  /** Decimals with a point or a comma, both included. */
  | { readonly column: string; readonly kind: "amounts"; readonly from: string; readonly to: string }
  /** Days as `2024-03-17`, both included. */
  | { readonly column: string; readonly kind: "dates"; readonly from: string; readonly to: string }
  /** The text in any letter case, or exactly this text. */
  | { readonly column: string; readonly kind: "contains" | "is"; readonly text: string };

/** How cells are read that are not shown as sent. */
export interface Reading {
  /** The first moment of a day such as `2024-03-17`, `later` days on (epoch ms); NaN if it is no day. */
  dayStart(day: string, later: number): number;
  /** A cell's text as the reader sees it. */
  readonly readable: (text: string) => string;
}

/** Clears the marks (one byte a row) of rows whose cell is not wanted. Where the column is missing, no filter by it counts. */
export function* dropUnwanted(index: RowIndex, filter: ColumnFilter, reading: Reading, marks: Uint8Array): Steps<void> {
  const column = index.columnOf(filter.column);
  if (column < 0) return;
  switch (filter.kind) {
    case "values":
      yield* index.typed.prepare([{ column, as: "dictionary" }]);
      dropOthers(index.typed.dictionary(column), new Set(filter.values), marks);
      break;
    case "tlds":
      yield* index.typed.prepare([{ column, as: "tlds" }]);
      dropOthers(lowerCase(index.typed.tlds(column)), new Set(filter.values), marks);
      break;
    case "amounts":
      yield* index.typed.prepare([{ column, as: "decimals" }]);
      dropOutside(index.typed.decimals(column), filter, marks);
      break;
    case "dates": {
      yield* index.typed.prepare([{ column, as: "instants" }]);
      const from = filter.from === "" ? -Infinity : reading.dayStart(filter.from, 0);
      const until = filter.to === "" ? Infinity : reading.dayStart(filter.to, 1);
      dropBeyond(index.typed.instants(column).times, from, until, marks);
      break;
    }
    case "contains":
      yield* dropWithout(index, column, filter.text, reading.readable, marks);
      break;
    case "is":
      yield* dropOtherThan(index, column, filter.text, marks);
  }
}

/** How many of the marked rows have each value of a column, by code. */
export function countMarked({ codes, values }: Dictionary, marks: Uint8Array): Uint32Array {
  const counts = new Uint32Array(values.length);
  for (let row = 0; row < marks.length; row++) {
    if (marks[row] === 0) continue;
    const code = codes[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

type Values = Pick<Dictionary, "codes" | "values">;

function lowerCase({ codes, values }: Dictionary): Values {
  return { codes, values: values.map((value) => value.toLowerCase()) };
}

function dropOthers({ codes, values }: Values, wanted: ReadonlySet<string>, marks: Uint8Array): void {
  const keep = Uint8Array.from(values, (value) => Number(wanted.has(value)));
  for (let row = 0; row < marks.length; row++) if (keep[codes[row] ?? 0] === 0) marks[row] = 0;
}

function dropBeyond(times: Float64Array, from: number, until: number, marks: Uint8Array): void {
  for (let row = 0; row < marks.length; row++) {
    const time = times[row] ?? NaN;
    if (!(time >= from && time < until)) marks[row] = 0;
  }
}

function dropOutside(decimals: DecimalColumn, bounds: { from: string; to: string }, marks: Uint8Array): void {
  const least = bound(bounds.from, decimals.scale, "up");
  const most = bound(bounds.to, decimals.scale, "down");
  for (let row = 0; row < marks.length; row++) {
    // A bigint and a number compare exactly.
    const units = decimals.large.get(row) ?? decimals.units[row] ?? NaN;
    const inside = (least === undefined || units >= least) && (most === undefined || units <= most);
    if (!inside || units !== units) marks[row] = 0;
  }
}

/** A bound in units of the column; NaN, which nothing is above or below, for one that is no decimal. */
function bound(text: string, scale: number, round: "up" | "down"): bigint | number | undefined {
  if (text.trim() === "") return undefined;
  return decimalPattern.test(text.trim()) ? unitsOf(text.trim(), scale, round) : NaN;
}
