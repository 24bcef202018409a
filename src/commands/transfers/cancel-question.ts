import * as vscode from "vscode";
import { accountName } from "../../accounts/model";
import { stateText } from "../../state/transfer-texts";
import { isCancelDocumented } from "../../state/transfer-states";
import type { Balance, Transfer } from "../../dmapi/model";
import { formatMoney } from "../../workbench/formats";
import { formatList } from "../format-list";
import type { TransferSelection } from "./resolve-selection";

/**
 * The detail of the confirmation before canceling: account and transfers, what DMAPI documents, what is known about the
 * payment, and what canceling cannot force.
 */
export function createCancelDetail(
  { account, transfers }: TransferSelection,
  cancellable: readonly Transfer[],
  balance?: Balance,
): string {
  const [first] = cancellable;
  const leftOutCount = transfers.length - cancellable.length;
  const selectionText =
    cancellable.length === 1 && first
      ? vscode.l10n.t("State: {0} ({1})", stateText(first.state), first.state)
      : formatList(cancellable.map(({ domain, state }) => `${domain}: ${stateText(state)}`));
  const selectionLines = [
    vscode.l10n.t("Account: {0}", accountName(account)),
    selectionText,
    leftOutCount > 0 ? vscode.l10n.t("Skipped, can no longer be canceled: {0}", leftOutCount) : "",
  ];
  const consequenceLines = [
    undocumentedStatesText(cancellable),
    vscode.l10n.t("This cannot be undone. You would have to order a new transfer."),
    vscode.l10n.t("This only requests cancellation. The losing registrar may still release the domain first."),
    reservedMoneyText(balance),
  ];
  return [selectionLines, consequenceLines].map((lines) => lines.filter((line) => line !== "").join("\n")).join("\n\n");
}

function undocumentedStatesText(cancellable: readonly Transfer[]): string {
  const undocumentedCount = cancellable.filter((transfer) => !isCancelDocumented(transfer)).length;
  if (undocumentedCount === 0) return "";
  const state = "REGISTRY_REQUEST_RECEIVED_NOW_WAITING";
  return undocumentedCount === cancellable.length
    ? vscode.l10n.t(
        "DMAPI documents cancellation only for transfers waiting for the losing registrar ({0}), so Joker.com may refuse the request.",
        state,
      )
    : vscode.l10n.t(
        "DMAPI documents cancellation only for transfers waiting for the losing registrar ({0}). Transfers in another state: {1}. Joker.com may refuse to cancel them.",
        state,
        undocumentedCount,
      );
}

/** DMAPI docs, query-account-balance: `pending` is reserved for pending operations; when it is released is not documented. */
function reservedMoneyText(balance: Balance | undefined): string {
  const rule = vscode.l10n.t(
    "The pending balance includes amounts reserved for operations such as transfers. DMAPI does not state when the amount reserved for a canceled transfer becomes available again.",
  );
  if (!balance) return rule;
  return `${rule} ${vscode.l10n.t("Pending balance: {0}.", formatMoney(balance.pending, balance.currency))}`;
}
