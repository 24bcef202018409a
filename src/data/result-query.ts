import { l10n } from "vscode";
import { startOf } from "../dmapi/days";
import type { ResultFilter } from "../dmapi/results";
import { resultStatusText } from "./wording";

/** What results can be asked for by, apart from showing deleted ones. */
export type ResultField = "status" | "requestType" | "object" | "period" | "date" | "procId" | "svTrId" | "clTrId";

/** The name of a field, and the parameter of result-list behind it. */
export function fieldNames(): Record<ResultField, readonly [name: string, parameter: string]> {
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

/** What is asked for, as `Status: failed, Object: *.com`; empty when nothing is. */
export function queryText(filter: ResultFilter): string {
  const parts = Object.entries(fieldNames()).flatMap(([field, [name]]) => {
    const value = valueText(filter, field as ResultField);
    return value === "" ? [] : [l10n.t("{0}: {1}", name, value)];
  });
  return [...parts, ...(filter.showAll ? [l10n.t("including deleted")] : [])].join(", ");
}

/** The value of one field as the user reads it; empty when it is not asked for. */
export function valueText(filter: ResultFilter, field: ResultField): string {
  const value = filter[field];
  if (value === undefined) return "";
  if (field === "status") return resultStatusText(String(value));
  return field === "period" ? l10n.t("{0} days", value) : String(value);
}

/** What is wrong with the text typed for a field, in the user's words; undefined when nothing is. */
export function problemIn(field: ResultField, text: string): string | undefined {
  if (text === "") return undefined;
  if (field === "date") {
    return startOf(text) === undefined ? l10n.t("Enter a date such as 2026-11-22.") : undefined;
  }
  if (field === "period") {
    const days = Number(text);
    const isRight = /^\d+$/.test(text) && days >= 1 && days <= 90;
    return isRight ? undefined : l10n.t("Enter a number of days from 1 to 90. Joker.com keeps results for 90 days.");
  }
  return /\s/.test(text)
    ? l10n.t("Spaces are not allowed. Use * for any characters and ? for one character.")
    : undefined;
}

/** The filter with the text typed for a field, or without that field when it is empty. */
export function withField(filter: ResultFilter, field: ResultField, text: string): ResultFilter {
  return { ...filter, [field]: text === "" ? undefined : field === "period" ? Number(text) : text };
}
