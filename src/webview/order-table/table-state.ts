import * as z from "zod/mini";
import type { ColumnFilter } from "../../columns/column-filter";
import { barFilterSchema, toColumnFilters } from "./chart/bar-filter";
import { areSameFilters, facetStateSchema, noFacets, type FacetState } from "./facet-filters";
import { formValuesSchema } from "./query/form-values";
import { hasSameTarget } from "./totals/total-filters";
import { columnFilterSchema, defaultViewState, viewStateSchema } from "./view-state";

export const chartStateSchema = z.object({
  open: z.boolean(),
  /** A table instead of bars. */
  table: z.boolean(),
  /** The currency shown; the one with the most orders if null or absent. */
  currency: z.nullable(z.string()),
});

/** The user's settings of the chart. */
export type ChartState = z.infer<typeof chartStateSchema>;

const defaultChartState: ChartState = { open: true, table: false, currency: null };

const defaultAmountColumn = "amount_brutto";

/** An invalid part falls back to its default; the others stay. */
const tableStateSchema = z.object({
  version: z.literal(2),
  filter: z.catch(z.string(), ""),
  /** The amount column of the totals. */
  amount: z.catch(z.string(), defaultAmountColumn),
  view: z.catch(viewStateSchema, defaultViewState),
  picture: z.catch(chartStateSchema, defaultChartState),
  /** The bar and the totals the rows are filtered by. */
  facets: z.catch(facetStateSchema, noFacets),
  /** Whether all fields of the query form are shown. */
  more: z.catch(z.boolean(), false),
  /** Form values that have not been submitted. */
  draft: z.catch(z.nullable(formValuesSchema), null),
});

/** The user's settings of a table, besides its query. They survive hiding it, a reload and a restart. */
export type TableState = z.infer<typeof tableStateSchema>;

export const defaultTableState: TableState = {
  version: 2,
  filter: "",
  amount: defaultAmountColumn,
  view: defaultViewState,
  picture: defaultChartState,
  facets: noFacets,
  more: false,
  draft: null,
};

/** Version 1, before columns could be filtered and arranged. */
const version1Schema = z.object({
  version: z.literal(1),
  filter: z.string(),
  sort: z.array(z.object({ name: z.string(), descending: z.boolean() })),
  amount: z.string(),
  top: z.number().check(z.int(), z.minimum(0)),
});

/** The bar the rows were filtered by in version 0.1.0, with the filters that it replaced. */
const storedBarSchema = z.object({
  pick: z.extend(barFilterSchema, { replaced: z.array(columnFilterSchema) }),
  facets: z.optional(z.undefined()),
});

/** Parses and migrates a stored state; the default state if it is invalid. */
export function parseTableState(stored: unknown): TableState {
  const version1 = z.safeParse(version1Schema, stored);
  if (version1.success) {
    const { filter, amount, sort, top } = version1.data;
    return { ...defaultTableState, filter, amount, view: { ...defaultViewState, sort, top } };
  }
  const result = z.safeParse(tableStateSchema, stored);
  if (!result.success) return defaultTableState;
  const storedBar = z.safeParse(storedBarSchema, stored);
  return storedBar.success
    ? { ...result.data, facets: migrateBar(storedBar.data.pick, result.data.view.filters) }
    : result.data;
}

/** No facet if the user had changed one of the bar's filters since. */
function migrateBar(
  { replaced, ...bar }: z.infer<typeof storedBarSchema>["pick"],
  filters: readonly ColumnFilter[],
): FacetState {
  const barFilters = toColumnFilters(bar);
  const isOfBar = (filter: ColumnFilter) => barFilters.some((other) => hasSameTarget(filter, other));
  if (!areSameFilters(filters.filter(isOfBar), barFilters)) return noFacets;
  const own = [...filters.filter((filter) => !isOfBar(filter)), ...replaced];
  return { ...noFacets, bar, own, combined: [...filters] };
}
