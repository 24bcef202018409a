import { periods } from "../../messages/period";
import type { QueryField } from "../../messages/query";
import type { Strings } from "../../messages/strings";
import { make } from "../dom";
import { periodTitle, statusTitle } from "./describe";
import { choice, entry, type Control } from "./field";
import { customPeriod, noPeriod } from "./typed";

/** A control for each field; the types are still to be offered. */
export function controlsOf(strings: Strings): [QueryField, Control][] {
  const periodChoices = periods.map((period) => [period, periodTitle(strings, period)] as const);
  const others = [[customPeriod, strings.customDays] as const, [noPeriod, strings.noDays] as const];
  const statuses = (["ok", "pending", "error"] as const).map(
    (status) => [status, statusTitle(strings, status)] as const,
  );
  const ids = ["orderId", "orderIdAfter", "orderIdBefore", "procId", "procIdAfter", "procIdBefore"] as const;
  return [
    ["period", choice([...periodChoices, ...others])],
    ["after", entry("date")],
    ["before", entry("date")],
    ["type", choice([])],
    ["status", choice([["", strings.anyStatus], ...statuses])],
    ["tld", entry("text", "com")],
    ["fqdn", entry("text", "example.com")],
    ["fqdnLike", entry("text", "shop*.com")],
    ...ids.map((name): [QueryField, Control] => [name, entry("digits")]),
    ["showAll", make("input", { type: "checkbox" })],
    ["asc", make("input", { type: "checkbox" })],
  ];
}
