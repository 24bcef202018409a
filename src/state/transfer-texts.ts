import { l10n } from "vscode";
import {
  findStateInfo,
  type TransferActor,
  type TransferPhase,
  type TransferState,
  type UrgencyReason,
} from "./transfer-states";
import { dayMs } from "../dmapi/days";
import { getOwn } from "../workbench/sanitize";
import { formatDateTime, formatShortDays } from "../workbench/formats";
import type { TransferStatus } from "./urgency";

// The tables are made when a text is needed: the language is not known before activation.
type Texts = Record<TransferState, string>;

/** The label of a state; an unknown state is shown as received. */
export function stateText(state: string): string {
  const texts: Texts = {
    IN_DB: l10n.t("received by Joker.com"),
    PAYMENT_PREPARED: l10n.t("payment prepared"),
    PAYMENT_ACQUIRED: l10n.t("payment reserved"),
    PENDING_FOA_SENDING: l10n.t("Joker.com is processing the FOA manually"),
    FOA_BEEN_SENT: l10n.t("FOA sent, waiting for the owner"),
    FOA_NACK: l10n.t("FOA rejected"),
    FOA_ACK: l10n.t("FOA accepted"),
    REGISTRY_REQUEST_SENT: l10n.t("request sent to the registry"),
    REGISTRY_REQUEST_RECEIVED_NOW_WAITING: l10n.t("waiting for the losing registrar"),
    REGISTRY_CANCELATION_PENDING: l10n.t("cancellation requested"),
    DOMAIN_WITH_JOKER_PENDING_COMPLETE: l10n.t("domain at Joker.com, completing"),
    PAYMENT_COMMITTED: l10n.t("payment completed"),
    TRANSFER_PROCESSED_SUCCESSFULLY: l10n.t("transferred"),
  };
  return getOwn(texts, state) ?? state;
}

/** The few words that fit beside a name; other states are shown with `stateText`. */
function stateShortText(state: string): string {
  const texts: Partial<Texts> = {
    IN_DB: l10n.t("received"),
    PENDING_FOA_SENDING: l10n.t("manual FOA"),
    FOA_BEEN_SENT: l10n.t("owner, up to 5 days"),
    REGISTRY_REQUEST_SENT: l10n.t("sent to the registry"),
    REGISTRY_REQUEST_RECEIVED_NOW_WAITING: l10n.t("registrar, up to 5 days"),
    DOMAIN_WITH_JOKER_PENDING_COMPLETE: l10n.t("completing"),
  };
  return getOwn(texts, state) ?? stateText(state);
}

/**
 * Where a transfer stands in a few words, such as `payment reserved`; for one that waits for an answer, by whom, because
 * `timeLeftText` stands before it; for one that needs the reseller, what to do or why, because `urgencyShortText` does.
 */
export function transferSummaryText(status: TransferStatus): string {
  const { transfer, urgency } = status;
  if (urgency) return urgencyAdviceText(urgency.reason);
  const { state } = transfer;
  if (!isAnswerDue(status)) return stateShortText(state);
  return findStateInfo(state)?.actor === "owner" ? l10n.t("owner") : l10n.t("registrar");
}

/**
 * How long an answer may take, in the few characters that stand before a domain, such as `≤5d`, since the state may have
 * begun before it was first seen; empty where none is due, and where `urgencyShortText` says more.
 * @param now epoch ms
 */
export function timeLeftText(status: TransferStatus, now: number): string {
  if (status.urgency || !isAnswerDue(status)) return "";
  const daysLeft = Math.ceil((status.deadline - now) / dayMs);
  return daysLeft <= 1 ? `<${formatShortDays(1)}` : `≤${formatShortDays(daysLeft)}`;
}

function isAnswerDue(status: TransferStatus): status is TransferStatus & { readonly deadline: number } {
  return findStateInfo(status.transfer.state)?.limit?.kind === "answer" && status.deadline !== undefined;
}

/** A deadline as text. The state may have begun before it was first seen, so this is the latest possible one. @param deadline epoch ms */
export function deadlineText(deadline: number): string {
  return l10n.t("no later than {0}, counted from when the state was first seen", formatDateTime(deadline));
}

/** What happens in a state, according to the DMAPI docs. */
export function stateDescription(state: string): string {
  const hints: Texts = {
    IN_DB: l10n.t("Joker.com has received the transfer order."),
    PAYMENT_PREPARED: l10n.t("Joker.com is preparing the payment."),
    PAYMENT_ACQUIRED: l10n.t("The payment is reserved. Next, Joker.com sends the FOA."),
    PENDING_FOA_SENDING: l10n.t(
      "Joker.com could not determine the recipient of the FOA and is processing it manually during office hours. This can take a few days over weekends or holidays.",
    ),
    FOA_BEEN_SENT: l10n.t("The FOA was sent. The owner has 5 days to respond."),
    FOA_NACK: l10n.t("The owner rejected the FOA."),
    FOA_ACK: l10n.t("The owner accepted the FOA. Next, Joker.com sends the request to the registry."),
    REGISTRY_REQUEST_SENT: l10n.t("Joker.com has requested the transfer from the registry."),
    REGISTRY_REQUEST_RECEIVED_NOW_WAITING: l10n.t(
      "The losing registrar must release the domain. This can take up to 5 days and cannot be accelerated.",
    ),
    REGISTRY_CANCELATION_PENDING: l10n.t("Cancellation of this transfer has been requested."),
    DOMAIN_WITH_JOKER_PENDING_COMPLETE: l10n.t(
      "The domain has moved to Joker.com. Joker.com has not detected the move yet, or must complete the transfer manually.",
    ),
    PAYMENT_COMMITTED: l10n.t("The payment is complete. The transfer is almost finished."),
    TRANSFER_PROCESSED_SUCCESSFULLY: l10n.t("The transfer is complete."),
  };
  return (
    getOwn(hints, state) ??
    l10n.t("This state is not known to this version of the extension. It is shown as sent by Joker.com.")
  );
}

/** What the reseller can do in a state; never empty. */
export function nextActionText(state: string): string {
  const texts: Partial<Texts> = {
    PENDING_FOA_SENDING: l10n.t("Wait. If this takes more than a few days, contact Joker.com."),
    FOA_BEEN_SENT: l10n.t("Remind the owner, or resend the FOA."),
    FOA_NACK: l10n.t("Contact the owner, then order the transfer again at Joker.com."),
    REGISTRY_REQUEST_RECEIVED_NOW_WAITING: l10n.t("Wait, or cancel the transfer."),
    REGISTRY_CANCELATION_PENDING: l10n.t("No action needed. The transfer will leave the list."),
    DOMAIN_WITH_JOKER_PENDING_COMPLETE: l10n.t("Contact Joker.com if this takes longer than 1 hour."),
    TRANSFER_PROCESSED_SUCCESSFULLY: l10n.t("No action needed. The transfer will leave the list."),
  };
  return (
    getOwn(texts, state) ??
    (findStateInfo(state) ? l10n.t("No action needed.") : l10n.t("Ask Joker.com what this state means."))
  );
}

/** How long a state may last; empty where DMAPI does not document it. */
export function stateLimitText(state: string): string {
  const texts: Partial<Texts> = {
    PENDING_FOA_SENDING: l10n.t("up to a few days"),
    FOA_BEEN_SENT: l10n.t("up to 5 days"),
    REGISTRY_REQUEST_RECEIVED_NOW_WAITING: l10n.t("up to 5 days"),
    DOMAIN_WITH_JOKER_PENDING_COMPLETE: l10n.t("up to 1 hour, then contact Joker.com"),
  };
  return getOwn(texts, state) ?? "";
}

/** Who has to act. */
export function actorText(actor: TransferActor): string {
  const texts: Record<TransferActor, string> = {
    you: l10n.t("you"),
    owner: l10n.t("the owner"),
    registrar: l10n.t("the losing registrar"),
    registry: l10n.t("the registry"),
    joker: l10n.t("Joker.com"),
    nobody: l10n.t("no one"),
  };
  return texts[actor];
}

/** Who has to act in a state; empty where that is not known. */
export function stateActorText(state: string): string {
  const actor = findStateInfo(state)?.actor;
  return actor ? actorText(actor) : "";
}

/** The title of a phase. */
export function phaseText(phase: TransferPhase): string {
  const texts: Record<TransferPhase, string> = {
    preparation: l10n.t("Order and Payment"),
    foa: l10n.t("Owner Approval (FOA)"),
    registry: l10n.t("Registry and Losing Registrar"),
    completion: l10n.t("Completion"),
  };
  return texts[phase];
}

/** The title of a phase on a page, which spells out the abbreviation that its other texts use. */
export function phaseLongText(phase: TransferPhase): string {
  return phase === "foa" ? l10n.t("Owner Approval (FOA: Form of Authorization)") : phaseText(phase);
}

/** Why a transfer needs action by the reseller, in the one or two words that stand before its domain. */
export function urgencyShortText(reason: UrgencyReason): string {
  const texts: Record<UrgencyReason, string> = {
    "foa-rejected": l10n.t("rejected"),
    "owner-nearly-late": l10n.t("last day"),
    "owner-late": l10n.t("overdue"),
    "registrar-late": l10n.t("overdue"),
    "completion-late": l10n.t("over 1 hour"),
    "manual-work-late": l10n.t("over 3 days"),
  };
  return texts[reason];
}

/** What to do about it, or why where that is not in `urgencyShortText`. */
function urgencyAdviceText(reason: UrgencyReason): string {
  const texts: Partial<Record<UrgencyReason, string>> = {
    "owner-nearly-late": l10n.t("remind the owner"),
    "completion-late": l10n.t("contact Joker.com"),
    "manual-work-late": l10n.t("contact Joker.com"),
  };
  return texts[reason] ?? urgencyReasonText(reason);
}

/** Why a transfer needs action by the reseller; shown after its state. */
export function urgencyReasonText(reason: UrgencyReason): string {
  const texts: Record<UrgencyReason, string> = {
    "foa-rejected": l10n.t("contact the owner"),
    "owner-nearly-late": l10n.t("less than a day left, remind the owner"),
    "owner-late": l10n.t("the owner's 5 days have passed"),
    "registrar-late": l10n.t("the losing registrar's 5 days have passed"),
    "completion-late": l10n.t("over 1 hour, contact Joker.com"),
    "manual-work-late": l10n.t("over 3 days, contact Joker.com"),
  };
  return texts[reason];
}
