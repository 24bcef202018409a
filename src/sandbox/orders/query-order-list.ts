import type { SessionRequestContext } from "../request-context";
import type { Header, Reply } from "../reply";
import type { OrderStore } from "./order-store";
import { parseOrderFormat } from "./order-format";
import { createOrderLayout, type OrderLayout } from "./order-layout";
import { parseOrderQuery } from "./order-query";
import { selectOrders } from "./select-orders";

const rowsPerChunk = 1000;

/** query-order-list (DMAPI docs). A long body is generated while it is sent, to save memory. */
export async function queryOrderList({ parameters, sandbox, at }: SessionRequestContext): Promise<Reply> {
  const { quirks } = sandbox;
  const format = parseOrderFormat(parameters);
  const layout = createOrderLayout(format, quirks);
  const parsed = parseOrderQuery(parameters, at);
  const query = quirks.has("orders-oldest-first") ? { ...parsed, isAscending: true } : parsed;
  const isCsv = parameters.flag("csv");
  const indices = await selectOrders(sandbox.orders, query);
  if (parameters.flag("count-only")) return { code: 1000, headers: [["Row-Count", `${indices.length}`]] };
  const headerRow = isCsv ? layout.columnNames.join(format.separator) : undefined;
  const chunks = formatRows(sandbox.orders, indices, layout, headerRow);
  const body = indices.length > rowsPerChunk ? chunks : [...chunks].join("");
  if (isCsv) return { code: 1000, body, csvFileName: "orders.csv" };
  const rowCount: Header[] = quirks.has("order-no-row-count") ? [] : [["Row-Count", `${indices.length}`]];
  return { code: 1000, headers: [...rowCount, ["Columns", layout.columnNames.join(",")], ...layout.headers], body };
}

function* formatRows(
  orders: OrderStore,
  indices: readonly number[],
  { formatRow }: OrderLayout,
  headerRow: string | undefined,
): Generator<string> {
  if (headerRow !== undefined) yield `${headerRow}\n`;
  for (let from = 0; from < indices.length; from += rowsPerChunk) {
    const chunk = indices.slice(from, from + rowsPerChunk);
    yield chunk.map((index) => `${formatRow(orders.order(index))}\n`).join("");
  }
}
