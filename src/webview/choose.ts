import { readableName } from "../names/readable-name";
import { dropUnwanted, type ColumnFilter, type Reading } from "../rows/column-filter";
import { markMatches } from "../rows/filter";
import type { RowIndex } from "../rows/row-index";
import type { Steps } from "../rows/steps";
import { asSent, dayStart, shown } from "./format";

/** What rows must match: text in any column, and a filter for each of some columns. */
export interface Filters {
  readonly text: string;
  readonly columns: readonly ColumnFilter[];
  /** Whether days are those of the user's own zone, else of UTC. */
  readonly local: boolean;
}

/** What somebody types who looks for a day or a time: no letters, and digits before a dash or a colon. */
const timeLike = /^[\d :.-]*\d[-:][\d :.-]*$/;

/** Marks the rows (one byte a row) that match all filters. */
export function* chosenRows(index: RowIndex, { text, columns, local }: Filters): Steps<Uint8Array> {
  const marks = new Uint8Array(index.count);
  const needle = asSent(text);
  if (needle === "") marks.fill(1);
  else if (local && timeLike.test(text)) yield* markShown(index, text.trim(), marks);
  else {
    yield* markMatches(index, needle, marks);
    if (/[^\0-\x7f]/.test(needle)) yield* markNames(index, needle.toLowerCase(), marks);
  }
  const reading: Reading = { dayStart: (day, later) => dayStart(day, later, local), readable: readableName };
  for (const filter of columns) yield* dropUnwanted(index, filter, reading, marks);
  return marks;
}

/** Marks the rows that have the text in a cell as it is shown in the user's own zone, where times are others than as sent. */
function* markShown(index: RowIndex, text: string, marks: Uint8Array): Steps<void> {
  for (const name of index.columns) {
    const column = index.columnOf(name);
    if (index.typed.kind(column) === "instant") yield* markTimes(index, column, text, marks);
    else {
      const own = new Uint8Array(marks.length).fill(1);
      yield* dropUnwanted(index, { column: name, kind: "contains", text }, asTheyAre, own);
      for (let row = 0; row < own.length; row++) if (own[row] === 1) marks[row] = 1;
    }
  }
}

function* markTimes(index: RowIndex, column: number, text: string, marks: Uint8Array): Steps<void> {
  for (let row = 0; row < marks.length; row++) {
    if (row % 1024 === 0) yield;
    if (marks[row] !== 1 && shown(index.cell(row, column), true).includes(text)) marks[row] = 1;
  }
}

const asTheyAre: Reading = { dayStart: () => NaN, readable: (cell) => cell };

/** Marks the rows too whose domain name has the text as it is read, but not as it is sent. */
function* markNames(index: RowIndex, needle: string, marks: Uint8Array): Steps<void> {
  const encoded = new Uint8Array(marks.length);
  yield* markMatches(index, "xn--", encoded);
  for (let row = 0; row < encoded.length; row++) {
    if (row % 4096 === 0) yield;
    if (encoded[row] === 1 && index.fields(row).some((cell) => readableName(cell).toLowerCase().includes(needle))) {
      marks[row] = 1;
    }
  }
}
