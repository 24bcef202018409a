import { l10n } from "vscode";
import { stateText } from "../state/transfer-texts";
import { formatMoney } from "../workbench/formats";
import { domainName, capitalize, requestTypeName } from "../state/display-names";
import type { NotificationKind } from "../workbench/notification-kinds";
import type { Balance } from "../dmapi/model";
import type { BalanceWarning } from "./balance-warnings";
import type { NotificationItem } from "./notification-deduper";

/** How many names a notification holds. */
const maxNames = 5;

/** The text for items of one kind: a sentence for one, a count and some names for several. */
export function notificationText(kind: NotificationKind, items: readonly NotificationItem[]): string {
  const named = items.map((item) => ({ ...item, subject: domainName(item.subject) }));
  const [first] = named;
  if (!first) return "";
  return named.length === 1
    ? singleTexts[kind](first)
    : l10n.t("{0}: {1}", batchTexts[kind](named.length), formatNames(named));
}

const singleTexts: Record<NotificationKind, (item: NotificationItem) => string> = {
  transferCompleted: ({ subject }) => l10n.t("The transfer of {0} completed.", subject),
  transferEnded: ({ subject, detail }) =>
    l10n.t("The transfer of {0} is no longer pending. Last known state: {1}.", subject, stateText(detail)),
  foaAccepted: ({ subject, detail }) =>
    l10n.t("The FOA for {0} was accepted. Current state: {1}.", subject, stateText(detail)),
  foaRejected: ({ subject }) => l10n.t("The FOA for {0} was rejected.", subject),
  transferAttention: ({ subject, detail }) =>
    l10n.t("The transfer of {0} is taking longer than expected: {1}.", subject, stateText(detail)),
  resultSucceeded: ({ subject, detail }) =>
    l10n.t("{0} for {1} succeeded.", capitalize(requestTypeName(detail)), subject),
  resultFailed: ({ subject, detail }) => l10n.t("{0} for {1} failed.", capitalize(requestTypeName(detail)), subject),
  lowBalance: ({ subject }) => subject,
};

const batchTexts: Record<NotificationKind, (count: number) => string> = {
  transferCompleted: (count) => l10n.t("{0} transfers completed", count),
  transferEnded: (count) => l10n.t("{0} transfers are no longer pending", count),
  foaAccepted: (count) => l10n.t("{0} FOAs were accepted", count),
  foaRejected: (count) => l10n.t("{0} FOAs were rejected", count),
  transferAttention: (count) => l10n.t("{0} transfers are taking longer than expected", count),
  resultSucceeded: (count) => l10n.t("{0} requests succeeded", count),
  resultFailed: (count) => l10n.t("{0} requests failed", count),
  lowBalance: (count) => l10n.t("{0} balance warnings", count),
};

/** The text of a balance warning. */
export function balanceWarningText(warning: BalanceWarning, { available, pending, currency }: Balance): string {
  const [availableText, reservedText] = [formatMoney(available, currency), formatMoney(pending, currency)];
  if (warning.kind === "below") {
    const thresholdText = formatMoney(`${warning.threshold}`, currency);
    return l10n.t("Low balance: {0} available, below your threshold of {1}.", availableText, thresholdText);
  }
  const sentence = l10n.t(
    "Low balance: {0} available, but {1} is reserved for pending transfers and orders.",
    availableText,
    reservedText,
  );
  if (warning.unpaid === 0) return sentence;
  return l10n.t("{0} Pending transfers without a reserved payment: {1}.", sentence, warning.unpaid);
}

function formatNames(items: readonly NotificationItem[]): string {
  const visibleNames = items.slice(0, maxNames).map(({ subject, detail }) => subject || requestTypeName(detail));
  return [...visibleNames, ...(items.length > maxNames ? ["…"] : [])].join(", ");
}
