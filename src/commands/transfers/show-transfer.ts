import * as vscode from "vscode";
import { explain } from "../../account/explain";
import { nameOf, type AccountRecord } from "../../account/model";
import { TransferPages } from "../../detail/pages";
import type { Listed, TransferSource } from "../../detail/source";
import { showTransfer } from "../../dmapi/transfers";
import type { TransferAction } from "../../messages/transfer";
import type { Desk } from "../desk";
import { obstacleText } from "../obstacles";

/** The pages of transfers. */
export function transferPages(desk: Desk): TransferPages {
  return new TransferPages(desk, (account, domain) => {
    const record = usable(desk).find(({ id }) => id === account);
    return record && transferSource(desk, record, domain);
  });
}

/** Closes pages whose account is signed out. */
export function closeWithAccount(desk: Desk, pages: TransferPages): vscode.Disposable {
  return desk.accounts.onDidChange(({ kind }) => {
    if (kind !== "restoring") pages.keepOnly(new Set(usable(desk).map(({ id }) => id)));
  });
}

function usable({ accounts }: Desk): AccountRecord[] {
  return accounts.records().filter(({ signedOut }) => !signedOut);
}

/** Where the page of one transfer gets what it shows from. */
export function transferSource(desk: Desk, record: AccountRecord, domain: string): TransferSource {
  const { accounts, data } = desk;
  const account = { id: record.id, name: nameOf(record) };
  return {
    account,
    domain,
    onDidChange: (listener) =>
      vscode.Disposable.from(
        data.transfers.onDidChange(listener),
        accounts.onDidChange(listener),
        accounts.onDidUpdate(listener),
      ),
    load: async () => {
      const fields = await showTransfer((await accounts.use(record.id)).session.call, domain);
      data.transferIds.note(record.id, domain, fields);
      return fields;
    },
    listed: () => listed(desk, record.id, domain),
    history: () => data.sightings.history(record.id, domain),
    obstacleTo: () => obstacleText(desk, record.id, "transfers"),
    act: async (action) => {
      await vscode.commands.executeCommand(commands[action], { account: record.id, domain });
    },
    describe: (error) => {
      const { message: text, reason } = explain(error);
      return { text, isGone: reason === "not-found" };
    },
  };
}

const commands: Record<TransferAction, string> = {
  resendFoa: "joker.transfer.resendFoa",
  cancel: "joker.transfer.cancel",
};

/** Only the active account has a list, and only one that has just come says that something is gone. */
function listed({ accounts, data }: Desk, account: string, domain: string): Listed | undefined {
  const { state } = data.transfers;
  if (accounts.current?.id !== account || state.kind !== "ready") return undefined;
  return state.value.find((transfer) => transfer.domain === domain) ?? "gone";
}
