import { l10n } from "vscode";

/** What a state of a transfer means, in a few plain words. A state this version does not know is shown as sent. */
export function stateText(state: string): string {
  const texts: Partial<Record<string, string>> = {
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
  return texts[state] ?? state;
}

/** What a transfer in `state` waits for, as far as DMAPI's document tells; empty where it tells nothing. */
export function stateHint(state: string): string {
  const hints: Partial<Record<string, string>> = {
    PENDING_FOA_SENDING: l10n.t(
      "Joker.com could not tell who the FOA goes to. It works on this by hand during office hours, which can take a few days.",
    ),
    FOA_BEEN_SENT: l10n.t("The owner has 5 days to answer the FOA. You can send it again."),
    FOA_NACK: l10n.t("The owner rejected the FOA."),
    REGISTRY_REQUEST_RECEIVED_NOW_WAITING: l10n.t(
      "The losing registrar has to release the domain, which can take up to 5 days and cannot be sped up. You can cancel the transfer.",
    ),
    REGISTRY_CANCELATION_PENDING: l10n.t("You asked to cancel this transfer."),
    DOMAIN_WITH_JOKER_PENDING_COMPLETE: l10n.t("Contact Joker.com if this lasts longer than 1 hour."),
  };
  return hints[state] ?? "";
}

/** What a key may do, in plain words; an unknown level is shown as sent. */
export function accessText(access: string, asSent: string): string {
  const texts: Partial<Record<string, string>> = {
    full: l10n.t("full access"),
    readonly: l10n.t("read-only"),
    "modify-only": l10n.t("may modify, but not cause costs"),
    "whois-only": l10n.t("whois only"),
  };
  return texts[access] ?? (asSent || l10n.t("not told by Joker.com"));
}

/** The status of an asynchronous request in plain words; an unknown one is shown as sent. */
export function resultStatusText(status: string): string {
  const texts: Partial<Record<string, string>> = {
    ack: l10n.t("succeeded"),
    nack: l10n.t("failed"),
    pending: l10n.t("in progress"),
  };
  return texts[status] ?? status;
}
