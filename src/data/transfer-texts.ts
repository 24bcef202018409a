import { l10n } from "vscode";
import { transferStates } from "../dmapi/model";
import type { Reason } from "./attention";
import { factsOf, type Actor, type Phase } from "./transfer-states";
import { own } from "../workbench/own";

/** A table of texts, read when a text is needed: the language is not known before activation. */
type Texts = Partial<Record<string, string>>;

/** What a state of a transfer means, in a few plain words. A state this version does not know is shown as sent. */
export function stateText(state: string): string {
  const texts: Texts = {
    IN_DB: l10n.t("received by Joker.com"),
    PAYMENT_PREPARED: l10n.t("payment prepared"),
    PAYMENT_ACQUIRED: l10n.t("payment reserved"),
    PENDING_FOA_SENDING: l10n.t("FOA waits for manual work at Joker.com"),
    FOA_BEEN_SENT: l10n.t("FOA sent, waiting for the owner"),
    FOA_NACK: l10n.t("FOA rejected"),
    FOA_ACK: l10n.t("FOA accepted"),
    REGISTRY_REQUEST_SENT: l10n.t("request sent to the registry"),
    REGISTRY_REQUEST_RECEIVED_NOW_WAITING: l10n.t("waiting for the losing registrar"),
    REGISTRY_CANCELATION_PENDING: l10n.t("cancellation requested"),
    DOMAIN_WITH_JOKER_PENDING_COMPLETE: l10n.t("domain is with Joker.com, completing"),
    PAYMENT_COMMITTED: l10n.t("payment taken"),
    TRANSFER_PROCESSED_SUCCESSFULLY: l10n.t("transferred"),
  };
  return own(texts, state) ?? state;
}

/** What happens in a state, as far as DMAPI's document tells. */
export function stateHint(state: string): string {
  const hints: Texts = {
    IN_DB: l10n.t("Joker.com has the order for the transfer."),
    PAYMENT_PREPARED: l10n.t("Joker.com prepares the payment."),
    PAYMENT_ACQUIRED: l10n.t("The price is reserved. The FOA is next."),
    PENDING_FOA_SENDING: l10n.t(
      "Joker.com could not tell who the FOA goes to. It works on this by hand during office hours, which can take a few days over a weekend or holidays.",
    ),
    FOA_BEEN_SENT: l10n.t("The FOA was sent. The owner has 5 days to answer it."),
    FOA_NACK: l10n.t("The owner rejected the FOA."),
    FOA_ACK: l10n.t("The owner accepted the FOA. The request to the registry is next."),
    REGISTRY_REQUEST_SENT: l10n.t("The transfer was requested at the registry."),
    REGISTRY_REQUEST_RECEIVED_NOW_WAITING: l10n.t(
      "The losing registrar has to release the domain, which can take up to 5 days and cannot be sped up.",
    ),
    REGISTRY_CANCELATION_PENDING: l10n.t("You asked to cancel this transfer."),
    DOMAIN_WITH_JOKER_PENDING_COMPLETE: l10n.t(
      "The domain is with Joker.com already, which has not noticed yet or has to complete it by hand.",
    ),
    PAYMENT_COMMITTED: l10n.t("The price was taken. The transfer is nearly done."),
    TRANSFER_PROCESSED_SUCCESSFULLY: l10n.t("The transfer is done."),
  };
  return own(hints, state) ?? l10n.t("This version does not know this state; it is shown as Joker.com sends it.");
}

/** What the reseller can do in a state; never empty. */
export function whatYouCanDo(state: string): string {
  const texts: Texts = {
    PENDING_FOA_SENDING: l10n.t("Wait. If it takes more than a few days, ask Joker.com."),
    FOA_BEEN_SENT: l10n.t("Remind the owner, or resend the FOA."),
    FOA_NACK: l10n.t("Clear it up with the owner, then order the transfer again."),
    REGISTRY_REQUEST_RECEIVED_NOW_WAITING: l10n.t("Wait, or cancel the transfer."),
    REGISTRY_CANCELATION_PENDING: l10n.t("Wait until it leaves the list."),
    DOMAIN_WITH_JOKER_PENDING_COMPLETE: l10n.t("Contact Joker.com if this lasts longer than 1 hour."),
    TRANSFER_PROCESSED_SUCCESSFULLY: l10n.t("Nothing. It will leave the list."),
  };
  return (
    own(texts, state) ?? (factsOf(state) ? l10n.t("Nothing but wait.") : l10n.t("Joker.com can tell what it means."))
  );
}

/** How long a state may last; empty where DMAPI does not tell. */
export function limitText(state: string): string {
  const texts: Texts = {
    PENDING_FOA_SENDING: l10n.t("a few days in the worst case"),
    FOA_BEEN_SENT: l10n.t("up to 5 days"),
    REGISTRY_REQUEST_RECEIVED_NOW_WAITING: l10n.t("up to 5 days"),
    DOMAIN_WITH_JOKER_PENDING_COMPLETE: l10n.t("1 hour, then Joker.com should be contacted"),
  };
  return own(texts, state) ?? "";
}

/** Who has to act. */
export function actorText(actor: Actor): string {
  const texts: Record<Actor, string> = {
    you: l10n.t("you"),
    owner: l10n.t("the owner"),
    registrar: l10n.t("the losing registrar"),
    registry: l10n.t("the registry"),
    joker: l10n.t("Joker.com"),
    nobody: l10n.t("nobody"),
  };
  return texts[actor];
}

/** Who has to act in a state; empty where that is not known. */
export function stateActor(state: string): string {
  const actor = factsOf(state)?.actor;
  return actor ? actorText(actor) : "";
}

/** The title of a part of the way. */
export function phaseText(phase: Phase): string {
  const texts: Record<Phase, string> = {
    preparation: l10n.t("Order and payment"),
    foa: l10n.t("FOA: the owner agrees"),
    registry: l10n.t("Registry and losing registrar"),
    completion: l10n.t("Completion"),
  };
  return texts[phase];
}

/** Where a state stands on the way, as `step 5 of 13`; empty for an unknown one. */
export function stepText(state: string): string {
  const step = factsOf(state)?.step;
  return step === undefined ? "" : l10n.t("step {0} of {1}", step, transferStates.length);
}

/** Why a transfer needs the reseller, behind its state. */
export function reasonText(reason: Reason): string {
  const texts: Record<Reason, string> = {
    "foa-rejected": l10n.t("clear it up with the owner"),
    "owner-nearly-late": l10n.t("less than a day left, remind the owner"),
    "owner-late": l10n.t("the owner's 5 days are over"),
    "registrar-late": l10n.t("the registrar's 5 days are over"),
    "completion-late": l10n.t("over 1 hour, contact Joker.com"),
    "manual-work-late": l10n.t("over 3 days, ask Joker.com"),
  };
  return texts[reason];
}
