import { createGroupingByName, type Grouping } from "../../columns/row-groups";
import { encodePeriods } from "../../columns/period-codes";
import type { RowIndex } from "../../columns/row-index";
import { readDistinctValues } from "../../columns/distinct-values";
import type { CooperativeTask } from "../../columns/cooperative-task";
import type { GroupBy, ColumnSort } from "./view-state";

/** The group of each row; undefined if there is no such column. Days and months are newest first unless sorted otherwise. */
export function* computeGrouping(
  index: RowIndex,
  group: GroupBy,
  local: boolean,
  sort: readonly ColumnSort[],
): CooperativeTask<Grouping | undefined> {
  const column = index.findColumn(group.column);
  if (column < 0) return undefined;
  const sortKey = sort.find(({ name }) => name === group.column);
  switch (group.by) {
    case "value": {
      yield* index.typedColumns.prepare([{ column, as: "dictionary" }]);
      const { codes, values } = readDistinctValues(index, group.column);
      return createGroupingByName(codes, values, sortKey?.descending ?? false);
    }
    case "tld": {
      yield* index.typedColumns.prepare([{ column, as: "tlds" }]);
      const { codes, values } = index.typedColumns.tlds(column);
      return createGroupingByName(codes, values.map((value) => value.toLowerCase()), sortKey?.descending ?? false); // prettier-ignore
    }
    case "day":
    case "month": {
      yield* index.typedColumns.prepare([{ column, as: "instants" }]);
      const { codes, names } = yield* encodePeriods(index.typedColumns.dates(column).times, group.by, local);
      return createGroupingByName(codes, names, sortKey?.descending ?? true);
    }
  }
}
