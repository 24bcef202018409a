import * as vscode from "vscode";
import { withEnvironmentLabel, accountName, type Account } from "../../accounts/model";
import { transferRowId } from "../../state/action-failures";
import { stateText } from "../../state/transfer-texts";
import { canResendFoa } from "../../state/transfer-states";
import type { Transfer } from "../../dmapi/model";
import { resendFoa } from "../../dmapi/transfers";
import { domainName } from "../../state/display-names";
import { UserFacingError } from "../../workbench/user-facing-error";
import { confirm, showInfo } from "../../workbench/dialogs";
import {
  runExclusive,
  refreshAfter,
  pollAfterAction,
  requireSameAccount,
  type CommandContext,
} from "../command-context";
import type { ReadOnlyDocuments } from "../../workbench/read-only-documents";
import { formatList } from "../format-list";
import { runBatchAction, recordOutcome } from "../batch-action";
import { showBatchSummary } from "../batch-summary";
import { findCurrentTransfer, type TransferSelection } from "./resolve-selection";

/** Resends the FOA of one transfer at once, or of several after confirmation. */
export async function resendFoas(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
  selection: TransferSelection,
): Promise<void> {
  const [first, ...more] = selection.transfers;
  if (first && more.length === 0) await resendOne(context, selection, first);
  else await resendMany(context, readOnlyDocuments, selection);
}

function actionName(): string {
  return vscode.l10n.t("Resend FOA");
}

function inFlightKey({ account }: TransferSelection, { domain }: Transfer): string {
  return `${account.id} resend ${domain}`;
}

async function resendOne(context: CommandContext, selection: TransferSelection, transfer: Transfer): Promise<void> {
  const { account } = selection;
  const validationError = validateResend(transfer);
  if (validationError !== undefined) throw new UserFacingError(validationError);
  await requireSameAccount(context, account);
  const { transfers, results } = context.appState;
  pollAfterAction(context, account, [transfer]);
  const action = {
    account,
    action: actionName(),
    rowId: transferRowId(transfer),
    name: domainName(transfer.domain),
    stateBefore: transfer.state,
  };
  await runExclusive("transfers", inFlightKey(selection, transfer), () =>
    refreshAfter(recordOutcome(context, action, resend(context, account, transfer.domain)), transfers, results),
  );
  const text = vscode.l10n.t("FOA for {0} resent to {1}.", domainName(transfer.domain), findRecipient(transfer));
  showInfo(withEnvironmentLabel(text, account));
}

/** Where the time cannot be stored it is kept in memory. */
async function resend({ appState, clock }: CommandContext, { id, session }: Account, domain: string): Promise<void> {
  await resendFoa(session.call, domain);
  await appState.stateHistory.recordResentFoa(id, domain, clock()).catch(() => undefined);
}

function validateResend(transfer: Transfer): string | undefined {
  if (canResendFoa(transfer)) return undefined;
  return vscode.l10n.t(
    "The FOA for {0} can be resent only while its transfer is waiting for the owner. Current state: {1}.",
    domainName(transfer.domain),
    stateText(transfer.state),
  );
}

function findRecipient({ ownerEmail, adminEmail }: Transfer): string {
  return ownerEmail || adminEmail || vscode.l10n.t("the owner");
}

async function resendMany(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
  selection: TransferSelection,
): Promise<void> {
  const { account } = selection;
  const resendable = selection.transfers.filter(canResendFoa);
  if (resendable.length === 0) {
    throw new UserFacingError(
      vscode.l10n.t(
        "None of these transfers is waiting for the owner. An FOA can be resent only while its transfer is waiting for the owner.",
      ),
    );
  }
  if (!(await confirm(createQuestion(selection, resendable)))) return;
  await requireSameAccount(context, account);
  pollAfterAction(context, account, resendable);
  const outcomes = await runBatchAction(
    context,
    {
      account,
      title: vscode.l10n.t("Resending FOAs"),
      action: actionName(),
      rowIdOf: transferRowId,
      inFlightKeyOf: (transfer) => inFlightKey(selection, transfer),
      nameOf: ({ domain }) => domainName(domain),
      stateOf: ({ state }) => state,
      run: ({ domain }) => resend(context, account, domain),
      validate: (transfer) =>
        validateResend(findCurrentTransfer(context, account, transfer) ?? { ...transfer, state: notPendingText() }),
      resourcesToReload: [context.appState.transfers, context.appState.results],
    },
    resendable,
  );
  const summary = {
    title:
      resendable.length === 1
        ? vscode.l10n.t("Resend the FOA for 1 transfer")
        : vscode.l10n.t("Resend FOAs for {0} transfers", resendable.length),
    account,
    nameOf: ({ domain }: Transfer) => domainName(domain),
    at: context.clock(),
    allDone:
      resendable.length === 1
        ? vscode.l10n.t("FOA for 1 transfer resent.")
        : vscode.l10n.t("FOAs for {0} transfers resent.", resendable.length),
    retry: (transfers: readonly Transfer[]) => resendFoas(context, readOnlyDocuments, { account, transfers }),
  };
  await showBatchSummary(readOnlyDocuments, summary, outcomes);
}

function notPendingText(): string {
  return vscode.l10n.t("no longer pending");
}

function createQuestion({ account, transfers }: TransferSelection, resendable: readonly Transfer[]) {
  const leftOutCount = transfers.length - resendable.length;
  const lines = [
    vscode.l10n.t("Account: {0}", accountName(account)),
    formatList(resendable.map((transfer) => `${domainName(transfer.domain)} → ${findRecipient(transfer)}`)),
    leftOutCount > 0 ? vscode.l10n.t("Skipped, not waiting for the owner: {0}", leftOutCount) : "",
  ];
  return {
    message:
      resendable.length === 1
        ? vscode.l10n.t("Resend the FOA for 1 transfer?")
        : vscode.l10n.t("Resend FOAs for {0} transfers?", resendable.length),
    detail: lines.filter((line) => line !== "").join("\n"),
    yes: vscode.l10n.t("Resend FOAs"),
    no: vscode.l10n.t("Don't Resend"),
  };
}
