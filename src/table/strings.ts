import { l10n } from "vscode";
import { fill } from "../messages/fill";
import type { Period } from "../messages/period";
import type { TableQuery } from "../messages/query";
import type { StringName, Strings } from "../messages/strings";
import { formStrings } from "./strings/form";
import { gridStrings } from "./strings/grid";
import { noticeStrings } from "./strings/notice";
import { pictureStrings } from "./strings/picture";
import { toolbarStrings } from "./strings/toolbar";
import { totalsStrings } from "./strings/totals";

/** What the table says, in the user's language. */
export function tableStrings(): Strings {
  return {
    ...toolbarStrings(),
    ...noticeStrings(),
    ...totalsStrings(),
    ...gridStrings(),
    ...formStrings(),
    ...pictureStrings(),
  };
}

/** Readable titles of the columns DMAPI documents; others are shown by their names. */
export function columnTitles(): Record<string, string> {
  return {
    order_id: l10n.t("Order ID"),
    proc_id: l10n.t("Proc ID"),
    created_at: l10n.t("Created"),
    status: l10n.t("Status"),
    type: l10n.t("Type"),
    amount_brutto: l10n.t("Brutto"),
    amount_netto: l10n.t("Netto"),
    currency: l10n.t("Currency"),
    identifier: l10n.t("Identifier"),
  };
}

/** Texts filled in, as sentences beside one another. */
export function sentences(texts: readonly { readonly text: StringName; readonly values: readonly string[] }[]): string {
  const strings = tableStrings();
  return texts.map(({ text, values }) => fill(strings[text], ...values)).join(" ");
}

/** A query in few words, for the title of a tab. */
export function queryTitle({ period, after, before, ...others }: TableQuery): string {
  const words = Object.values(others).filter((value) => typeof value === "string");
  return [period ? periodTitle(period) : [after, before].filter(Boolean).join("…"), ...words]
    .filter(Boolean)
    .join(", ");
}

function periodTitle(period: Period): string {
  const days = /^last-(\d+)-days$/.exec(period)?.[1];
  if (days !== undefined) return l10n.t("last {0} days", days);
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
