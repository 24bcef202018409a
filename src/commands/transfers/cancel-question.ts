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
    leftOut > 0 ? vscode.l10n.t("Skipped, can no longer be canceled: {0}", leftOut) : "",
  ];
  const known = [
    documented(those),
    vscode.l10n.t("This cannot be undone. You would have to order a new transfer."),
    vscode.l10n.t("This only requests cancellation. The losing registrar may still release the domain first."),
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
        "DMAPI documents cancellation only for transfers waiting for the losing registrar ({0}), so Joker.com may refuse the request.",
        state,
      )
    : vscode.l10n.t(
        "DMAPI documents cancellation only for transfers waiting for the losing registrar ({0}). Of these, {1} are in another state, so Joker.com may refuse the request.",
        state,
        others,
      );
}

/** The seed has `pending` as the amount reserved for pending operations, and says nothing of when it is freed. */
function payment(balance: Balance | undefined): string {
  const rule = vscode.l10n.t(
    "The pending balance includes amounts reserved for operations such as transfers. DMAPI does not state when the amount reserved for a canceled transfer becomes available again.",
  );
  if (!balance) return rule;
  return `${rule} ${vscode.l10n.t("Pending balance: {0} {1}.", balance.pending, balance.currency)}`;
}
