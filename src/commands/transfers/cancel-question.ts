import * as vscode from "vscode";
import { accountName } from "../../accounts/model";
import { stateText } from "../../state/transfer-texts";
import { isCancelDocumented } from "../../state/transfer-states";
import type { Balance, Transfer } from "../../dmapi/model";
import { formatMoney } from "../../workbench/formats";
import { formatList } from "../format-list";
import type { TransferSelection } from "./resolve-selection";

/**
 * The detail of the confirmation before canceling, in at most five lines besides the names of several transfers: account and
 * state, what cannot be undone, and what DMAPI documents.
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
      ? vscode.l10n.t("State: {0}", stateText(first.state))
      : formatList(cancellable.map(({ domain, state }) => `${domain}: ${stateText(state)}`));
  return [
    vscode.l10n.t("Account: {0}", accountName(account)),
    selectionText,
    leftOutCount > 0 ? vscode.l10n.t("Skipped, can no longer be canceled: {0}", leftOutCount) : "",
    vscode.l10n.t("This cannot be undone. The losing registrar may still release the domain first."),
    undocumentedStatesText(cancellable),
    reservedMoneyText(balance),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function undocumentedStatesText(cancellable: readonly Transfer[]): string {
  const undocumentedCount = cancellable.filter((transfer) => !isCancelDocumented(transfer)).length;
  if (undocumentedCount === 0) return "";
  const rule = vscode.l10n.t(
    "Joker.com may refuse the cancellation: DMAPI documents it only for transfers that are waiting for the losing registrar.",
  );
  if (undocumentedCount === cancellable.length) return rule;
  return `${rule} ${vscode.l10n.t("Transfers in another state: {0}.", undocumentedCount)}`;
}

/** DMAPI docs, query-account-balance: `pending` is reserved for pending operations; when it is released is not documented. */
function reservedMoneyText(balance: Balance | undefined): string {
  if (!balance) return "";
  const amount = formatMoney(balance.pending, balance.currency);
  return vscode.l10n.t(
    "Pending balance of the account: {0}. DMAPI does not report when this amount is released.",
    amount,
  );
}
