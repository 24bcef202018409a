import type { TableQuery } from "../messages/query";
import type { Strings } from "../messages/strings";
import { notesOn } from "../messages/visible";
import { fill } from "./format";
import { describeQuery } from "./query/describe";

/** Fields that leave out nothing but other days. */
const wide = new Set(["period", "after", "before", "asc", "showAll"]);

/** Why a query may have found nothing, as of this moment (epoch ms): the likeliest reason first. */
export function emptyReasons(strings: Strings, query: TableQuery, now: number): string[] {
  const narrow = Object.keys(query).some((field) => !wide.has(field));
  const notes = notesOn(query, now).map(({ text, values }) => fill(strings[text], ...values));
  const asked = fill(narrow ? strings.emptyNarrow : strings.emptyPeriod, describeQuery(strings, query));
  return [asked, ...notes];
}
