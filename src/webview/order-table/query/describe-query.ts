import { toDisplayDay } from "../../../messages/display-day";
import type { NamedPeriod } from "../../../messages/named-periods";
import type { QueryField, TableQuery } from "../../../messages/table-query";
import type { StringName, Strings } from "../../../messages/strings";
import { fill } from "../../shared/format";
import { typeTitle } from "./order-type-titles";

const periodTitles: Readonly<Record<string, StringName>> = {
  "this-month": "thisMonth",
  "last-month": "lastMonth",
  "this-quarter": "thisQuarter",
  "last-quarter": "lastQuarter",
  "this-year": "thisYear",
  "last-year": "lastYear",
};

/** The text before each control, by field. */
export const fieldLabels: Readonly<Record<QueryField, StringName>> = {
  period: "period",
  after: "firstDay",
  before: "lastDay",
  type: "orderType",
  status: "orderStatus",
  tld: "tld",
  fqdn: "exactName",
  fqdnLike: "namePattern",
  orderId: "orderId",
  orderIdAfter: "orderIdFrom",
  orderIdBefore: "orderIdTo",
  procId: "procId",
  procIdAfter: "procIdFrom",
  procIdBefore: "procIdTo",
  showAll: "freeOrders",
  asc: "oldestFirst",
};

/** A period in words. */
export function periodTitle(strings: Strings, period: NamedPeriod): string {
  const title = periodTitles[period];
  if (title !== undefined) return strings[title];
  const days = Number(/\d+/.exec(period)?.[0] ?? 0);
  if (days % 365 === 0 && days > 365) return fill(strings.lastYears, String(days / 365));
  return days === 1 ? strings.last1Day : fill(strings.lastDays, String(days));
}

export function statusTitle(strings: Strings, status: NonNullable<TableQuery["status"]>): string {
  return strings[({ ok: "statusOk", pending: "statusPending", error: "statusError" } as const)[status]];
}

/** Days in UTC, both included, such as `Oct 29, 2026 – today (UTC)`. */
export function describeDays(strings: Strings, { after, before }: TableQuery, language: string): string {
  if (after === undefined && before === undefined) return "";
  const [from = "", to = ""] = [after, before].map((day) => day && toDisplayDay(day, language));
  if (before === undefined) return fill(strings.daysFrom, from);
  return after === undefined ? fill(strings.daysTo, to) : fill(strings.daysFromTo, from, to);
}

/** A query in one line: its period first, then what else limits it. */
export function describeQuery(strings: Strings, query: TableQuery, language: string): string {
  const { period, type, status, showAll, asc, ...others } = query;
  const otherFields = Object.entries(others).filter(([field]) => field !== "after" && field !== "before");
  const parts = [
    period ? periodTitle(strings, period) : describeDays(strings, query, language),
    type === undefined ? "" : typeTitle(strings, type),
    status === undefined ? "" : statusTitle(strings, status),
    ...otherFields.map(([field, value]) => `${strings[fieldLabels[field as QueryField]]}: ${value}`),
    showAll ? strings.freeOrders : "",
    asc ? strings.oldestFirst : "",
  ];
  return parts.filter(Boolean).join(" · ") || strings.noDays;
}
