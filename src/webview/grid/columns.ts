import type { RowIndex } from "../../rows/row-index";
import type { ColumnKind } from "../../rows/typed";
import { shown, zoneName } from "../format";
import { visible, type ColumnLayout } from "./layout";

/** A column as the grid shows it. */
export interface GridColumn {
  /** Its number in the index. */
  readonly column: number;
  /** As sent. */
  readonly name: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** Whether its cells name a state, which also gets a sign. */
  readonly state: boolean;
  readonly pinned: boolean;
  /** In widths of a digit. */
  readonly width: number;
}

const sampled = 400;
const widest = 44;
const padding = 16;
/** Room in a header for the sign of the sort and the button of the filter. */
const signs = 5;

/** What a column is called: by its title, else its name; dates with their zone. */
export function titleOf(
  name: string,
  kind: ColumnKind,
  titles: Readonly<Record<string, string>>,
  local: boolean,
): string {
  const title = own(titles, name) ?? name;
  return kind === "instant" ? `${title} (${zoneName(local)})` : title;
}

/** The columns of the index that the layout shows, as wide as it says, else as a sample of their cells asks for. */
export function gridColumns(
  index: RowIndex,
  titles: Readonly<Record<string, string>>,
  layout: ColumnLayout,
  local: boolean,
): GridColumn[] {
  return visible(index.columns, layout).map((name): GridColumn => {
    const column = index.columnOf(name);
    const kind = index.typed.kind(column);
    const title = titleOf(name, kind, titles, local);
    const state = name === "status";
    const cells = sampleWidth(index, column) + (state ? 3 : 1);
    const width = own(layout.widths, name) ?? Math.min(widest, Math.max(title.length + signs, cells));
    return { column, name, title, kind, state, pinned: layout.pinned.includes(name), width };
  });
}

/** What a record has under a name that the server chose, which may be that of something every object has. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function sampleWidth(index: RowIndex, column: number): number {
  const stride = Math.max(1, Math.floor(index.count / sampled));
  let width = 0;
  for (let row = 0; row < index.count; row += stride) width = Math.max(width, shown(index.cell(row, column)).length);
  return width;
}

/**
 * Lengths for the style sheet, in CSS: what a row is divided into, its gutter, and how far from the left each pinned column
 * is kept.
 */
export function columnStyle(columns: readonly GridColumn[], gutter: number): ReadonlyMap<string, string> {
  const length = (digits: number, count: number) => `calc(${digits}ch + ${count * padding}px)`;
  const style = new Map<string, string>();
  let digits = gutter;
  columns.forEach(({ pinned, width }, at) => {
    if (pinned) style.set(pinnedAt(at), length(digits, at + 1));
    digits += width;
  });
  const tracks = [gutter, ...columns.map(({ width }) => width)].map((width) => length(width, 1));
  style.set("--gutter", length(gutter, 1));
  style.set("--columns", `${tracks.join(" ")} minmax(0, 1fr)`);
  style.set("--least-width", length(digits, columns.length + 1));
  return style;
}

/** The name of the length that the pinned column at a place is kept from the left. */
export function pinnedAt(at: number): string {
  return `--pinned-${at}`;
}
