import type { ColumnFilter } from "../../rows/column-filter";
import { decimalPattern } from "../../rows/decimal";
import type { ColumnKind } from "../../rows/typed";
import { dayStart, shown } from "../format";

/** The filter that leaves the rows which are like this cell: of the same amount, day, or text. */
export function cellFilter(
  column: string,
  text: string,
  kind: ColumnKind,
  fewValues: boolean,
  local: boolean,
): ColumnFilter {
  if (kind === "decimal" && decimalPattern.test(text)) return { column, kind: "amounts", from: text, to: text };
  const day = shown(text, local).slice(0, 10);
  if (kind === "instant" && !Number.isNaN(dayStart(day, 0, local)))
    return { column, kind: "dates", from: day, to: day };
  return fewValues ? { column, kind: "values", values: [text] } : { column, kind: "is", text };
}
