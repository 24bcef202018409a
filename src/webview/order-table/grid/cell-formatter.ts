import type { ColumnFilter } from "../../../columns/column-filter";
import { isAmountColumn, isRefund } from "../../../columns/charged-orders";
import { orderColumns } from "../../../dmapi/order-columns";
import { decimalPattern } from "../../../columns/decimal-column";
import { escapeControlChars, fill, formatCell, type NumberFormatter } from "../../shared/format";
import type { SearchDisplay } from "../row-filter";
import { displayName, type PageTexts } from "../display-names";

/** How cells, values of checklists and filters are shown. */
export class CellFormatter implements SearchDisplay {
  constructor(
    private readonly texts: PageTexts,
    private readonly numbers: NumberFormatter,
  ) {}

  /**
   * A cell's text: amounts in the user's language, types and statuses by name, the rest as `formatCell` writes it.
   * @param amount the order's amount with VAT as sent, by which the type of a refund says so
   */
  formatCell(column: string, text: string, local = false, amount = ""): string {
    if (isAmountColumn(column)) return escapeControlChars(this.numbers.formatDecimal(text));
    if (column === orderColumns.type.name && isRefund(text, amount))
      return escapeControlChars(this.getRefundName(text));
    const readableName = this.getName(column, text);
    return readableName === text ? formatCell(text, local) : readableName;
  }

  getName(column: string, value: string): string {
    return displayName(this.texts.names, column, value);
  }

  getRefundName(type: string): string {
    return fill(this.texts.strings.refund, this.getName(orderColumns.type.name, type));
  }

  parseDecimal(text: string): string | undefined {
    return this.numbers.parseDecimal(text);
  }

  /** The text of a value of a column, in a checklist or a group. */
  describeValue(column: string, value: string): string {
    if (value === "") return this.texts.strings.emptyValue;
    const readableName = this.getName(column, value);
    return readableName === value ? formatCell(value) : readableName;
  }

  /** A filter in words. */
  describeFilter(filter: ColumnFilter): string {
    const { strings } = this.texts;
    switch (filter.kind) {
      case "values":
      case "tlds":
        return filter.values.map((value) => this.describeValue(filter.column, value)).join(", ") || strings.nothing;
      case "amounts":
        return this.describeBounds(this.formatBound(filter.from), this.formatBound(filter.to));
      case "dates":
        return this.describeBounds(filter.from, filter.to);
      case "contains":
        return fill(strings.containsText, formatCell(filter.text));
      case "is":
        return this.describeValue(filter.column, filter.text);
    }
  }

  private describeBounds(from: string, to: string): string {
    const { strings } = this.texts;
    if (from === to) return from;
    if (to === "") return fill(strings.fromText, from);
    return from === "" ? fill(strings.toText, to) : `${from} – ${to}`;
  }

  private formatBound(bound: string): string {
    return decimalPattern.test(bound) ? this.numbers.formatDecimal(bound.replace(",", ".")) : bound;
  }
}
