import type { Strings } from "../../messages/strings";
import type { ColumnFilter } from "../../rows/column-filter";
import { fill, shown } from "../format";

/** How a value of a check list is written. */
export function valueText(strings: Strings, value: string): string {
  return value === "" ? strings.emptyValue : shown(value);
}

/** What a filter leaves, in words. */
export function filterText(strings: Strings, filter: ColumnFilter): string {
  switch (filter.kind) {
    case "values":
    case "tlds":
      return filter.values.map((value) => valueText(strings, value)).join(", ") || strings.nothing;
    case "amounts":
    case "dates":
      return boundsText(strings, filter.from, filter.to);
    case "contains":
      return fill(strings.containsText, shown(filter.text));
    case "is":
      return valueText(strings, filter.text);
  }
}

function boundsText(strings: Strings, from: string, to: string): string {
  if (from === to) return from;
  if (to === "") return fill(strings.fromText, from);
  return from === "" ? fill(strings.toText, to) : `${from} – ${to}`;
}
