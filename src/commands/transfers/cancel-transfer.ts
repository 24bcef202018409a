import * as vscode from "vscode";
import { withEnvironmentLabel } from "../../accounts/model";
import { transferRowId } from "../../state/action-failures";
import { stateText } from "../../state/transfer-texts";
import { canCancel } from "../../state/transfer-states";
import type { Transfer } from "../../dmapi/model";
import { cancelTransfer } from "../../dmapi/transfers";
import { domainName } from "../../state/display-names";
import { UserFacingError } from "../../workbench/user-facing-error";
import { confirm, showInfo } from "../../workbench/dialogs";
import { createCancelDetail } from "./cancel-question";
import {
  runExclusive,
  refreshAfter,
  pollAfterAction,
  requireSameAccount,
  type CommandContext,
} from "../command-context";
import type { ReadOnlyDocuments } from "../../workbench/read-only-documents";
import { runBatchAction, recordOutcome } from "../batch-action";
import { showBatchSummary } from "../batch-summary";
import { findCurrentTransfer, type TransferSelection } from "./resolve-selection";

/** Cancels transfers after confirmation. */
export async function cancelTransfers(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
  selection: TransferSelection,
): Promise<void> {
  const cancellable = selection.transfers.filter(canCancel);
  const [first, ...more] = cancellable;
  if (!first) throw new UserFacingError(notCancellableText(selection.transfers));
  const isConfirmed = await confirm({
    message:
      more.length === 0
        ? vscode.l10n.t("Cancel the transfer of {0}?", domainName(first.domain))
        : vscode.l10n.t("Cancel {0} transfers?", cancellable.length),
    detail: createCancelDetail(selection, cancellable),
    yes: more.length === 0 ? actionName() : vscode.l10n.t("Cancel Transfers"),
    no: more.length === 0 ? vscode.l10n.t("Keep Transfer") : vscode.l10n.t("Keep Transfers"),
  });
  if (!isConfirmed) return;
  await requireSameAccount(context, selection.account);
  pollAfterAction(context, selection.account, cancellable);
  if (more.length === 0) await cancelOne(context, selection, first);
  else await cancelMany(context, readOnlyDocuments, { ...selection, transfers: cancellable });
}

function notCancellableText(transfers: readonly Transfer[]): string {
  const [first, ...more] = transfers;
  if (!first || more.length > 0) return vscode.l10n.t("None of these transfers can be canceled.");
  return vscode.l10n.t(
    "The transfer of {0} can no longer be canceled. Current state: {1}.",
    domainName(first.domain),
    stateText(first.state),
  );
}

function actionName(): string {
  return vscode.l10n.t("Cancel Transfer");
}

function inFlightKey({ account }: TransferSelection, { domain }: Transfer): string {
  return `${account.id} cancel ${domain}`;
}

async function cancelOne(context: CommandContext, selection: TransferSelection, transfer: Transfer): Promise<void> {
  const { transfers, results, account: balance } = context.appState;
  await runExclusive("transfers", inFlightKey(selection, transfer), async () => {
    const validationError = validateCancel(context, selection, transfer);
    if (validationError !== undefined) throw new UserFacingError(validationError);
    const action = {
      account: selection.account,
      action: actionName(),
      rowId: transferRowId(transfer),
      name: domainName(transfer.domain),
      stateBefore: transfer.state,
    };
    const sent = cancelTransfer(selection.account.session.call, transfer.domain);
    await refreshAfter(recordOutcome(context, action, sent), transfers, results, balance);
  });
  const text = vscode.l10n.t("Cancellation requested for the transfer of {0}.", domainName(transfer.domain));
  showInfo(withEnvironmentLabel(text, selection.account));
}

/** Checks the current list, which may have been refreshed while the dialog was open. */
function validateCancel(
  context: CommandContext,
  { account }: TransferSelection,
  transfer: Transfer,
): string | undefined {
  const currentTransfer = findCurrentTransfer(context, account, transfer);
  if (!currentTransfer) return vscode.l10n.t("The transfer of {0} is no longer pending.", domainName(transfer.domain));
  return canCancel(currentTransfer) ? undefined : notCancellableText([currentTransfer]);
}

async function cancelMany(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
  selection: TransferSelection,
): Promise<void> {
  const { account, transfers } = selection;
  const { appState } = context;
  const outcomes = await runBatchAction(
    context,
    {
      account,
      title: vscode.l10n.t("Canceling transfers"),
      action: actionName(),
      rowIdOf: transferRowId,
      inFlightKeyOf: (transfer) => inFlightKey(selection, transfer),
      nameOf: ({ domain }) => domainName(domain),
      stateOf: ({ state }) => state,
      run: ({ domain }) => cancelTransfer(account.session.call, domain),
      validate: (transfer) => validateCancel(context, selection, transfer),
      resourcesToReload: [appState.transfers, appState.results, appState.account],
    },
    transfers,
  );
  const summary = {
    title:
      transfers.length === 1
        ? vscode.l10n.t("Cancel 1 transfer")
        : vscode.l10n.t("Cancel {0} transfers", transfers.length),
    account,
    nameOf: ({ domain }: Transfer) => domainName(domain),
    at: context.clock(),
    allDone:
      transfers.length === 1
        ? vscode.l10n.t("Cancellation requested for 1 transfer.")
        : vscode.l10n.t("Cancellation requested for {0} transfers.", transfers.length),
    retry: (remaining: readonly Transfer[]) =>
      cancelTransfers(context, readOnlyDocuments, { account, transfers: remaining }),
  };
  await showBatchSummary(readOnlyDocuments, summary, outcomes);
}
