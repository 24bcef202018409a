import type { DateSpan } from "../dmapi/days";
import type { HiddenOrders } from "../dmapi/pagination/date-windows";
import type { OrderGap } from "../dmapi/pagination/paginate-orders";
import type { GroupColumns, GroupTotals } from "../columns/grouped-totals";
import type { RowIndex } from "../columns/row-index";
import type { CurrencyTotals, Totals } from "../columns/totals";
import { negateDecimal } from "../formatting/number-formatter";
import { mergeDateSpans } from "../messages/named-periods";
import type { OrderFilter } from "../messages/table-query";
import { orderStatusName, orderTypeName } from "../state/display-names";
import { countOf, joinLines, line, ownWords, type Answer, type AnswerList, type Line } from "./answer";
import { commandTitle } from "./command-titles";
import type { OrdersInput } from "./orders-schema";
import { describeDomain } from "./transfers-tool";
import { toolNames } from "./tool-names";

/** Loaded orders with their totals. */
export interface LoadedOrders {
  readonly filter: OrderFilter;
  /** Days whose orders could not be loaded. */
  readonly gaps: readonly OrderGap[];
  /** Orders that DMAPI does not return. */
  readonly hidden: readonly HiddenOrders[];
  readonly index: RowIndex;
  readonly rowCount: number;
  readonly totals: Totals;
  readonly groups: readonly GroupTotals[] | undefined;
  /** The rows to list. */
  readonly listed: Uint32Array;
}

/** The columns of totals. */
export function amountColumns(amounts: "gross" | "net"): GroupColumns {
  return {
    amount: amounts === "gross" ? "amount_brutto" : "amount_netto",
    currency: "currency",
    status: "status",
    type: "type",
    created: "created_at",
    identifier: "identifier",
  };
}

/** Describes orders: what was asked, exact totals, groups, and the first rows. */
export function describeOrders(orders: LoadedOrders, input: OrdersInput): Answer {
  const { filter, gaps, hidden, rowCount, totals } = orders;
  const { free, unreadable, currencies } = totals;
  return {
    summary: [
      describeQuery(filter, input),
      ...describeMissing(gaps, hidden),
      line`${countOf(rowCount, "order")}.${describeFree(free, filter)}`,
      ...(unreadable > 0
        ? [line`${countOf(unreadable, "order has", "orders have")} an amount that could not be read; no total includes them.`] // prettier-ignore
        : []),
      ...currencies.map((each) => line`Total: ${describeTotals(each)}`),
      line`Totals are exact. Only orders with status ok count; refunds are deducted; top-ups, pending and failed orders are never part of a total.`, // prettier-ignore
    ],
    lists: [...createGroupList(orders, input), createOrderList(orders, input)],
    nextSteps: createNextSteps(orders, input),
  };
}

function describeQuery(filter: OrderFilter, { amounts = "gross" }: OrdersInput): Line {
  const { after, before, showAll, ...others } = filter;
  const days = after === undefined && before === undefined ? [] : [describeSpan(after, before)];
  const names = { fqdn: "domain", fqdnLike: "domainPattern" };
  const criteria = Object.entries(others).flatMap(
    ([field, value]) =>
    typeof value === "string" ? [line`${ownWords(field in names ? names[field as keyof typeof names] : field)} ${value}`] : [], // prettier-ignore
  );
  const freeOrders = showAll ? [line`with free orders`] : [];
  const sums = ownWords(amounts === "gross" ? "gross amounts (with VAT)" : "net amounts (without VAT)");
  return line`Orders: ${joinLines([...days, ...criteria, ...freeOrders, sums], "; ")}.`;
}

function describeSpan(after: string | undefined, before: string | undefined): Line {
  if (after === undefined) return line`until ${before ?? ""} (UTC)`;
  return before === undefined ? line`since ${after} (UTC)` : line`${after} to ${before} (UTC, both included)`;
}

function describeMissing(gaps: readonly OrderGap[], hidden: readonly HiddenOrders[]): Line[] {
  const spans = mergeDateSpans(gaps.map(({ gap }) => gap)).map(({ after, before }: DateSpan) =>
    after === before ? line`${after}` : line`${after} to ${before}`,
  );
  return [
    ...(spans.length > 0
      ? [line`INCOMPLETE: orders of these days could not be loaded: ${joinLines(spans, ", ")}. The totals below lack them; say so, or call again.`] // prettier-ignore
      : []),
    ...hidden.map(({ reason, before }) => {
      const limit = reason === "older-than-90-days" ? "older than 90 days with free orders" : "older than three years";
      return line`Joker.com does not list orders ${ownWords(limit)}: none until ${before} are included.`;
    }),
  ];
}

function describeFree(free: number, { showAll }: OrderFilter): Line {
  if (showAll || free > 0) return line` ${ownWords(`${free} of them free`)}.`;
  return line` Free orders are left out; includeFree adds those of the last 90 days.`;
}

/** The sums of one currency; those that are zero are left out, except the total. */
function describeTotals(totals: CurrencyTotals): Line {
  const { currency, orders, charged, refunded, total } = totals;
  const others = [
    ["top-ups", negateDecimal(totals.topUps)],
    ["pending", totals.pending],
    ["failed", totals.failed],
    ["of unknown status", totals.other],
  ] as const;
  const notIncluded = others.filter(([, amount]) => /[1-9]/.test(amount));
  const parts = [
    line`${total} ${currency}`,
    line`${countOf(orders, "order")} with an amount`,
    line`charged ${charged}`,
    line`refunded ${refunded}`,
    ...notIncluded.map(([name, amount]) => line`not included: ${ownWords(name)} ${amount}`),
  ];
  return joinLines(parts, "; ");
}

function createGroupList({ groups, totals, rowCount }: LoadedOrders, { groupBy }: OrdersInput): AnswerList[] {
  if (!groups || !groupBy) return [];
  const items = groups.map(({ name, orders, currencies }) => {
    const sums = currencies.map(describeTotals);
    const words = groupBy === "type" ? orderTypeName(name) : name;
    const shown = words === name ? line`${name}` : line`${name} (${ownWords(words)})`;
    return line`${name === "" ? line`none` : shown}: ${countOf(orders, "order")}${sums.length > 0 ? line`: ${joinLines(sums, " | ")}` : line` without an amount`}`; // prettier-ignore
  });
  const by = { type: "order type", month: "month (UTC)", tld: "TLD" }[groupBy];
  const sum = totals.currencies.map(({ total, currency }) => line`${total} ${currency}`);
  return [
    {
      heading: line`By ${ownWords(by)}: ${countOf(groups.length, "group")}, which add up to ${countOf(rowCount, "order")}${sum.length > 0 ? line` and ${joinLines(sum, " and ")}` : line``}:`, // prettier-ignore
      items,
      more: line`The totals above include them. Narrow the query to see them.`,
    },
  ];
}

const sortWords = { newest: "newest first", oldest: "oldest first", largest: "largest amount first" } as const;

function createOrderList({ index, listed, rowCount }: LoadedOrders, { sort = "newest" }: OrdersInput): AnswerList {
  const items = Array.from(listed, (row) => describeOrder(index, row));
  return {
    heading: line`Orders, ${ownWords(sortWords[sort])}:`,
    items,
    total: listed.length === 0 ? 0 : rowCount,
    more: line`The totals above include them. Narrow the query, or raise limit (at most 100).`,
  };
}

function describeOrder(index: RowIndex, row: number): Line {
  const cell = (name: string) => index.cell(row, index.findColumn(name));
  const [type, status, currency] = [cell("type"), cell("status"), cell("currency")];
  const named = (sent: string, name: string) => (name === sent ? line`${sent}` : line`${sent} (${ownWords(name)})`);
  const amount = currency === "" ? line`free` : line`gross ${cell("amount_brutto")}, net ${cell("amount_netto")} ${currency}`; // prettier-ignore
  const parts = [
    line`order ${cell("order_id")} of ${cell("created_at")}: ${named(type, orderTypeName(type))}`,
    describeDomain(cell("identifier")),
    named(status, orderStatusName(status)),
    amount,
    line`Proc ID ${cell("proc_id")}`,
  ];
  return joinLines(parts, "; ");
}

function createNextSteps({ rowCount, groups }: LoadedOrders, { groupBy }: OrdersInput): Line[] {
  if (rowCount === 0)
    return [line`Without orders, try a longer period, another type, or includeFree: true. A name must match exactly; domainPattern takes * and ?.`]; // prettier-ignore
  return [
    ...(groups ? [] : [line`For sums by type, month or TLD, call again with groupBy.`]),
    ...(groupBy === "month" ? [] : [line`To compare months, use groupBy: month with a longer period.`]),
    line`For all rows, the user can run ${commandTitle("joker.orders.openTable")} or ${commandTitle("joker.orders.exportCsv")}; for accounting, ${commandTitle("joker.account.exportStatement")}.`, // prettier-ignore
    line`Why an order failed: call ${ownWords(toolNames.result)} with its Proc ID.`,
  ];
}
