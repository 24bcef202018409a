import * as vscode from "vscode";
import { describeError } from "../../accounts/error-messages";
import { accountName, type AccountRecord } from "../../accounts/model";
import { TransferPanels, transferViewType } from "../../transfer-panel/transfer-panels";
import type { ListedTransfer, TransferDataSource } from "../../transfer-panel/transfer-data-source";
import { createStatesHelp, statesHelpTitle } from "../../transfer-panel/transfer-states-help";
import type { ReadOnlyDocuments } from "../../workbench/read-only-documents";
import { showTransfer } from "../../dmapi/transfers";
import type { TransferAction } from "../../messages/transfer-messages";
import type { CommandContext } from "../command-context";
import { permissionErrorText } from "../permission-errors";

const helpScheme = "joker-help";

/** Creates the transfer pages. */
export function createTransferPanels(context: CommandContext, documents: ReadOnlyDocuments): TransferPanels {
  documents.registerScheme(helpScheme, () => Promise.resolve(createStatesHelp()));
  const showStatesHelp = () => void documents.open(helpScheme, statesHelpTitle());
  const panels = new TransferPanels({ ...context, showStatesHelp });
  const createSource = (accountId: string, domain: string) => {
    const record = signedInRecords(context).find(({ id }) => id === accountId);
    return record && createTransferSource(context, record, domain);
  };
  context.registry.addPanelRestorer(transferViewType, (panel, state) => {
    panels.restore(panel, state, createSource);
    return Promise.resolve();
  });
  return panels;
}

/** Closes pages of accounts that are signed out. */
export function closeSignedOutPanels(context: CommandContext, pages: TransferPanels): vscode.Disposable {
  const { accounts } = context;
  return vscode.Disposable.from(
    accounts.onDidEndAccount(({ id }) => pages.closeAccount(id)),
    accounts.onDidChange(({ kind }) => {
      if (kind !== "restoring") pages.retainAccounts(new Set(signedInRecords(context).map(({ id }) => id)));
    }),
  );
}

function signedInRecords({ accounts }: CommandContext): AccountRecord[] {
  return accounts.records().filter(({ signedOut }) => !signedOut);
}

/** The data source of a transfer page. */
export function createTransferSource(
  context: CommandContext,
  record: AccountRecord,
  domain: string,
): TransferDataSource {
  const { accounts, appState } = context;
  const account = { id: record.id, name: accountName(record) };
  return {
    account,
    domain,
    onDidChange: (listener) =>
      vscode.Disposable.from(
        appState.transfers.onDidChange(listener),
        accounts.onDidChange(listener),
        accounts.onDidUpdateAccount(listener),
      ),
    loadFields: async () => {
      const fields = await showTransfer((await accounts.requireById(record.id)).session.call, domain);
      appState.transferIds.recordFields(record.id, domain, fields);
      return fields;
    },
    refreshList: async () => {
      if (accounts.current?.id === record.id) await appState.transfers.refresh();
    },
    getListed: () => findListed(context, record.id, domain),
    getHistory: () => appState.stateHistory.historyOf(record.id, domain),
    whyDisabled: () => permissionErrorText(context, record.id, "transfers"),
    runAction: async (action) => {
      await vscode.commands.executeCommand(actionCommands[action], { account: record.id, domain });
    },
    describeError: (error) => {
      const { message: text, reason } = describeError(error);
      return { text, isNotFound: reason === "not-found" };
    },
  };
}

const actionCommands: Record<TransferAction, string> = {
  resendFoa: "joker.transfer.resendFoa",
  cancel: "joker.transfer.cancel",
};

/** Only the active account has a list, and only a loaded list shows that a transfer has left it. */
function findListed(
  { accounts, appState }: CommandContext,
  accountId: string,
  domain: string,
): ListedTransfer | undefined {
  const { state } = appState.transfers;
  if (accounts.current?.id !== accountId || state.kind !== "ready") return undefined;
  return state.value.find((transfer) => transfer.domain === domain) ?? "gone";
}
