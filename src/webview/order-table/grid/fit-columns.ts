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
 * How texts are cut off where there is no room, in this order: some of a long identifier is enough, but before less is left of
 * it, a status shows its icon alone. Widths of a digit.
 */
const cuts: readonly (readonly [name: string, width: number])[] = [
  [orderColumns.identifier.name, 20],
  [orderColumns.type.name, 14],
  [orderColumns.status.name, 9],
  [orderColumns.type.name, 9],
  [orderColumns.currency.name, 5],
  [orderColumns.status.name, 3],
  [orderColumns.type.name, 7],
  [orderColumns.currency.name, 4],
  [orderColumns.identifier.name, 8],
];
const identifierCut = cuts.slice(0, 1);

/**
 * Narrows the columns up to the last essential one so that they fit into a width: first to their texts, the longest first,
 * then texts are cut off. The column after them is shown whole too if it is enough to cut off long identifiers. Columns with a
 * width of the user's keep it.
 * @param getRoom gives the width for the texts of so many columns, in digits
 */
export function fitColumns(columns: readonly GridColumn[], getRoom: (count: number) => number): GridColumn[] {
  const end = columns.findLastIndex(({ name }) => essentialNames.has(name)) + 1;
  const fitted = narrowColumns(columns, end, getRoom(end), cuts);
  if (end === 0 || end === columns.length || fitted.excess > 0) return fitted.columns;
  const oneMore = narrowColumns(columns, end + 1, getRoom(end + 1), identifierCut);
  return oneMore.excess > 0 ? fitted.columns : oneMore.columns;
}

/** Narrows the first `count` columns. `excess` is by how much they are too wide then, in digits. */
function narrowColumns(
  columns: readonly GridColumn[],
  count: number,
  room: number,
  allowedCuts: typeof cuts,
): { readonly columns: GridColumn[]; readonly excess: number } {
  const widths = columns.map(({ width }) => width);
  let excess = widths.slice(0, count).reduce((sum, width) => sum + width, -room);
  const narrow = (at: number, least: number) => {
    const width = widths[at] ?? 0;
    const cut = Math.max(0, Math.min(excess, width - least));
    widths[at] = width - cut;
    excess -= cut;
  };
  const spares = columns
    .slice(0, count)
    .map(({ textWidth, width }, at) => ({ at, textWidth, spare: width - textWidth }));
  for (const { at, textWidth } of spares.toSorted((a, b) => b.spare - a.spare)) narrow(at, textWidth);
  for (const [name, least] of allowedCuts) {
    const at = columns.findIndex((column) => column.name === name);
    if (columns[at]?.hasOwnWidth === false) narrow(at, least);
  }
  return { columns: columns.map((column, at) => ({ ...column, width: widths[at] ?? column.width })), excess };
}
