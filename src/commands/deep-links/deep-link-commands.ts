import { domainToASCII } from "node:url";
import * as vscode from "vscode";
import { whenRestored } from "../../accounts/when-restored";
import { accountName, type AccountRecord } from "../../accounts/model";
import { parseDeepLink, type DeepLink } from "../../deep-links/deep-link";
import { UserFacingError } from "../../workbench/user-facing-error";
import { chooseAnswer } from "../../workbench/dialogs";
import { type CommandContext } from "../command-context";

/**
 * Handles links to a transfer, an order or a result. Links are untrusted: they can only show something. If a link names an
 * account other than the active one, the user is asked before any request is sent.
 */
export function registerDeepLinks(context: CommandContext): void {
  context.registry.addHandlers({ "joker.followLink": (uri) => openLink(context, uri as vscode.Uri) });
}

async function openLink(context: CommandContext, { path, query }: vscode.Uri): Promise<void> {
  const link = parseDeepLink(path, query);
  if (!link)
    throw new UserFacingError(
      vscode.l10n.t("The link is invalid. It does not point to a transfer, an order, or a result."),
    );
  // VS Code may have been started by the link: the last account must be restored first.
  await whenRestored(context.accounts);
  const account =
    link.account === undefined ? context.accounts.requireCurrent() : await resolveAccount(context, link.account);
  if (account) await executeLink(link, account.id);
}

async function resolveAccount(
  { accounts }: CommandContext,
  reference: string,
): Promise<Pick<AccountRecord, "id"> | undefined> {
  const { current } = accounts;
  if (current && matchesAccount(current, reference)) return current;
  const match = accounts.records().find((record) => matchesAccount(record, reference));
  if (!match || match.signedOut) {
    const message = vscode.l10n.t(
      "The link is for account {0}. Sign in to this account and open the link again.",
      reference,
    );
    throw new UserFacingError(message);
  }
  const answer = await chooseAnswer({
    message: vscode.l10n.t("Open the link with account {0}?", accountName(match)),
    detail: vscode.l10n.t("This is not the current account. The link only shows data and does not change anything."),
    answers: { show: vscode.l10n.t("Show") },
    no: vscode.l10n.t("Don't Open"),
  });
  return answer === "show" ? match : undefined;
}

function matchesAccount({ id, label }: Pick<AccountRecord, "id" | "label">, reference: string): boolean {
  return id === reference || label.toLowerCase() === reference.toLowerCase();
}

async function executeLink(link: DeepLink, accountId: string): Promise<void> {
  switch (link.kind) {
    case "transfer":
      await vscode.commands.executeCommand("joker.transfer.show", {
        account: accountId,
        domain: domainToASCII(link.domain),
      });
      return;
    case "order":
      await vscode.commands.executeCommand("joker.orders.openTable", { account: accountId, orderId: link.orderId });
      return;
    case "result":
      await vscode.commands.executeCommand("joker.result.open", { account: accountId, procId: link.procId });
  }
}
