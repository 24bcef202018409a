import { formatDay } from "../../../formatting/format-day";
import type { NamedPeriod } from "../../../messages/named-periods";
import { queryFieldEntries, type QueryFieldKind, type TableQuery } from "../../../messages/table-query";
import type { StringName, Strings } from "../../../messages/strings";
import { fill } from "../../shared/format";
import { displayName, type PageTexts } from "../display-names";
import { getQueryNotes } from "../../../messages/query-limits";

const periodTitles: Readonly<Record<string, StringName>> = {
  "this-month": "thisMonth",
  "last-month": "lastMonth",
  "this-quarter": "thisQuarter",
  "last-quarter": "lastQuarter",
  "this-year": "thisYear",
  "last-year": "lastYear",
};

/** A period in words. */
export function periodTitle(strings: Strings, period: NamedPeriod): string {
  const title = periodTitles[period];
  if (title !== undefined) return strings[title];
  const days = Number(/\d+/.exec(period)?.[0] ?? 0);
  if (days % 365 === 0 && days > 365) return fill(strings.lastYears, String(days / 365));
  return days === 1 ? strings.last1Day : fill(strings.lastDays, String(days));
}

/** Days in UTC, both included, such as `Oct 29, 2026 – today (UTC)`. */
export function describeDays(strings: Strings, { after, before }: TableQuery, language: string): string {
  if (after === undefined && before === undefined) return "";
  const [from = "", to = ""] = [after, before].map((day) => day && formatDay(day, language));
  if (before === undefined) return fill(strings.daysFrom, from);
  return after === undefined ? fill(strings.daysTo, to) : fill(strings.daysFromTo, from, to);
}

/** A query in one line: its period first, then what else limits it. */
export function describeQuery({ strings, names }: PageTexts, query: TableQuery, language: string): string {
  const parts = queryFieldEntries.map(([field, { kind, label }]) => {
    const value = query[field];
    if (kind === "period") {
      return query.period ? periodTitle(strings, query.period) : describeDays(strings, query, language);
    }
    if (kind === "day" || value === undefined || value === false) return "";
    if (kind === "flag") return strings[label];
    return kind === "type" || kind === "status" ? displayName(names, kind, `${value}`) : `${strings[label]}: ${value}`;
  });
  return parts.filter(Boolean).join(" · ") || strings.noDays;
}

/** Kinds of fields that limit a query to days at most. */
const broadKinds = new Set<QueryFieldKind>(["period", "day", "flag"]);

/** Possible reasons why a query found nothing at `now` (epoch ms), the most likely first, in the user's `language`. */
export function describeEmptyResult(texts: PageTexts, query: TableQuery, now: number, language: string): string[] {
  const { strings } = texts;
  const isNarrow = queryFieldEntries.some(([field, { kind }]) => field in query && !broadKinds.has(kind));
  const notes = getQueryNotes(query, now).map(({ text, values }) =>
    fill(strings[text], ...values.map((day) => formatDay(day, language))),
  );
  const summary = fill(isNarrow ? strings.emptyNarrow : strings.emptyPeriod, describeQuery(texts, query, language));
  return [summary, ...notes];
}
