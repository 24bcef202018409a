import { domainToASCII } from "node:url";
import * as vscode from "vscode";
import { nameOf, type AccountRecord } from "../account/model";
import { readLink, type Link } from "../links/link";
import { HumanError } from "../workbench/human-error";
import { confirm } from "../workbench/messages";
import { register, type Desk } from "./desk";

/**
 * Takes links to a transfer, an order or a result, which anybody may have written: they show and do nothing else. Where
 * they name another account than the active one, the user is asked before anything is sent for it.
 */
export function registerLinks(desk: Desk): vscode.Disposable {
  const follow = "joker.followLink";
  const commands = register(desk, { [follow]: (uri) => open(desk, uri as vscode.Uri) });
  const handler = vscode.window.registerUriHandler({
    handleUri: async (uri) => {
      await vscode.commands.executeCommand(follow, uri);
    },
  });
  return vscode.Disposable.from(commands, handler);
}

async function open(desk: Desk, { path, query }: vscode.Uri): Promise<void> {
  const link = readLink(path, query);
  if (!link)
    throw new HumanError(vscode.l10n.t("The link is invalid. It does not point to a transfer, an order, or a result."));
  await restored(desk);
  const account = link.account === undefined ? desk.accounts.require() : await accountNamed(desk, link.account);
  if (account) await show(link, account.id);
}

/** VS Code may have been started by the link: the account of last time is taken up first. */
async function restored({ accounts }: Desk): Promise<void> {
  if (accounts.state.kind !== "restoring") return;
  await new Promise<void>((resolve) => {
    const listener = accounts.onDidChange(({ kind }) => {
      if (kind === "restoring") return;
      listener.dispose();
      resolve();
    });
  });
}

async function accountNamed({ accounts }: Desk, named: string): Promise<Pick<AccountRecord, "id"> | undefined> {
  const { current } = accounts;
  if (current && isMeant(current, named)) return current;
  const found = accounts.records().find((record) => isMeant(record, named));
  if (!found || found.signedOut) {
    const message = vscode.l10n.t(
      "The link is for account {0}. Sign in to this account and open the link again.",
      named,
    );
    throw new HumanError(message);
  }
  const wants = await confirm({
    message: vscode.l10n.t("Open the link with account {0}?", nameOf(found)),
    detail: vscode.l10n.t("This is not the current account. The link only shows data and does not change anything."),
    yes: vscode.l10n.t("Show"),
    no: vscode.l10n.t("Don't Open"),
  });
  return wants ? found : undefined;
}

function isMeant({ id, label }: Pick<AccountRecord, "id" | "label">, named: string): boolean {
  return id === named || label.toLowerCase() === named.toLowerCase();
}

async function show(link: Link, account: string): Promise<void> {
  switch (link.shows) {
    case "transfer":
      await vscode.commands.executeCommand("joker.transfer.show", { account, domain: domainToASCII(link.domain) });
      return;
    case "order":
      await vscode.commands.executeCommand("joker.orders.openTable", { account, orderId: link.orderId });
      return;
    case "result":
      await vscode.commands.executeCommand("joker.result.open", { account, procId: link.procId });
  }
}
