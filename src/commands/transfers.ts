import * as vscode from "vscode";
import { stateHint, stateText } from "../data/transfer-texts";
import { canResendFoa, mayCancel } from "../dmapi/model";
import { showTransfer } from "../dmapi/transfers";
import { cancelTransfers } from "./cancel-transfer";
import { refreshNow, register, type Desk } from "./desk";
import type { Documents } from "./documents";
import { resendFoas } from "./resend-foa";
import { whichTransfers } from "./which-transfers";

/** Commands about pending transfers; each takes the rows it was called on, or asks which transfer is meant. */
export function registerTransferCommands(desk: Desk, documents: Documents): vscode.Disposable {
  documents.provide("joker-transfer", (domain) => transferText(desk, domain));
  return register(desk, {
    "joker.transfers.refresh": () => refreshNow(desk, desk.data.transfers),
    "joker.transfer.show": (row) => show(desk, documents, row),
    "joker.transfer.resendFoa": (row, selected) => resend(desk, documents, row, selected),
    "joker.transfer.cancel": (row, selected) => cancel(desk, documents, row, selected),
  });
}

async function show(desk: Desk, documents: Documents, row: unknown): Promise<void> {
  const meant = await whichTransfers(desk, row, undefined, {
    title: vscode.l10n.t("Show Transfer"),
    suits: () => true,
    empty: vscode.l10n.t("No transfer is pending."),
  });
  const [transfer] = meant?.transfers ?? [];
  if (transfer) await documents.open("joker-transfer", transfer.domain, transfer.domain);
}

async function transferText({ accounts }: Desk, domain: string): Promise<string> {
  const fields = await showTransfer(accounts.require().session.call, domain);
  const state = fields.find(([name]) => name === "status")?.[1] ?? "";
  const said = [stateText(state), stateHint(state)].filter((text) => text !== "").map((text) => `# ${text}`);
  return [...said, ...fields.map(([name, value]) => `${name}: ${value}`), ""].join("\n");
}

async function resend(desk: Desk, documents: Documents, row: unknown, selected: unknown): Promise<void> {
  const meant = await whichTransfers(desk, row, selected, {
    title: vscode.l10n.t("Resend FOA"),
    suits: canResendFoa,
    empty: vscode.l10n.t("No transfer waits for an FOA: it can be sent again only while the owner has not answered."),
  });
  if (meant) await resendFoas(desk, documents, meant);
}

async function cancel(desk: Desk, documents: Documents, row: unknown, selected: unknown): Promise<void> {
  const meant = await whichTransfers(desk, row, selected, {
    title: vscode.l10n.t("Cancel Transfer"),
    suits: mayCancel,
    empty: vscode.l10n.t("There is no transfer that could be cancelled."),
  });
  if (meant) await cancelTransfers(desk, documents, meant);
}
