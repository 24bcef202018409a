import type { ColumnFilter } from "../../../columns/column-filter";
import { decimalPattern } from "../../../columns/decimal-column";
import type { ColumnKind } from "../../../columns/typed-columns";
import { dayStart, formatCell } from "../../shared/format";

/** The filter for rows with the same amount, day or text as this cell. */
export function createCellFilter(
  column: string,
  text: string,
  kind: ColumnKind,
  fewValues: boolean,
  local: boolean,
): ColumnFilter {
  if (kind === "decimal" && decimalPattern.test(text)) return { column, kind: "amounts", from: text, to: text };
  const day = formatCell(text, local).slice(0, 10);
  if (kind === "instant" && !Number.isNaN(dayStart(day, 0, local)))
    return { column, kind: "dates", from: day, to: day };
  return fewValues ? { column, kind: "values", values: [text] } : { column, kind: "is", text };
}
