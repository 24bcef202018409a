import type { Strings } from "../../../messages/strings";
import type { ColumnFilter } from "../../../columns/column-filter";
import { fill, formatCell } from "../../shared/format";

/** The text of a checklist value. */
export function describeValue(strings: Strings, value: string): string {
  return value === "" ? strings.emptyValue : formatCell(value);
}

/** A filter in words. */
export function describeFilter(strings: Strings, filter: ColumnFilter): string {
  switch (filter.kind) {
    case "values":
    case "tlds":
      return filter.values.map((value) => describeValue(strings, value)).join(", ") || strings.nothing;
    case "amounts":
    case "dates":
      return describeBounds(strings, filter.from, filter.to);
    case "contains":
      return fill(strings.containsText, formatCell(filter.text));
    case "is":
      return describeValue(strings, filter.text);
  }
}

function describeBounds(strings: Strings, from: string, to: string): string {
  if (from === to) return from;
  if (to === "") return fill(strings.fromText, from);
  return from === "" ? fill(strings.toText, to) : `${from} – ${to}`;
}
