import type { ColumnFilter } from "../../../columns/column-filter";
import { formatCell, dayStart } from "../../shared/format";
import { decimalPattern } from "../../../columns/decimal-column";
import type { ColumnKind } from "../../../columns/typed-columns";

/** Whether a text is an unambiguous decimal: `1,000` is a thousand in some locales and one in others. */
export function isUnambiguousDecimal(text: string): boolean {
  return decimalPattern.test(text) && !/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text);
}

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
