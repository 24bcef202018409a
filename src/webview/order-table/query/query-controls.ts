import { isNamedPeriod, namedPeriods } from "../../../messages/named-periods";
import { orderStatuses, queryFieldEntries, type QueryField, type QueryFieldKind } from "../../../messages/table-query";
import type { Strings } from "../../../messages/strings";
import { createElement } from "../../shared/dom";
import { displayName, type PageTexts } from "../display-names";
import { periodTitle } from "./describe-query";
import { createSelect, createInput, type Control } from "./form-field";
import { customPeriod, noPeriod } from "./form-values";

/** Creates a control for each field; the options of the type select are added later. */
export function createQueryControls(texts: PageTexts): [QueryField, Control][] {
  return queryFieldEntries.map(([field, { kind, placeholder }]) => [field, createControl(texts, kind, placeholder)]);
}

function createControl({ strings, names }: PageTexts, kind: QueryFieldKind, placeholder: string | undefined): Control {
  switch (kind) {
    case "period":
      return createSelect([
        ...namedPeriods.map((period) => [period, periodTitle(strings, period)] as const),
        [customPeriod, strings.customDays],
        [noPeriod, strings.noDays],
      ]);
    case "type":
      return createSelect([]);
    case "status":
      return createSelect([
        ["", strings.anyStatus],
        ...orderStatuses.map((status) => [status, displayName(names, "status", status)] as const),
      ]);
    case "flag":
      return createElement("input", { type: "checkbox" });
    case "day":
      return createInput("date", placeholder);
    case "id":
      return createInput("digits", placeholder);
    default:
      return createInput("text", placeholder);
  }
}

/** Adds an option to the select of periods for a number of days that has none. */
export function addPeriodOption(select: HTMLSelectElement, strings: Strings, period: string): void {
  if (!isNamedPeriod(period) || [...select.options].some(({ value }) => value === period)) return;
  select.prepend(createElement("option", { value: period }, periodTitle(strings, period)));
}
