import * as vscode from "vscode";
import type { Account } from "../account/model";
import { stateText } from "../data/transfer-texts";
import type { Transfer } from "../dmapi/model";
import { pickFrom } from "../workbench/messages";
import { valueOf, type Desk } from "./desk";

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
  return (await pickFrom(items, { title, placeholder: vscode.l10n.t("Which transfer?"), empty }))?.transfer;
}

function isTransferRow(row: unknown): row is { transfer: Transfer } {
  return typeof row === "object" && row !== null && "transfer" in row;
}

/** The transfer as the last refresh knows it; undefined when it is in the list no more. `transfer` itself without a list. */
export function asKnownNow({ data }: Desk, transfer: Transfer): Transfer | undefined {
  const known = data.transfers.value;
  return known ? known.find(({ domain }) => domain === transfer.domain) : transfer;
}
