import * as vscode from "vscode";
import type { Account } from "../../accounts/model";
import { stateText } from "../../state/transfer-texts";
import { type Transfer, findField } from "../../dmapi/model";
import { showTransfer } from "../../dmapi/transfers";
import { domainName } from "../../state/display-names";
import { pickItem } from "../../workbench/dialogs";
import { loadValue, type CommandContext } from "../command-context";

/** The transfers a command acts on, and their account. */
export interface TransferSelection {
  readonly account: Account;
  readonly transfers: readonly Transfer[];
}

export interface SelectionPrompt {
  readonly title: string;
  readonly isEligible: (transfer: Transfer) => boolean;
  readonly empty: string;
}

/**
 * The transfers of the row a command was called on and of those selected with it, or the one the user picks.
 * @returns undefined when the user picked none
 */
export async function resolveTransferSelection(
  context: CommandContext,
  row: unknown,
  selected: unknown,
  prompt: SelectionPrompt,
): Promise<TransferSelection | undefined> {
  // A row also has a domain, but further rows may be selected with it.
  if (isTransferReference(row) && !isTransferRow(row)) return resolveReference(context, row);
  const account = context.accounts.requireCurrent();
  const rows = [...(Array.isArray(selected) ? (selected as unknown[]) : []), row].filter(isTransferRow);
  const byDomain = new Map(rows.map(({ transfer }) => [transfer.domain, transfer]));
  if (byDomain.size > 0) return { account, transfers: [...byDomain.values()] };
  const picked = await pickTransfer(context, prompt);
  return picked && { account, transfers: [picked] };
}

async function pickTransfer(
  context: CommandContext,
  { title, isEligible, empty }: SelectionPrompt,
): Promise<Transfer | undefined> {
  const transfers = await loadValue(context, context.appState.transfers);
  const items = transfers
    .filter((transfer) => !transfer.isUnreadable && isEligible(transfer))
    .map((transfer) => ({
      label: domainName(transfer.domain),
      description: stateText(transfer.state),
      detail: transfer.ownerEmail,
      transfer,
    }));
  return (await pickItem(items, { title, placeholder: vscode.l10n.t("Select a transfer"), empty }))?.transfer;
}

/** The arguments other callers and links pass to the commands. */
export interface TransferReference {
  readonly account?: string;
  readonly domain: string;
}

/** True for `{ account?, domain }`. */
export function isTransferReference(argument: unknown): argument is TransferReference {
  if (typeof argument !== "object" || argument === null || !("domain" in argument)) return false;
  const account = "account" in argument ? argument.account : undefined;
  return typeof argument.domain === "string" && ["string", "undefined"].includes(typeof account);
}

/** A transfer by domain: from the list, otherwise requested from Joker.com. */
async function resolveReference(
  context: CommandContext,
  { account: id, domain }: TransferReference,
): Promise<TransferSelection> {
  const account = id === undefined ? context.accounts.requireCurrent() : await context.accounts.requireById(id);
  const listedTransfers = context.accounts.current === account ? context.appState.transfers.value : undefined;
  const transfer = listedTransfers?.find((one) => one.domain === domain) ?? (await fetchTransfer(account, domain));
  return { account, transfers: [transfer] };
}

async function fetchTransfer({ session }: Account, domain: string): Promise<Transfer> {
  const fields = await showTransfer(session.call, domain);
  const valueOf = (name: string) => findField(fields, name) ?? "";
  const state = valueOf("status") || valueOf("state");
  return {
    domain,
    state,
    ownerEmail: valueOf("owner_email"),
    adminEmail: valueOf("admin_email"),
    fields: new Map(fields),
  };
}

/** True for a row of the tree. */
export function isTransferRow(row: unknown): row is { transfer: Transfer } {
  return typeof row === "object" && row !== null && "transfer" in row;
}

/** The transfer in the current list; undefined when it has left the list. Without a list, `transfer` itself. */
export function findCurrentTransfer(
  { accounts, appState }: CommandContext,
  account: Account,
  transfer: Transfer,
): Transfer | undefined {
  const currentTransfers = accounts.current === account ? appState.transfers.value : undefined;
  return currentTransfers ? currentTransfers.find(({ domain }) => domain === transfer.domain) : transfer;
}
