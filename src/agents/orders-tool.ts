import { getLastDays } from "../dmapi/pagination/date-windows";
import { paginateOrders } from "../dmapi/pagination/paginate-orders";
import { startOfDay } from "../dmapi/days";
import { calculateGroupedTotals, type TotalGrouping } from "../columns/grouped-totals";
import { runInSlices, type CooperativeTask } from "../columns/cooperative-task";
import type { RowIndex } from "../columns/row-index";
import { sortRowsCooperatively } from "../columns/row-sort";
import { calculateTotalsCooperatively } from "../columns/totals";
import { toOrderFilter, type OrderFilter } from "../messages/table-query";
import { indexOrders } from "../state/index-orders";
import { hostTimeSlices } from "../workbench/host-time-slices";
import { InputError, type AgentTool } from "./agent-tool";
import type { Answer } from "./answer";
import { amountColumns, describeOrders, type LoadedOrders } from "./order-answer";
import { ordersSchema, type OrdersInput } from "./orders-schema";

const defaultLimit = 10;

/** Adds up the orders of a query exactly, in groups if asked for, and lists some of them. */
export const ordersTool: AgentTool<OrdersInput> = {
  inputSchema: ordersSchema,
  async answer({ now }, { call }, input, signal) {
    const filter = createFilter(input, now());
    const orders = paginateOrders(call, filter, { signal, now: now(), gaps: true });
    const { index, gaps } = await indexOrders(orders);
    return answerFromIndex(index, { filter, gaps, hidden: orders.hidden }, input, signal);
  },
};

/**
 * The filter of an input.
 * @param now epoch ms
 * @throws InputError when the days contradict each other
 */
function createFilter(input: OrdersInput, now: number): OrderFilter {
  const { period, after, before, type, status, tld, domain, domainPattern, orderId, procId, includeFree } = input;
  for (const [name, value] of Object.entries({ after, before })) {
    if (value !== undefined && startOfDay(value) === undefined) throw new InputError(`${name} is not a calendar day`);
  }
  if (period !== undefined && (after ?? before) !== undefined)
    throw new InputError("give either period, or after and before");
  const filter = {
    ...{ after, before, type, status, tld, orderId, procId },
    fqdn: domain,
    fqdnLike: domainPattern,
    showAll: includeFree,
  };
  const hasBounds = [period, after, before, orderId, procId].some((value) => value !== undefined);
  if (!hasBounds) return { ...filter, ...getLastDays(30, now) };
  return toOrderFilter(period === undefined ? filter : { ...filter, period }, now);
}

/** Answers from loaded orders. Works in time slices. @throws the reason of `signal` once it is aborted */
async function answerFromIndex(
  index: RowIndex,
  query: Omit<LoadedOrders, "index" | "totals" | "groups" | "listed" | "rowCount">,
  input: OrdersInput,
  signal: AbortSignal,
): Promise<Answer> {
  const task = calculate(index, input);
  const result = await runInSlices(task, { ...hostTimeSlices, isCurrent: () => !signal.aborted });
  signal.throwIfAborted();
  if (!result) throw new Error("the calculation was abandoned");
  return describeOrders({ ...query, ...result.value, index, rowCount: index.count }, input);
}

function* calculate(
  index: RowIndex,
  { groupBy, amounts = "gross", sort = "newest", limit = defaultLimit }: OrdersInput,
): CooperativeTask<Pick<LoadedOrders, "totals" | "groups" | "listed">> {
  const rows = Uint32Array.from({ length: index.count }, (_, row) => row);
  const columns = amountColumns(amounts);
  const totals = yield* calculateTotalsCooperatively(index, columns, rows);
  const groups =
    groupBy && index.count > 0
      ? yield* calculateGroupedTotals(index, groupBy satisfies TotalGrouping, columns, rows)
      : undefined;
  const sortColumn = index.findColumn(sort === "largest" ? columns.amount : columns.created);
  const key = { column: sortColumn, descending: sort !== "oldest" };
  const sorted = sortColumn < 0 ? rows : yield* sortRowsCooperatively(index, [key], rows);
  return { totals, groups, listed: sorted.subarray(0, limit) };
}
