import type { QuirkSet } from "../quirks";
import type { Header } from "../reply";
import { orderColumns, type Order } from "./order";
import { formatOrder, type OrderFormat } from "./order-format";

/** The columns of query-order-list and how a row of them is written. */
export interface OrderLayout {
  readonly columnNames: readonly string[];
  /** `Separator`, if it is sent. */
  readonly headers: readonly Header[];
  /** One row without its line end. */
  readonly formatRow: (order: Order) => string;
}

const variedNames = [
  "Order-ID",
  "procId",
  "Created_At",
  "STATUS",
  "Type",
  "amount-brutto",
  "AmountNetto",
  "CURRENCY",
  "Identifier",
];
const shuffledOrder = [4, 0, 8, 2, 6, 3, 5, 7, 1];
const extraColumn = { index: 5, name: "vat_rate", value: "19" };
const separatorNames = new Map([
  ["\t", "TAB"],
  [",", "COMMA"],
  [";", "SEMICOLON"],
  ["|", "PIPE"],
]);

/** The documented columns in their order by default (DMAPI docs, query-order-list), without `Separator`. */
export function createOrderLayout(format: OrderFormat, quirks: QuirkSet): OrderLayout {
  const arrange = createArrangement(quirks);
  const changeType = createTypeChange(quirks);
  const isDocumented = quirks.find("order-columns-extra", "order-columns-shuffled") === undefined;
  const { separator } = format;
  const writeFields = (order: Order) => formatOrder(order, { ...format, separator: "\t" }).split("\t");
  const write = isDocumented
    ? (order: Order) => formatOrder(order, format)
    : (order: Order) => arrange(writeFields(order), extraColumn.value).join(separator);
  return {
    columnNames: arrange(quirks.has("order-columns-case") ? variedNames : orderColumns, extraColumn.name),
    headers: quirks.has("order-separator-announced") ? [["Separator", separatorNames.get(separator) ?? ""]] : [],
    formatRow: changeType === undefined ? write : (order) => write({ ...order, type: changeType(order.type) }),
  };
}

/** Reorders the fields of a row or the names, and inserts the extra one. */
function createArrangement(quirks: QuirkSet): (fields: readonly string[], extra: string) => readonly string[] {
  const isShuffled = quirks.has("order-columns-shuffled");
  const hasExtra = quirks.has("order-columns-extra");
  return (fields, extra) => {
    const ordered = isShuffled ? shuffledOrder.map((index) => fields[index] ?? "") : fields;
    return hasExtra ? ordered.toSpliced(extraColumn.index, 0, extra) : ordered;
  };
}

function createTypeChange(quirks: QuirkSet): ((type: string) => string) | undefined {
  const quirk = quirks.find("order-types-hyphen", "order-types-underscore");
  if (quirk === undefined) return undefined;
  return quirk === "order-types-hyphen" ? (type) => type.replaceAll("_", "-") : (type) => type.replaceAll("-", "_");
}
