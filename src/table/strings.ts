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
