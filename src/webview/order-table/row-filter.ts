import { toDisplayDomain } from "../../idn/display-domain";
import { applyColumnFilter, type ColumnFilter, type CellDisplay } from "../../columns/column-filter";
import { isTopUpType } from "../../columns/charged-orders";
import { orderColumns } from "../../dmapi/order-columns";
import { readDistinctValues } from "../../columns/distinct-values";
import { markMatches } from "../../columns/text-search";
import type { RowIndex } from "../../columns/row-index";
import type { CooperativeTask } from "../../columns/cooperative-task";
import { toRawSearchText, dayStart, formatCell } from "../shared/format";

/** What rows must match: text in any column, and filters of single columns. */
export interface RowFilters {
  readonly text: string;
  readonly columns: readonly ColumnFilter[];
  /** Whether days are those of the user's own zone, else of UTC. */
  readonly local: boolean;
  readonly display?: SearchDisplay;
}

/** What cells show instead of the text DMAPI sent. */
export interface SearchDisplay {
  /** The name of a value of a column, such as a type; the value itself without a name. */
  getName(column: string, value: string): string;
  /** The name of a type of refunds; the type itself without a name. */
  getRefundName(type: string): string;
  /** The decimal, as DMAPI writes it, that a text such as `1,234.50` stands for; undefined for other text. */
  parseDecimal(text: string): string | undefined;
}

/** Cells are shown as DMAPI sent them. */
export const searchAsSent: SearchDisplay = {
  getName: (_, value) => value,
  getRefundName: (type) => type,
  parseDecimal: () => undefined,
};

/** The columns whose values have names, by which they are found and sorted. */
export const namedColumns: readonly string[] = ["type", "status"];

/** Looks like part of a date or a time: no letters, and digits before a dash or a colon. */
const timeLikePattern = /^[\d :.-]*\d[-:][\d :.-]*$/;

/** Marks the rows (one byte a row) that match all filters. */
export function* markFilteredRows(
  index: RowIndex,
  { text, columns, local, display = searchAsSent }: RowFilters,
): CooperativeTask<Uint8Array> {
  const marks = new Uint8Array(index.count);
  const searchText = toRawSearchText(text);
  if (searchText === "") marks.fill(1);
  else if (local && timeLikePattern.test(text)) yield* markRowsAsDisplayed(index, text.trim(), marks);
  else {
    yield* markMatches(index, searchText, marks);
    if (/[^\0-\x7f]/.test(searchText)) yield* markReadableNames(index, searchText.toLowerCase(), marks);
    const decimal = display.parseDecimal(searchText);
    if (decimal !== undefined && decimal !== searchText) yield* markMatches(index, decimal, marks);
    for (const column of namedColumns) yield* markNamedValues(index, column, searchText.toLowerCase(), display, marks);
    yield* markRefunds(index, searchText.toLowerCase(), display, marks);
  }
  const reading: CellDisplay = {
    dayStart: (day, later) => dayStart(day, later, local),
    toDisplayText: toDisplayDomain,
  };
  for (const filter of columns) yield* applyColumnFilter(index, filter, reading, marks);
  return marks;
}

/** Marks rows with a cell that contains the text as displayed in the user's time zone, where times differ from those DMAPI sent. */
function* markRowsAsDisplayed(index: RowIndex, text: string, marks: Uint8Array): CooperativeTask<void> {
  for (const name of index.columns) {
    const column = index.findColumn(name);
    if (index.typedColumns.getKind(column) === "instant") yield* markMatchingTimes(index, column, text, marks);
    else {
      const columnMarks = new Uint8Array(marks.length).fill(1);
      yield* applyColumnFilter(index, { column: name, kind: "contains", text }, rawReading, columnMarks);
      for (let row = 0; row < columnMarks.length; row++) if (columnMarks[row] === 1) marks[row] = 1;
    }
  }
}

function* markMatchingTimes(index: RowIndex, column: number, text: string, marks: Uint8Array): CooperativeTask<void> {
  for (let row = 0; row < marks.length; row++) {
    if (row % 1024 === 0) yield;
    if (marks[row] !== 1 && formatCell(index.cell(row, column), true).includes(text)) marks[row] = 1;
  }
}

/** Marks rows whose value in a column has a name that contains the text. */
function* markNamedValues(
  index: RowIndex,
  name: string,
  searchText: string,
  display: SearchDisplay,
  marks: Uint8Array,
): CooperativeTask<void> {
  const column = index.findColumn(name);
  if (column < 0) return;
  yield* index.typedColumns.prepare([{ column, as: "dictionary" }]);
  const { codes, values } = readDistinctValues(index, name);
  const isMatch = values.map((value) => isOnlyShown(display.getName(name, value), value, searchText));
  if (!isMatch.includes(true)) return;
  for (let row = 0; row < marks.length; row++) if (isMatch[codes[row] ?? -1]) marks[row] = 1;
}

/** Marks refunds whose type has a name that contains the text only because they are refunds. */
function* markRefunds(
  index: RowIndex,
  searchText: string,
  display: SearchDisplay,
  marks: Uint8Array,
): CooperativeTask<void> {
  const { amountBrutto, type } = orderColumns;
  const column = index.findColumn(amountBrutto.name);
  if (column < 0 || index.findColumn(type.name) < 0) return;
  const { codes, values } = readDistinctValues(index, type.name);
  const isMatch = values.map(
    (value) => !isTopUpType(value) && isOnlyShown(display.getRefundName(value), value, searchText),
  );
  if (!isMatch.includes(true)) return;
  yield* index.typedColumns.prepare([{ column, as: "decimals" }]);
  const { units } = index.typedColumns.decimals(column);
  for (let row = 0; row < marks.length; row++) if ((units[row] ?? 0) < 0 && isMatch[codes[row] ?? -1]) marks[row] = 1;
}

/** Whether what is shown contains the text, but not the value: rows with such values are not marked yet. */
function isOnlyShown(shown: string, value: string, searchText: string): boolean {
  return shown.toLowerCase().includes(searchText) && !value.toLowerCase().includes(searchText);
}

const rawReading: CellDisplay = { dayStart: () => NaN, toDisplayText: (cell) => cell };

/** Also marks rows whose domain name contains the text in its Unicode form (they are sent as Punycode). */
function* markReadableNames(index: RowIndex, searchText: string, marks: Uint8Array): CooperativeTask<void> {
  const encoded = new Uint8Array(marks.length);
  yield* markMatches(index, "xn--", encoded);
  for (let row = 0; row < encoded.length; row++) {
    if (row % 4096 === 0) yield;
    if (
      encoded[row] === 1 &&
      index.fields(row).some((cell) => toDisplayDomain(cell).toLowerCase().includes(searchText))
    ) {
      marks[row] = 1;
    }
  }
}
