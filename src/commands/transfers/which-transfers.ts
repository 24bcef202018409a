import * as vscode from "vscode";
import type { Account } from "../../account/model";
import { fieldOf } from "../../data/fields";
import { stateText } from "../../data/transfer-texts";
import type { Transfer } from "../../dmapi/model";
import { showTransfer } from "../../dmapi/transfers";
import { pickFrom } from "../../workbench/messages";
import { valueOf, type Desk } from "../desk";

/** What a command is about, and whose it is. */
export interface Meant {
  readonly account: Account;
  readonly transfers: readonly Transfer[];
}

export interface Which {
  readonly title: string;
  readonly suits: (transfer: Transfer) => boolean;
  readonly empty: string;
}

/**
 * The transfers of the row a command was called on and of those selected with it, or the one the user picks.
 * @returns undefined when the user picked none
 */
export async function whichTransfers(
  desk: Desk,
  row: unknown,
  selected: unknown,
  which: Which,
): Promise<Meant | undefined> {
  // A row names its domain too, but others may be selected with it.
  if (isNamed(row) && !isTransferRow(row)) return namedTransfer(desk, row);
  const account = desk.accounts.require();
  const rows = [...(Array.isArray(selected) ? (selected as unknown[]) : []), row].filter(isTransferRow);
  const byDomain = new Map(rows.map(({ transfer }) => [transfer.domain, transfer]));
  if (byDomain.size > 0) return { account, transfers: [...byDomain.values()] };
  const picked = await pickTransfer(desk, which);
  return picked && { account, transfers: [picked] };
}

async function pickTransfer(desk: Desk, { title, suits, empty }: Which): Promise<Transfer | undefined> {
  const transfers = await valueOf(desk, desk.data.transfers);
  const items = transfers.filter(suits).map((transfer) => ({
    label: transfer.domain,
    description: stateText(transfer.state),
    detail: transfer.ownerEmail,
    transfer,
  }));
  return (await pickFrom(items, { title, placeholder: vscode.l10n.t("Select a transfer"), empty }))?.transfer;
}

/** What other parts and links call the commands with. */
export interface Named {
  readonly account?: string;
  readonly domain: string;
}

/** True for `{ account?, domain }`. */
export function isNamed(argument: unknown): argument is Named {
  if (typeof argument !== "object" || argument === null || !("domain" in argument)) return false;
  const account = "account" in argument ? argument.account : undefined;
  return typeof argument.domain === "string" && ["string", "undefined"].includes(typeof account);
}

/** A transfer by name: as the list has it, or as Joker.com tells when it is asked about it. */
async function namedTransfer(desk: Desk, { account: id, domain }: Named): Promise<Meant> {
  const account = id === undefined ? desk.accounts.require() : await desk.accounts.use(id);
  const listed = desk.accounts.current === account ? desk.data.transfers.value : undefined;
  const transfer = listed?.find((one) => one.domain === domain) ?? (await askedTransfer(account, domain));
  return { account, transfers: [transfer] };
}

async function askedTransfer({ session }: Account, domain: string): Promise<Transfer> {
  const fields = await showTransfer(session.call, domain);
  const of = (name: string) => fieldOf(fields, name) ?? "";
  const state = of("status") || of("state");
  return { domain, state, ownerEmail: of("owner_email"), adminEmail: of("admin_email"), fields: new Map(fields) };
}

/** True for a row of the tree. */
export function isTransferRow(row: unknown): row is { transfer: Transfer } {
  return typeof row === "object" && row !== null && "transfer" in row;
}

/** The transfer as the last refresh knows it; undefined when it is in the list no more. `transfer` itself without a list. */
export function asKnownNow({ accounts, data }: Desk, account: Account, transfer: Transfer): Transfer | undefined {
  const known = accounts.current === account ? data.transfers.value : undefined;
  return known ? known.find(({ domain }) => domain === transfer.domain) : transfer;
}
