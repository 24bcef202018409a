import { l10n } from "vscode";
import { stateText } from "../data/transfer-texts";
import type { NewsKind } from "../workbench/news-kinds";
import type { Balance } from "../dmapi/model";
import type { MoneyWarning } from "./money";
import type { NewsItem } from "./news";

/** How many names a notification holds. */
const mostNames = 5;

/** What is told of items of one kind: a sentence for one, a count and some names for many. */
export function newsText(kind: NewsKind, items: readonly NewsItem[]): string {
  const [first] = items;
  if (!first) return "";
  return items.length === 1 ? one[kind](first) : l10n.t("{0}: {1}", many[kind](items.length), names(items));
}

const one: Record<NewsKind, (item: NewsItem) => string> = {
  transferCompleted: ({ subject }) => l10n.t("The transfer of {0} completed.", subject),
  transferEnded: ({ subject, detail }) =>
    l10n.t("The transfer of {0} is no longer pending. Last known state: {1}.", subject, stateText(detail)),
  foaAccepted: ({ subject, detail }) =>
    l10n.t("The FOA for {0} was accepted. Current state: {1}.", subject, stateText(detail)),
  foaRejected: ({ subject }) => l10n.t("The FOA for {0} was rejected.", subject),
  transferAttention: ({ subject, detail }) =>
    l10n.t("The transfer of {0} is taking longer than expected: {1}.", subject, stateText(detail)),
  resultSucceeded: ({ subject, detail }) => l10n.t("{0} for {1} succeeded.", detail, subject),
  resultFailed: ({ subject, detail }) => l10n.t("{0} for {1} failed.", detail, subject),
  lowBalance: ({ subject }) => subject,
};

const many: Record<NewsKind, (count: number) => string> = {
  transferCompleted: (count) => l10n.t("{0} transfers completed", count),
  transferEnded: (count) => l10n.t("{0} transfers are no longer pending", count),
  foaAccepted: (count) => l10n.t("{0} FOAs were accepted", count),
  foaRejected: (count) => l10n.t("{0} FOAs were rejected", count),
  transferAttention: (count) => l10n.t("{0} transfers are taking longer than expected", count),
  resultSucceeded: (count) => l10n.t("{0} requests succeeded", count),
  resultFailed: (count) => l10n.t("{0} requests failed", count),
  lowBalance: (count) => l10n.t("{0} balance warnings", count),
};

/** What is to be said of a balance. */
export function moneyText(warning: MoneyWarning, { available, pending, currency }: Balance): string {
  const [left, reserved] = [`${available} ${currency}`, `${pending} ${currency}`].map((amount) => amount.trim());
  if (warning.kind === "below") {
    return l10n.t("Low balance: {0} available, below your threshold of {1}.", left ?? "", warning.threshold);
  }
  const said = l10n.t(
    "Low balance: {0} available, but {1} is reserved for pending operations.",
    left ?? "",
    reserved ?? "",
  );
  if (warning.unpaid === 0) return said;
  return l10n.t("{0} Pending transfers without a reserved payment: {1}.", said, warning.unpaid);
}

function names(items: readonly NewsItem[]): string {
  const shown = items.slice(0, mostNames).map(({ subject, detail }) => subject || detail);
  return [...shown, ...(items.length > mostNames ? ["…"] : [])].join(", ");
}
