import * as vscode from "vscode";
import { nameOf } from "../../account/model";
import { stateText } from "../../data/transfer-texts";
import { cancelIsDocumented, type Balance, type Transfer } from "../../dmapi/model";
import { listed } from "../lists";
import type { Meant } from "./which-transfers";

/**
 * What to know before cancelling `those` of the transfers meant: whose and which they are, what DMAPI documents, what
 * becomes of the payment as far as DMAPI tells, and what cannot be forced.
 */
export function cancelDetail({ account, transfers }: Meant, those: readonly Transfer[], balance?: Balance): string {
  const [first] = those;
  const leftOut = transfers.length - those.length;
  const which =
    those.length === 1 && first
      ? vscode.l10n.t("State: {0} ({1})", stateText(first.state), first.state)
      : listed(those.map(({ domain, state }) => `${domain}: ${stateText(state)}`));
  const asked = [
    vscode.l10n.t("Account: {0}", nameOf(account)),
    which,
    leftOut > 0 ? vscode.l10n.t("Left out, since there is nothing left to cancel: {0}", leftOut) : "",
  ];
  const known = [
    documented(those),
    vscode.l10n.t("What is cancelled cannot be undone; a new transfer would have to be ordered."),
    vscode.l10n.t(
      "This asks Joker.com to cancel. It does not force the answer of the losing registrar, which may release the domain first.",
    ),
    payment(balance),
  ];
  return [asked, known].map((lines) => lines.filter((line) => line !== "").join("\n")).join("\n\n");
}

function documented(those: readonly Transfer[]): string {
  const others = those.filter((transfer) => !cancelIsDocumented(transfer)).length;
  if (others === 0) return "";
  const state = "REGISTRY_REQUEST_RECEIVED_NOW_WAITING";
  return others === those.length
    ? vscode.l10n.t(
        "DMAPI documents cancelling only for transfers that wait for the losing registrar ({0}), so Joker.com may refuse.",
        state,
      )
    : vscode.l10n.t(
        "DMAPI documents cancelling only for transfers that wait for the losing registrar ({0}); {1} of these do not, so Joker.com may refuse them.",
        state,
        others,
      );
}

/** The seed has `pending` as the amount reserved for pending operations, and says nothing of when it is freed. */
function payment(balance: Balance | undefined): string {
  const rule = vscode.l10n.t(
    "Money reserved for pending operations such as transfers is in the balance's pending amount. DMAPI does not say when what is reserved for a cancelled transfer becomes available again.",
  );
  if (!balance) return rule;
  return `${rule} ${vscode.l10n.t("Pending now: {0} {1}.", balance.pending, balance.currency)}`;
}
