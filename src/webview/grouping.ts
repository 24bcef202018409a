import { byName, type Grouping } from "../rows/groups";
import { periodCodes } from "../rows/period-codes";
import type { RowIndex } from "../rows/row-index";
import type { Steps } from "../rows/steps";
import type { GroupBy, NamedSort } from "./view";

/** Which group each row is in; undefined if there is no such column. Days and months come newest first unless sorted otherwise. */
export function* groupingOf(
  index: RowIndex,
  group: GroupBy,
  local: boolean,
  sort: readonly NamedSort[],
): Steps<Grouping | undefined> {
  const column = index.columnOf(group.column);
  if (column < 0) return undefined;
  const sorted = sort.find(({ name }) => name === group.column);
  switch (group.by) {
    case "value": {
      yield* index.typed.prepare([{ column, as: "dictionary" }]);
      const { codes, values } = index.typed.dictionary(column);
      return byName(codes, values, sorted?.descending ?? false);
    }
    case "tld": {
      yield* index.typed.prepare([{ column, as: "tlds" }]);
      const { codes, values } = index.typed.tlds(column);
      return byName(codes, values.map((value) => value.toLowerCase()), sorted?.descending ?? false); // prettier-ignore
    }
    case "day":
    case "month": {
      yield* index.typed.prepare([{ column, as: "instants" }]);
      const { codes, names } = yield* periodCodes(index.typed.instants(column).times, group.by, local);
      return byName(codes, names, sorted?.descending ?? true);
    }
  }
}
