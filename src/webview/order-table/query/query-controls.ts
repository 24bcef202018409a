import { namedPeriods } from "../../../messages/named-periods";
import type { QueryField } from "../../../messages/table-query";
import type { Strings } from "../../../messages/strings";
import { createElement } from "../../shared/dom";
import { periodTitle, statusTitle } from "./describe-query";
import { createSelect, createInput, type Control } from "./form-field";
import { customPeriod, noPeriod } from "./form-values";

/** Creates a control for each field; the options of the type select are added later. */
export function createQueryControls(strings: Strings): [QueryField, Control][] {
  const periodChoices = namedPeriods.map((period) => [period, periodTitle(strings, period)] as const);
  const others = [[customPeriod, strings.customDays] as const, [noPeriod, strings.noDays] as const];
  const statuses = (["ok", "pending", "error"] as const).map(
    (status) => [status, statusTitle(strings, status)] as const,
  );
  const ids = ["orderId", "orderIdAfter", "orderIdBefore", "procId", "procIdAfter", "procIdBefore"] as const;
  return [
    ["period", createSelect([...periodChoices, ...others])],
    ["after", createInput("date")],
    ["before", createInput("date")],
    ["type", createSelect([])],
    ["status", createSelect([["", strings.anyStatus], ...statuses])],
    ["tld", createInput("text", "com")],
    ["fqdn", createInput("text", "example.com")],
    ["fqdnLike", createInput("text", "shop*.com")],
    ...ids.map((name): [QueryField, Control] => [name, createInput("digits")]),
    ["showAll", createElement("input", { type: "checkbox" })],
    ["asc", createElement("input", { type: "checkbox" })],
  ];
}
