import { toDisplayDay } from "../../messages/display-day";
import type { TableQuery } from "../../messages/table-query";
import type { Strings } from "../../messages/strings";
import { getQueryNotes } from "../../messages/query-limits";
import { fill } from "../shared/format";
import { describeQuery } from "./query/describe-query";

/** Fields that limit a query to days at most. */
const broadFields = new Set(["period", "after", "before", "asc", "showAll"]);

/** Possible reasons why a query found nothing at `now` (epoch ms), the most likely first, in the user's `language`. */
export function describeEmptyResult(strings: Strings, query: TableQuery, now: number, language: string): string[] {
  const isNarrow = Object.keys(query).some((field) => !broadFields.has(field));
  const notes = getQueryNotes(query, now).map(({ text, values }) =>
    fill(strings[text], ...values.map((day) => toDisplayDay(day, language))),
  );
  const summary = fill(isNarrow ? strings.emptyNarrow : strings.emptyPeriod, describeQuery(strings, query, language));
  return [summary, ...notes];
}
