import * as vscode from "vscode";
import type { TransferPanels } from "../../transfer-panel/transfer-panels";
import { canCancel, canResendFoa } from "../../state/transfer-states";
import { cancelTransfers } from "./cancel-transfer";
import { refreshNow, requirePermission, type CommandContext } from "../command-context";
import type { ReadOnlyDocuments } from "../../workbench/read-only-documents";
import { resendFoas } from "./resend-foa";
import { closeSignedOutPanels, createTransferPanels, createTransferSource } from "./show-transfer";
import {
  isTransferReference,
  isTransferRow,
  resolveTransferSelection,
  type TransferReference,
} from "./resolve-selection";

/** Registers the commands about transfers; each acts on the selected rows, or asks for a transfer. */
export function registerTransferCommands(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
): vscode.Disposable {
  const pages = createTransferPanels(context, readOnlyDocuments);
  context.registry.addHandlers({
    "joker.transfers.refresh": () => refreshNow(context, context.appState.transfers),
    "joker.transfer.show": (row) => showTransferPanel(context, pages, row),
    "joker.transfer.resendFoa": (row, selected) =>
      resendSelected(context, readOnlyDocuments, ...withDefaultTarget(context, pages, row, selected)),
    "joker.transfer.cancel": (row, selected) =>
      cancelSelected(context, readOnlyDocuments, ...withDefaultTarget(context, pages, row, selected)),
  });
  return closeSignedOutPanels(context, pages);
}

/** From the palette, a command acts on the active page, then on the selected rows; without either it asks. */
function withDefaultTarget(
  context: CommandContext,
  pages: TransferPanels,
  row: unknown,
  selected: unknown,
): [row: unknown, selected: unknown] {
  if (row !== undefined) return [row, selected];
  const { active } = pages;
  if (active) return [{ account: active.source.account.id, domain: active.source.domain }, undefined];
  return [undefined, context.getSelectedRows("transfers")];
}

/** Clicking a row keeps the focus in the tree; calls by name or from the palette focus the page. */
async function showTransferPanel(context: CommandContext, pages: TransferPanels, row: unknown): Promise<void> {
  const target = isTransferReference(row) ? await resolveReference(context, row) : await resolveListed(context, row);
  if (target) pages.show(createTransferSource(context, target.account, target.domain), isTransferRow(row));
}

async function resolveListed(context: CommandContext, row: unknown) {
  const selection = await resolveTransferSelection(context, row, undefined, {
    title: vscode.l10n.t("Show Transfer"),
    isEligible: () => true,
    empty: vscode.l10n.t("No transfers are pending."),
  });
  const [transfer] = selection?.transfers ?? [];
  return selection && transfer && { account: selection.account, domain: transfer.domain };
}

/** The page requests the transfer itself, so that it can show a failure. */
async function resolveReference({ accounts }: CommandContext, { account, domain }: TransferReference) {
  return { account: account === undefined ? accounts.requireCurrent() : await accounts.requireById(account), domain };
}

async function requirePermissionFor(context: CommandContext, row: unknown): Promise<void> {
  const account =
    isTransferReference(row) && row.account !== undefined ? await context.accounts.requireById(row.account) : undefined;
  requirePermission(context, "transfers", account);
}

async function resendSelected(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
  row: unknown,
  selected: unknown,
): Promise<void> {
  await requirePermissionFor(context, row);
  const selection = await resolveTransferSelection(context, row, selected, {
    title: vscode.l10n.t("Resend FOA"),
    isEligible: canResendFoa,
    empty: vscode.l10n.t(
      "No transfer is waiting for the owner. An FOA can be resent only while its transfer is waiting for the owner.",
    ),
  });
  if (selection) await resendFoas(context, readOnlyDocuments, selection);
}

async function cancelSelected(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
  row: unknown,
  selected: unknown,
): Promise<void> {
  await requirePermissionFor(context, row);
  const selection = await resolveTransferSelection(context, row, selected, {
    title: vscode.l10n.t("Cancel Transfer"),
    isEligible: canCancel,
    empty: vscode.l10n.t("No transfer can be canceled."),
  });
  if (selection) await cancelTransfers(context, readOnlyDocuments, selection);
}
