import { toComparableValue } from "../../columns/distinct-values";
import type { DisplayNames, InitMessage } from "../../messages/host-messages";

/** The texts of the page: those of its controls, and the names of values. */
export type PageTexts = Pick<InitMessage, "strings" | "names">;

/** The name of a cell's value, such as `Renewal` for `renew` in the column `type`; a value without a name as sent. */
export function displayName(names: DisplayNames, column: string, value: string): string {
  if (!Object.hasOwn(names, column)) return value;
  const namesOfColumn = names[column as keyof DisplayNames];
  const word = toComparableValue(column, value);
  return (Object.hasOwn(namesOfColumn, word) ? namesOfColumn[word] : undefined) ?? value;
}
