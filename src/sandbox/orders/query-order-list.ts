import type { SessionRequestContext } from "../request-context";
import type { Reply } from "../reply";
import type { OrderStore } from "./order-store";
import { formatOrder, parseOrderFormat, type OrderFormat } from "./order-format";
import { orderColumns } from "./order";
import { parseOrderQuery } from "./order-query";
import { selectOrders } from "./select-orders";

const rowsPerChunk = 1000;

/** query-order-list (DMAPI docs). A long body is generated while it is sent, to save memory. */
export async function queryOrderList({ parameters, sandbox, at }: SessionRequestContext): Promise<Reply> {
  const format = parseOrderFormat(parameters);
  const query = parseOrderQuery(parameters, at);
  const isCsv = parameters.flag("csv");
  const indices = await selectOrders(sandbox.orders, query);
  if (parameters.flag("count-only")) return { code: 1000, headers: [["Row-Count", `${indices.length}`]] };
  const chunks = formatRows(sandbox.orders, indices, format, isCsv);
  const body = indices.length > rowsPerChunk ? chunks : [...chunks].join("");
  if (isCsv) return { code: 1000, body, csvFileName: "orders.csv" };
  return {
    code: 1000,
    headers: [
      ["Row-Count", `${indices.length}`],
      ["Columns", orderColumns.join(",")],
    ],
    body,
  };
}

function* formatRows(
  orders: OrderStore,
  indices: readonly number[],
  format: OrderFormat,
  hasHeader: boolean,
): Generator<string> {
  if (hasHeader) yield `${orderColumns.join(format.separator)}\n`;
  for (let from = 0; from < indices.length; from += rowsPerChunk) {
    const chunk = indices.slice(from, from + rowsPerChunk);
    yield chunk.map((index) => `${formatOrder(orders.order(index), format)}\n`).join("");
  }
}
