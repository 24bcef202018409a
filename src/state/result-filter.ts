import { l10n } from "vscode";
import { startOfDay } from "../dmapi/days";
import type { ResultFilter } from "../dmapi/results";
import { resultStatusName } from "./display-names";

/** The fields results can be filtered by, apart from showing deleted ones. */
export type ResultFilterField =
  "status" | "requestType" | "object" | "period" | "date" | "procId" | "svTrId" | "clTrId";

/** The label of a field and its parameter in result-list. */
export function filterFieldLabels(): Record<ResultFilterField, readonly [name: string, parameter: string]> {
  return {
    status: [l10n.t("Status"), "status"],
    requestType: [l10n.t("Request type"), "rtype"],
    object: [l10n.t("Object"), "objid"],
    period: [l10n.t("Period"), "period"],
    date: [l10n.t("Date"), "date"],
    procId: [l10n.t("Proc ID"), "procid"],
    svTrId: [l10n.t("Tracking ID"), "svtrid"],
    clTrId: [l10n.t("Client transaction ID"), "cltrid"],
  };
}

/** The filter as text, such as `Status: failed, Object: *.com`; empty without a filter. */
export function describeFilter(filter: ResultFilter): string {
  const parts = Object.entries(filterFieldLabels()).flatMap(([field, [name]]) => {
    const value = formatFilterValue(filter, field as ResultFilterField);
    return value === "" ? [] : [l10n.t("{0}: {1}", name, value)];
  });
  return [...parts, ...(filter.showAll ? [l10n.t("including deleted")] : [])].join(", ");
}

/** The value of one field as text; empty when the filter has none. */
export function formatFilterValue(filter: ResultFilter, field: ResultFilterField): string {
  const value = filter[field];
  if (value === undefined) return "";
  if (field === "status") return resultStatusName(String(value));
  if (field !== "period") return String(value);
  return Number(value) === 1 ? l10n.t("1 day") : l10n.t("{0} days", value);
}

/** The error message for the text typed for a field; undefined when it is valid. */
export function validateFilterValue(field: ResultFilterField, text: string): string | undefined {
  if (text === "") return undefined;
  if (field === "date") {
    return startOfDay(text) === undefined ? l10n.t("Enter a date such as 2026-11-22.") : undefined;
  }
  if (field === "period") {
    const days = Number(text);
    const isValid = /^\d+$/.test(text) && days >= 1 && days <= 90;
    return isValid ? undefined : l10n.t("Enter a number of days from 1 to 90. Joker.com keeps results for 90 days.");
  }
  return /\s/.test(text)
    ? l10n.t("Spaces are not allowed. Use * for any characters and ? for one character.")
    : undefined;
}

/** The filter with the text typed for a field, or without that field when it is empty. */
export function withFilterField(filter: ResultFilter, field: ResultFilterField, text: string): ResultFilter {
  return { ...filter, [field]: text === "" ? undefined : field === "period" ? Number(text) : text };
}
