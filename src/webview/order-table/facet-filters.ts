import * as z from "zod/mini";
import type { ColumnFilter } from "../../columns/column-filter";
import { toComparableValue } from "../../columns/distinct-values";
import { barFilterSchema } from "./chart/bar-filter";
import { isSameFilter, hasSameTarget, totalKinds } from "./totals/total-filters";
import { columnFilterSchema } from "./view-state";

const facetsSchema = z.object({
  /** A bar of the chart, or a segment of one. */
  bar: z.nullable(barFilterSchema),
  /** A kind of total. */
  kind: z.nullable(z.enum(totalKinds)),
  /** The currency of a row of the totals. */
  currency: z.nullable(z.string()),
});

export const facetStateSchema = z.extend(facetsSchema, {
  /** The column filters that the user has set otherwise. */
  own: z.array(columnFilterSchema),
  /** All column filters as they were set last: the user's, narrowed by the facets. */
  combined: z.array(columnFilterSchema),
});

/** The bar, the total and the currency that the rows are filtered by because the user selected them. */
export type Facets = z.infer<typeof facetsSchema>;
export type FacetState = z.infer<typeof facetStateSchema>;
/** The column filters of each facet; none for a facet that is not set. */
export type FacetFilters = Readonly<Record<keyof Facets, readonly ColumnFilter[]>>;

export const noFacets: FacetState = { bar: null, kind: null, currency: null, own: [], combined: [] };

const facetNames = ["currency", "kind", "bar"] as const satisfies readonly (keyof Facets)[];

export function hasFacet({ bar, kind, currency }: Facets): boolean {
  return bar !== null || kind !== null || currency !== null;
}

/** The filters of facets among the filters of the user: rows must match both. */
export function combineFilters(
  own: readonly ColumnFilter[],
  facetFilters: FacetFilters,
  names: readonly (keyof Facets)[] = facetNames,
): ColumnFilter[] {
  return names.reduce<ColumnFilter[]>((filters, name) => narrowFilters(filters, facetFilters[name]), [...own]);
}

/**
 * The state after the user changed the filters in another way, such as a column's menu. A facet one of whose filters was
 * changed is no facet any more; its other filters stay, as filters of the user.
 */
export function reconcileFacets(
  state: FacetState,
  filters: readonly ColumnFilter[],
  facetFilters: FacetFilters,
): FacetState {
  const { own, combined } = state;
  if (areSameFilters(combined, filters)) return state;
  const find = (all: readonly ColumnFilter[], target: ColumnFilter) =>
    all.filter((each) => hasSameTarget(each, target));
  const isChanged = (target: ColumnFilter) => !areSameFilters(find(combined, target), find(filters, target));
  const changedNames = facetNames.filter((name) => facetFilters[name].some(isChanged));
  const isKept = (filter: ColumnFilter) => !isChanged(filter);
  const kept = changedNames.reduce<ColumnFilter[]>(
    (result, name) => narrowFilters(result, facetFilters[name].filter(isKept)),
    own.filter(isKept),
  );
  const unset = Object.fromEntries(changedNames.map((name) => [name, null])) as Partial<Facets>;
  return { ...state, ...unset, own: [...kept, ...filters.filter(isChanged)], combined: [...filters] };
}

/** Whether two lists have the same filters, in any order. */
export function areSameFilters(a: readonly ColumnFilter[], b: readonly ColumnFilter[]): boolean {
  return a.length === b.length && a.every((filter) => b.some((other) => isSameFilter(filter, other)));
}

/** Adds filters; one of the same column and kind as another is combined with it. */
function narrowFilters(filters: readonly ColumnFilter[], added: readonly ColumnFilter[]): ColumnFilter[] {
  const narrowed = filters.map((filter) => {
    const other = added.find((each) => hasSameTarget(each, filter));
    return other ? narrowFilter(filter, other) : filter;
  });
  return [...narrowed, ...added.filter((each) => !filters.some((filter) => hasSameTarget(each, filter)))];
}

/** The filter for rows that match both, which are of the same column and kind. */
function narrowFilter(filter: ColumnFilter, other: ColumnFilter): ColumnFilter {
  if ("values" in filter && "values" in other) {
    const { column } = filter;
    const allowed = new Set(other.values.map((value) => toComparableValue(column, value)));
    return { ...filter, values: filter.values.filter((value) => allowed.has(toComparableValue(column, value))) };
  }
  if ("from" in filter && "from" in other) {
    const isLess = filter.kind === "dates" ? (a: string, b: string) => a < b : isSmallerAmount;
    return {
      ...filter,
      from: pickBound(filter.from, other.from, isLess),
      to: pickBound(filter.to, other.to, (a, b) => isLess(b, a)),
    };
  }
  return other;
}

/** The bound that leaves fewer rows; an empty one is no bound. */
function pickBound(bound: string, other: string, isWeaker: (a: string, b: string) => boolean): string {
  if (bound.trim() === "" || other.trim() === "") return bound.trim() === "" ? other : bound;
  return isWeaker(bound, other) ? other : bound;
}

/** Bounds of facets are zero, so a binary number is exact enough. */
function isSmallerAmount(a: string, b: string): boolean {
  return Number(a.replace(",", ".")) < Number(b.replace(",", "."));
}
