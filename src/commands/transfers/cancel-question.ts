import * as vscode from "vscode";
import { accountName } from "../../accounts/model";
import { stateText } from "../../state/transfer-texts";
import { isCancelDocumented } from "../../state/transfer-states";
import type { Transfer } from "../../dmapi/model";
import { domainName } from "../../state/display-names";
import { formatList } from "../format-list";
import type { TransferSelection } from "./resolve-selection";

/**
 * The detail of the confirmation before canceling, in at most five lines besides the names of several transfers: account and
 * state, what cannot be undone, and what DMAPI documents.
 */
export function createCancelDetail(
  { account, transfers }: TransferSelection,
  cancellable: readonly Transfer[],
): string {
  const [first] = cancellable;
  const leftOutCount = transfers.length - cancellable.length;
  const selectionText =
    cancellable.length === 1 && first
      ? vscode.l10n.t("State: {0}", stateText(first.state))
      : formatList(cancellable.map(({ domain, state }) => `${domainName(domain)}: ${stateText(state)}`));
  return [
    vscode.l10n.t("Account: {0}", accountName(account)),
    selectionText,
    leftOutCount > 0 ? vscode.l10n.t("Skipped, can no longer be canceled: {0}", leftOutCount) : "",
    cancellable.some(isCancelDocumented)
      ? vscode.l10n.t("This cannot be undone. The losing registrar may still release the domain first.")
      : vscode.l10n.t("This cannot be undone."),
    undocumentedStatesText(cancellable),
    // DMAPI docs, query-account-balance: only the sum that is reserved for all pending operations is known.
    vscode.l10n.t("DMAPI reports neither the price of a transfer nor when a reserved amount is released."),
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
