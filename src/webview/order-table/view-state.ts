import * as z from "zod/mini";
import { columnLayoutSchema, defaultColumnLayout } from "./grid/column-layout";

const namesSchema = z.array(z.string());
const positionSchema = z.number().check(z.int(), z.minimum(-1));

export const columnFilterSchema = z.discriminatedUnion("kind", [
  z.object({ column: z.string(), kind: z.enum(["values", "tlds"]), values: z.readonly(namesSchema) }),
  z.object({ column: z.string(), kind: z.enum(["amounts", "dates"]), from: z.string(), to: z.string() }),
  z.object({ column: z.string(), kind: z.enum(["contains", "is"]), text: z.string() }),
]);

/** An order id; empty where there is no order, such as on a group row. */
const orderIdSchema = z._default(z.string(), "");

const rangeSchema = z.object({
  top: positionSchema,
  bottom: positionSchema,
  left: positionSchema,
  right: positionSchema,
  first: orderIdSchema,
  last: orderIdSchema,
});

export const viewStateSchema = z.object({
  sort: z.array(z.object({ name: z.string(), descending: z.boolean() })),
  /** At most one of a kind for a column. */
  filters: z.array(columnFilterSchema),
  /** What rows are grouped by. */
  group: z.nullable(z.object({ column: z.string(), by: z.enum(["value", "tld", "day", "month"]) })),
  /** Names of the groups whose rows are not shown. */
  folded: namesSchema,
  /** Whether times are those of the user's own zone, else of UTC. */
  local: z.boolean(),
  layout: columnLayoutSchema,
  /** Position of the first visible row. */
  top: positionSchema,
  focus: z.object({ row: positionSchema, column: positionSchema, order: orderIdSchema }),
  /** With the orders they begin and end with. */
  selected: z.array(rangeSchema),
});

/** The user's settings of the grid. Columns are identified by name. */
export type ViewState = z.infer<typeof viewStateSchema>;
export type ColumnSort = ViewState["sort"][number];
export type GroupBy = NonNullable<ViewState["group"]>;

export const defaultViewState: ViewState = {
  sort: [],
  filters: [],
  group: null,
  folded: [],
  local: false,
  layout: defaultColumnLayout,
  top: 0,
  focus: { row: 0, column: 0, order: "" },
  selected: [],
};

/** The sort after a click on a column: ascending, descending, then unsorted. `isAdditional` keeps the other columns. */
export function nextSort(sort: readonly ColumnSort[], name: string, isAdditional: boolean): ColumnSort[] {
  const key = sort.find((other) => other.name === name);
  const next =
    key === undefined ? { name, descending: false } : key.descending ? undefined : { name, descending: true };
  if (!isAdditional) return next ? [next] : [];
  if (!key) return [...sort, ...(next ? [next] : [])];
  return sort.flatMap((other) => (other.name !== name ? [other] : next ? [next] : []));
}
