import type { RowIndex } from "../../../columns/row-index";
import type { ColumnKind } from "../../../columns/typed-columns";
import { timeZoneName } from "../../shared/format";
import { visibleColumns, type ColumnLayout } from "./column-layout";

/** A column of the grid. */
export interface GridColumn {
  /** Column number in the row index. */
  readonly column: number;
  /** As sent. */
  readonly name: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** Whether its cells are order statuses, which also get an icon. */
  readonly isStatus: boolean;
  readonly isPinned: boolean;
  /** In widths of a digit. */
  readonly width: number;
  /** The same where the header has no room for its controls. */
  readonly textWidth: number;
  /** Whether the user has set its width. */
  readonly hasOwnWidth: boolean;
}

const maxAutoWidth = 44;
/** Room for the usual texts of a column, so that it is as wide with other rows. */
const usualWidths: Readonly<Record<string, number>> = {
  type: 16,
  identifier: 32,
  amount_brutto: 11,
  amount_netto: 11,
  order_id: 13,
  proc_id: 13,
};
/** Space in a header for the sort arrow and the menu button, in widths of a digit. */
const headerControlsWidth = 5;
/** Of these, for the sort arrow alone: amounts are shorter than their title with it. */
const sortArrowWidth = 3;

/** A column's title, or its name without one; dates with their time zone. */
export function columnTitle(
  name: string,
  kind: ColumnKind,
  titles: Readonly<Record<string, string>>,
  local: boolean,
): string {
  const title = getOwn(titles, name) ?? name;
  return kind === "instant" ? `${title} (${timeZoneName(local)})` : title;
}

/**
 * The columns shown by the layout; widths not set there fit the texts.
 * @param textLengths see `TextLengths.measure`
 */
export function createGridColumns(
  index: RowIndex,
  titles: Readonly<Record<string, string>>,
  layout: ColumnLayout,
  local: boolean,
  textLengths: readonly number[],
): GridColumn[] {
  return visibleColumns(index.columns, layout).map((name): GridColumn => {
    const column = index.findColumn(name);
    const kind = index.typedColumns.getKind(column);
    const title = columnTitle(name, kind, titles, local);
    const isStatus = name === "status";
    const cellsWidth = (textLengths[column] ?? 0) + (isStatus ? 3 : 1);
    const ownWidth = getOwn(layout.widths, name);
    const usualWidth = Math.max(title.length + headerControlsWidth, getOwn(usualWidths, name) ?? 0);
    const leastTitleWidth = title.length + (kind === "decimal" ? sortArrowWidth : 1);
    const autoWidth = Math.min(maxAutoWidth, Math.max(usualWidth, cellsWidth));
    const textWidth = ownWidth ?? Math.min(autoWidth, Math.max(leastTitleWidth, cellsWidth));
    const hasOwnWidth = ownWidth !== undefined;
    const isPinned = layout.pinned.includes(name);
    return { column, name, title, kind, isStatus, isPinned, width: ownWidth ?? autoWidth, textWidth, hasOwnWidth };
  });
}

/** An own property by a name that the server chose, such as `constructor`. */
function getOwn<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/**
 * CSS custom properties for the style sheet: the columns of a row, its gutter, and the left offset of each pinned
 * column.
 */
export function createColumnStyles(columns: readonly GridColumn[], gutter: number): ReadonlyMap<string, string> {
  const length = (digits: number, count: number) => `calc(${digits}ch + ${count} * var(--cell-padding))`;
  const style = new Map<string, string>();
  let digits = 0;
  const fromGutter = (count: number) => `calc(var(--gutter) + ${length(digits, count)})`;
  columns.forEach(({ isPinned, width }, at) => {
    if (isPinned) style.set(pinnedOffsetProperty(at), fromGutter(at));
    digits += width;
  });
  const tracks = columns.map(({ width }) => length(width, 1));
  style.set("--gutter", length(gutter, 1));
  style.set("--columns", `var(--gutter) ${tracks.join(" ")} minmax(0, 1fr)`);
  style.set("--least-width", fromGutter(columns.length));
  return style;
}

/** The CSS custom property with the left offset of the pinned column at an index. */
export function pinnedOffsetProperty(at: number): string {
  return `--pinned-${at}`;
}
