import { l10n } from "vscode";
import type { formNames } from "../../messages/strings/form";

/** The text of the query form, in the user's language. */
export function formStrings(): Record<(typeof formNames)[number], string> {
  return {
    mustBeDay: l10n.t("Enter a day such as 2026-01-31."),
    mustBeId: l10n.t("Enter a number: digits alone, at most 30 of them."),
    mustBeText: l10n.t("Enter text in one line, or leave this empty."),
    mustBeShorter: l10n.t("Enter at most 255 characters."),
    mustNotBeEarlier: l10n.t("The last day must not be earlier than the first."),
    mustNotBeLess: l10n.t("The end must not be less than the beginning."),
    noteFreeLeftOut: l10n.t("Orders that cost nothing are left out."),
    noteIdsAndDays: l10n.t("Days and IDs must both fit: orders with these IDs on other days are not listed."),
    noteLast30Days: l10n.t("Without days, Joker.com lists the last 30 days."),
    noteNothingVisible: l10n.t("Joker.com shows no orders of these days any more."),
    noteOlderThan90Days: l10n.t(
      "With free orders, Joker.com shows the last 90 days alone: nothing up to {0} will be listed.",
    ),
    noteOlderThan3Years: l10n.t("Joker.com shows three years: nothing up to {0} will be listed."),
  };
}
