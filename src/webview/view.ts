import * as z from "zod/mini";
import { layoutSchema, usualLayout } from "./grid/layout";

const names = z.array(z.string());
const place = z.number().check(z.int(), z.minimum(-1));

export const columnFilter = z.discriminatedUnion("kind", [
  z.object({ column: z.string(), kind: z.enum(["values", "tlds"]), values: z.readonly(names) }),
  z.object({ column: z.string(), kind: z.enum(["amounts", "dates"]), from: z.string(), to: z.string() }),
  z.object({ column: z.string(), kind: z.enum(["contains", "is"]), text: z.string() }),
]);

/** An order by its id; empty where there is none, such as on a group. */
const order = z._default(z.string(), "");

const range = z.object({ top: place, bottom: place, left: place, right: place, first: order, last: order });

export const viewSchema = z.object({
  sort: z.array(z.object({ name: z.string(), descending: z.boolean() })),
  /** At most one of a kind for a column. */
  filters: z.array(columnFilter),
  /** What rows are grouped by. */
  group: z.nullable(z.object({ column: z.string(), by: z.enum(["value", "tld", "day", "month"]) })),
  /** Names of the groups whose rows are not shown. */
  folded: names,
  /** Whether times are those of the user's own zone, else of UTC. */
  local: z.boolean(),
  layout: layoutSchema,
  /** The row at the top, counted in what is shown. */
  top: place,
  focus: z.object({ row: place, column: place, order }),
  /** With the orders they begin and end with. */
  selected: z.array(range),
});

/** How the rows are shown: everything the user chose in the grid. Columns go by name. */
export type View = z.infer<typeof viewSchema>;
export type NamedSort = View["sort"][number];
export type GroupBy = NonNullable<View["group"]>;

export const freshView: View = {
  sort: [],
  filters: [],
  group: null,
  folded: [],
  local: false,
  layout: usualLayout,
  top: 0,
  focus: { row: 0, column: 0, order: "" },
  selected: [],
};

/** The sort after a column was chosen: ascending, then descending, then none of it. `further` keeps the other columns. */
export function nextSort(sort: readonly NamedSort[], name: string, further: boolean): NamedSort[] {
  const key = sort.find((other) => other.name === name);
  const next =
    key === undefined ? { name, descending: false } : key.descending ? undefined : { name, descending: true };
  if (!further) return next ? [next] : [];
  if (!key) return [...sort, ...(next ? [next] : [])];
  return sort.flatMap((other) => (other.name !== name ? [other] : next ? [next] : []));
}
