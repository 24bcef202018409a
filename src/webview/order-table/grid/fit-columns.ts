import { orderColumns } from "../../../dmapi/order-columns";
import type { GridColumn } from "./grid-columns";

/** Columns that are in sight without scrolling where that is possible. */
const essentialNames: ReadonlySet<string> = new Set([
  orderColumns.status.name,
  orderColumns.type.name,
  orderColumns.identifier.name,
  orderColumns.amountBrutto.name,
  orderColumns.currency.name,
]);

/**
 * Narrows the columns up to the last essential one so that they fit into a width: first to their texts, then long texts are
 * cut off. Columns with a width of the user's keep it.
 * @param getRoom gives the width for the texts of so many columns, in digits
 */
export function fitColumns(columns: readonly GridColumn[], getRoom: (count: number) => number): GridColumn[] {
  const end = columns.findLastIndex(({ name }) => essentialNames.has(name)) + 1;
  const room = getRoom(end);
  const widths = columns.map(({ width }) => width);
  let excess = widths.slice(0, end).reduce((sum, width) => sum + width, -room);
  for (const limit of ["textWidth", "leastWidth"] as const) {
    const spares = columns.slice(0, end).map((column, at) => ({ at, spare: (widths[at] ?? 0) - column[limit] }));
    // The longest texts first: some of a domain name is enough, while a status is short.
    for (const { at, spare } of spares.toSorted((a, b) => b.spare - a.spare)) {
      const cut = Math.max(0, Math.min(excess, spare));
      widths[at] = (widths[at] ?? 0) - cut;
      excess -= cut;
    }
  }
  return columns.map((column, at) => ({ ...column, width: widths[at] ?? column.width }));
}
