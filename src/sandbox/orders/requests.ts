import type { Call } from "../call";
import type { Reply } from "../reply";
import type { OrderBook } from "./book";
import { formatOrder, readFormat, type OrderFormat } from "./format";
import { orderColumns } from "./order";
import { readQuery } from "./query";
import { select } from "./select";

const ROWS_PER_CHUNK = 1000;

/** query-order-list (seed: account-and-handling). The body is made while it is sent, so a long one costs no memory. */
export async function queryOrderList({ parameters, world, at }: Call): Promise<Reply> {
  const format = readFormat(parameters);
  const query = readQuery(parameters, at);
  const csv = parameters.flag("csv");
  const indices = await select(world.orders, query);
  if (parameters.flag("count-only")) return { code: 1000, headers: [["Row-Count", `${indices.length}`]] };
  const pieces = rows(world.orders, indices, format, csv);
  const body = indices.length > ROWS_PER_CHUNK ? pieces : [...pieces].join("");
  if (csv) return { code: 1000, body, csvFile: "orders.csv" };
  return {
    code: 1000,
    headers: [
      ["Row-Count", `${indices.length}`],
      ["Columns", orderColumns.join(",")],
    ],
    body,
  };
}

function* rows(book: OrderBook, indices: readonly number[], format: OrderFormat, titled: boolean): Generator<string> {
  if (titled) yield `${orderColumns.join(format.separator)}\n`;
  for (let from = 0; from < indices.length; from += ROWS_PER_CHUNK) {
    const chunk = indices.slice(from, from + ROWS_PER_CHUNK);
    yield chunk.map((index) => `${formatOrder(book.order(index), format)}\n`).join("");
  }
}
