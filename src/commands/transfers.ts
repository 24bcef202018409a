import * as vscode from "vscode";
import { nameOf } from "../account/model";
import { stateHint, stateText } from "../data/transfer-texts";
import { canResendFoa, cancelIsDocumented, mayCancel, type Transfer } from "../dmapi/model";
import { cancelTransfer, resendFoa, showTransfer } from "../dmapi/transfers";
import { HumanError } from "../workbench/human-error";
import { confirm, pickFrom, tell } from "../workbench/messages";
import type { Documents } from "./documents";
import { act, afterwards, refreshNow, register, requireSame, valueOf, type Desk } from "./desk";

/** Commands about pending transfers; each takes the row it was called on, or asks which transfer is meant. */
export function registerTransferCommands(desk: Desk, documents: Documents): vscode.Disposable {
  documents.provide("joker-transfer", (domain) => transferText(desk, domain));
  return register(desk, {
    "joker.transfers.refresh": () => refreshNow(desk, desk.data.transfers),
    "joker.transfer.show": (row) => show(desk, documents, row),
    "joker.transfer.resendFoa": (row) => resend(desk, row),
    "joker.transfer.cancel": (row) => cancel(desk, row),
  });
}

async function show(desk: Desk, documents: Documents, row: unknown): Promise<void> {
  const transfer = await meant(desk, row, {
    title: vscode.l10n.t("Show Transfer"),
    suits: () => true,
    empty: vscode.l10n.t("No transfer is pending."),
  });
  if (transfer) await documents.open("joker-transfer", transfer.domain, transfer.domain);
}

async function transferText({ accounts }: Desk, domain: string): Promise<string> {
  const fields = await showTransfer(accounts.require().session.call, domain);
  const state = fields.find(([name]) => name === "status")?.[1] ?? "";
  const said = [stateText(state), stateHint(state)].filter((text) => text !== "").map((text) => `# ${text}`);
  return [...said, ...fields.map(([name, value]) => `${name}: ${value}`), ""].join("\n");
}

async function resend(desk: Desk, row: unknown): Promise<void> {
  const account = desk.accounts.require();
  const transfer = await meant(desk, row, {
    title: vscode.l10n.t("Resend FOA"),
    suits: canResendFoa,
    empty: vscode.l10n.t("No transfer waits for an FOA: it can be sent again only while the owner has not answered."),
  });
  if (!transfer) return;
  if (!canResendFoa(transfer)) {
    throw new HumanError(
      vscode.l10n.t(
        "The FOA of {0} can be sent again only while the owner has not answered; the transfer is now: {1}.",
        transfer.domain,
        stateText(transfer.state),
      ),
    );
  }
  requireSame(desk, account);
  const { transfers, results } = desk.data;
  await act("transfers", `resend ${transfer.domain}`, () =>
    afterwards(resendFoa(account.session.call, transfer.domain), transfers, results),
  );
  tell(vscode.l10n.t("The FOA of {0} was sent again to {1}.", transfer.domain, recipientOf(transfer)));
}

function recipientOf({ ownerEmail, adminEmail }: Transfer): string {
  return ownerEmail || adminEmail || vscode.l10n.t("the owner");
}

async function cancel(desk: Desk, row: unknown): Promise<void> {
  const account = desk.accounts.require();
  const transfer = await meant(desk, row, {
    title: vscode.l10n.t("Cancel Transfer"),
    suits: mayCancel,
    empty: vscode.l10n.t("There is no transfer that could be cancelled."),
  });
  if (!transfer) return;
  const sure = await confirm({
    message: vscode.l10n.t("Cancel the transfer of {0}?", transfer.domain),
    detail: cancelDetail(transfer, nameOf(account)),
    yes: vscode.l10n.t("Cancel Transfer"),
    no: vscode.l10n.t("Keep Transfer"),
  });
  if (!sure) return;
  requireSame(desk, account);
  const { transfers, results, account: balance } = desk.data;
  await act("transfers", `cancel ${transfer.domain}`, () =>
    afterwards(cancelTransfer(account.session.call, transfer.domain), transfers, results, balance),
  );
  tell(vscode.l10n.t("Joker.com was asked to cancel the transfer of {0}.", transfer.domain));
}

function cancelDetail(transfer: Transfer, account: string): string {
  const lines = [
    vscode.l10n.t("Account: {0}", account),
    vscode.l10n.t("State: {0} ({1})", stateText(transfer.state), transfer.state),
    cancelIsDocumented(transfer)
      ? vscode.l10n.t("This cannot be undone; a new transfer would have to be ordered.")
      : vscode.l10n.t(
          "DMAPI documents cancelling only for transfers that wait for the losing registrar ({0}), so Joker.com may refuse. What is cancelled cannot be undone.",
          "REGISTRY_REQUEST_RECEIVED_NOW_WAITING",
        ),
  ];
  return lines.join("\n");
}

interface Which {
  readonly title: string;
  readonly suits: (transfer: Transfer) => boolean;
  readonly empty: string;
}

/** The transfer of `row`, or the one the user picks. */
async function meant(desk: Desk, row: unknown, { title, suits, empty }: Which): Promise<Transfer | undefined> {
  desk.accounts.require();
  if (isTransferRow(row)) return row.transfer;
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
