import * as z from "zod/mini";
import { orderColumns as documentedColumns } from "../../../dmapi/order-columns";

/** Bounds of a column's width, in widths of a digit. */
const minColumnWidth = 4;
const maxColumnWidth = 200;

const namesSchema = z.array(z.string());

export const columnLayoutSchema = z.object({
  /** Columns from left to right; those not named follow in their own order. */
  order: namesSchema,
  hidden: namesSchema,
  /** Columns that stay at the left when the others are scrolled. */
  pinned: namesSchema,
  /** In widths of a digit; columns not named are as wide as their cells ask for. */
  widths: z.record(z.string(), z.number().check(z.gte(minColumnWidth), z.lte(maxColumnWidth))),
});

/** The user's layout of the columns, by name. */
export type ColumnLayout = z.infer<typeof columnLayoutSchema>;

const defaultColumnOrder = Object.values(documentedColumns)
  .sort((a, b) => a.gridPosition - b.gridPosition)
  .map(({ name }) => name);

export const defaultColumnLayout: ColumnLayout = { order: defaultColumnOrder, hidden: [], pinned: [], widths: {} };

/** All columns from left to right, the hidden ones too: pinned ones first. */
export function orderColumns(columns: readonly string[], { order, pinned }: ColumnLayout): string[] {
  const indexes = new Map(order.map((name, at) => [name, at]));
  const sortValue = (name: string) => (pinned.includes(name) ? -order.length : 0) + (indexes.get(name) ?? order.length);
  return columns.toSorted((a, b) => sortValue(a) - sortValue(b));
}

/** The columns shown, from left to right. */
export function visibleColumns(columns: readonly string[], layout: ColumnLayout): string[] {
  return orderColumns(columns, layout).filter((name) => !layout.hidden.includes(name));
}

/** The layout with a column moved over so many others that are shown, to the right, or to the left if negative. */
export function moveColumn(layout: ColumnLayout, columns: readonly string[], name: string, by: number): ColumnLayout {
  const visibleNames = visibleColumns(columns, layout);
  const fromIndex = visibleNames.indexOf(name);
  const toIndex = Math.max(0, Math.min(fromIndex + by, visibleNames.length - 1));
  const neighbor = visibleNames[toIndex];
  if (fromIndex < 0 || neighbor === undefined || toIndex === fromIndex) return layout;
  const order = orderColumns(columns, layout).filter((other) => other !== name);
  order.splice(order.indexOf(neighbor) + (toIndex > fromIndex ? 1 : 0), 0, name);
  const others = layout.pinned.filter((other) => other !== name);
  // A column moved among the pinned ones becomes pinned.
  const pinned = layout.pinned.includes(neighbor) ? [...others, name] : others;
  return { ...layout, order, pinned };
}

/** The layout with a column of this width; of its own width if undefined. */
export function resizeColumn(layout: ColumnLayout, name: string, width: number | undefined): ColumnLayout {
  const others = Object.entries(layout.widths).filter(([other]) => other !== name);
  const own: [string, number][] =
    width === undefined ? [] : [[name, Math.max(minColumnWidth, Math.min(width, maxColumnWidth))]];
  return { ...layout, widths: Object.fromEntries([...others, ...own]) };
}

/** The layout with a column shown or hidden; the last one shown cannot be hidden. */
export function setColumnVisible(
  layout: ColumnLayout,
  columns: readonly string[],
  name: string,
  show: boolean,
): ColumnLayout {
  const hidden = layout.hidden.filter((other) => other !== name);
  if (show) return { ...layout, hidden };
  return visibleColumns(columns, layout).some((other) => other !== name)
    ? { ...layout, hidden: [...hidden, name] }
    : layout;
}

/** The layout with a column pinned at the left, or no longer. */
export function setColumnPinned(layout: ColumnLayout, name: string, pin: boolean): ColumnLayout {
  const others = layout.pinned.filter((other) => other !== name);
  return { ...layout, pinned: pin ? [...others, name] : others };
}
