import { validateQuery } from "../../../messages/query-validation";
import {
  queryFieldEntries,
  type QueryField,
  type QueryFieldKind,
  type TableQuery,
} from "../../../messages/table-query";
import type { Strings } from "../../../messages/strings";
import { customPeriod, noPeriod, toQuery, type FormValues } from "./form-values";

/** What is wrong with a field. */
export interface FormProblem {
  readonly field: QueryField;
  readonly text: string;
}

/** Kinds of fields that find orders of any age. */
const searchKinds = new Set<QueryFieldKind>(["id", "name", "pattern"]);

/** The problems of the values of a form; `incompleteDays` are fields with a day that is not complete, whose value is empty. */
export function findFormProblems(
  values: FormValues,
  incompleteDays: readonly QueryField[],
  strings: Strings,
): FormProblem[] {
  const { after, before, period } = values;
  const query = toQuery(values);
  const isWithoutDays = period === customPeriod && after === "" && before === "" && incompleteDays.length === 0;
  const isWithoutId = period === noPeriod && !hasSearchText(query);
  return [
    ...incompleteDays.map((field) => ({ field, text: strings.mustBeDay })),
    ...(isWithoutDays ? [{ field: "after" as const, text: strings.mustHaveDay }] : []),
    ...(isWithoutId ? [{ field: "orderId" as const, text: strings.mustHaveId }] : []),
    ...validateQuery(query).map(({ field, text }) => ({ field, text: strings[text] })),
  ];
}

function hasSearchText(query: TableQuery): boolean {
  return queryFieldEntries.some(([field, { kind }]) => query[field] !== undefined && searchKinds.has(kind));
}
