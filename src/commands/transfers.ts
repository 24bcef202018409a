import * as vscode from "vscode";
import type { TransferPages } from "../detail/pages";
import { canResendFoa, mayCancel } from "../dmapi/model";
import { cancelTransfers } from "./transfers/cancel-transfer";
import { refreshNow, register, requireRight, type Desk } from "./desk";
import type { Documents } from "./documents";
import { resendFoas } from "./transfers/resend-foa";
import { closeWithAccount, transferPages, transferSource } from "./transfers/show-transfer";
import { isNamed, isTransferRow, whichTransfers, type Named } from "./transfers/which-transfers";

/** Commands about pending transfers; each takes the rows it was called on, or asks which transfer is meant. */
export function registerTransferCommands(desk: Desk, documents: Documents): vscode.Disposable {
  const pages = transferPages(desk);
  const commands = register(desk, {
    "joker.transfers.refresh": () => refreshNow(desk, desk.data.transfers),
    "joker.transfer.show": (row) => show(desk, pages, row),
    "joker.transfer.resendFoa": (row, selected) => resend(desk, documents, row, selected),
    "joker.transfer.cancel": (row, selected) => cancel(desk, documents, row, selected),
  });
  return vscode.Disposable.from(commands, pages, closeWithAccount(desk, pages));
}

/** A row that is clicked leaves the keyboard in the tree; who asks by name or from the palette wants to read. */
async function show(desk: Desk, pages: TransferPages, row: unknown): Promise<void> {
  const meant = isNamed(row) ? await named(desk, row) : await listed(desk, row);
  if (meant) pages.show(transferSource(desk, meant.account, meant.domain), isTransferRow(row));
}

async function listed(desk: Desk, row: unknown) {
  const meant = await whichTransfers(desk, row, undefined, {
    title: vscode.l10n.t("Show Transfer"),
    suits: () => true,
    empty: vscode.l10n.t("No transfers are pending."),
  });
  const [transfer] = meant?.transfers ?? [];
  return meant && transfer && { account: meant.account, domain: transfer.domain };
}

/** The page itself asks about the transfer, so that it can say what is wrong with it. */
async function named({ accounts }: Desk, { account, domain }: Named) {
  return { account: account === undefined ? accounts.require() : await accounts.use(account), domain };
}

async function requireRightFor(desk: Desk, row: unknown): Promise<void> {
  const named = isNamed(row) && row.account !== undefined ? await desk.accounts.use(row.account) : undefined;
  requireRight(desk, "transfers", named);
}

async function resend(desk: Desk, documents: Documents, row: unknown, selected: unknown): Promise<void> {
  await requireRightFor(desk, row);
  const meant = await whichTransfers(desk, row, selected, {
    title: vscode.l10n.t("Resend FOA"),
    suits: canResendFoa,
    empty: vscode.l10n.t(
      "No transfer is waiting for the owner. An FOA can be resent only while waiting for the owner.",
    ),
  });
  if (meant) await resendFoas(desk, documents, meant);
}

async function cancel(desk: Desk, documents: Documents, row: unknown, selected: unknown): Promise<void> {
  await requireRightFor(desk, row);
  const meant = await whichTransfers(desk, row, selected, {
    title: vscode.l10n.t("Cancel Transfer"),
    suits: mayCancel,
    empty: vscode.l10n.t("No transfer can be canceled."),
  });
  if (meant) await cancelTransfers(desk, documents, meant);
}
