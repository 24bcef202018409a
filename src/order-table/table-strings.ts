import { l10n } from "vscode";
import { formatDay } from "../formatting/format-day";
import type { NamedPeriod } from "../messages/named-periods";
import type { TableQuery } from "../messages/table-query";
import type { Strings } from "../messages/strings";
import { orderStatusName, orderTypeName } from "../state/display-names";
import { displayLocale } from "../workbench/locale";
import { formStrings } from "./strings/form";
import { gridStrings } from "./strings/grid";
import { noticeStrings } from "./strings/notice";
import { chartStrings } from "./strings/chart";
import { toolbarStrings } from "./strings/toolbar";
import { totalsStrings } from "./strings/totals";

/** All texts of the table's page. */
export function tableStrings(): Strings {
  return {
    ...toolbarStrings(),
    ...noticeStrings(),
    ...totalsStrings(),
    ...gridStrings(),
    ...formStrings(),
    ...chartStrings(),
  };
}

/** A short description of a query, for titles and menus. */
export function describeQuery({ period, after, before, type, status, ...others }: TableQuery): string {
  const words = Object.values(others).filter((value) => typeof value === "string");
  const names = [type === undefined ? "" : orderTypeName(type), status === undefined ? "" : orderStatusName(status)];
  return [period ? describePeriod(period) : describeDays(after, before), ...names, ...words].filter(Boolean).join(", ");
}

function describeDays(after: string | undefined, before: string | undefined): string {
  if (after === undefined) return before === undefined ? "" : l10n.t("through {0}", displayDay(before));
  return before === undefined
    ? l10n.t("from {0}", displayDay(after))
    : l10n.t("{0} – {1}", displayDay(after), displayDay(before));
}

function displayDay(day: string): string {
  return formatDay(day, displayLocale());
}

function describePeriod(period: NamedPeriod): string {
  const days = Number(/^last-(\d+)-days$/.exec(period)?.[1] ?? 0);
  if (days > 365 && days % 365 === 0) return l10n.t("last {0} years", days / 365);
  if (days > 0) return days === 1 ? l10n.t("last day") : l10n.t("last {0} days", days);
  const titles: Record<string, string> = {
    "this-month": l10n.t("this month"),
    "last-month": l10n.t("last month"),
    "this-quarter": l10n.t("this quarter"),
    "last-quarter": l10n.t("last quarter"),
    "this-year": l10n.t("this year"),
    "last-year": l10n.t("last year"),
  };
  return titles[period] ?? period;
}
