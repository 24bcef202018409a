import * as vscode from "vscode";
import { markedText, nameOf } from "../../account/model";
import { transferSubject } from "../../data/mishaps";
import { stateText } from "../../data/transfer-texts";
import { canResendFoa, type Transfer } from "../../dmapi/model";
import { resendFoa } from "../../dmapi/transfers";
import { HumanError } from "../../workbench/human-error";
import { confirm, tell } from "../../workbench/messages";
import { act, afterwards, burst, requireSame, type Desk } from "../desk";
import type { Documents } from "../documents";
import { listed } from "../lists";
import { doMany, noted } from "../many";
import { tellOutcomes } from "../outcomes";
import { asKnownNow, type Meant } from "./which-transfers";

/** Sends the FOA of one transfer again at once, or of several after a question. */
export async function resendFoas(desk: Desk, documents: Documents, meant: Meant): Promise<void> {
  const [first, ...more] = meant.transfers;
  if (first && more.length === 0) await resendOne(desk, meant, first);
  else await resendMany(desk, documents, meant);
}

function actionName(): string {
  return vscode.l10n.t("Resend FOA");
}

function keyOf({ account }: Meant, { domain }: Transfer): string {
  return `${account.id} resend ${domain}`;
}

async function resendOne(desk: Desk, meant: Meant, transfer: Transfer): Promise<void> {
  const { account } = meant;
  const objection = objectionTo(transfer);
  if (objection !== undefined) throw new HumanError(objection);
  await requireSame(desk, account);
  const { transfers, results } = desk.data;
  burst(desk, account, [transfer]);
  const deed = { account, action: actionName(), subject: transferSubject(transfer) };
  await act("transfers", keyOf(meant, transfer), () =>
    afterwards(noted(desk, deed, resendFoa(account.session.call, transfer.domain)), transfers, results),
  );
  const text = vscode.l10n.t("FOA for {0} resent to {1}.", transfer.domain, recipientOf(transfer));
  tell(markedText(text, account));
}

function objectionTo(transfer: Transfer): string | undefined {
  if (canResendFoa(transfer)) return undefined;
  return vscode.l10n.t(
    "The FOA for {0} can be resent only while waiting for the owner. Current state: {1}.",
    transfer.domain,
    stateText(transfer.state),
  );
}

function recipientOf({ ownerEmail, adminEmail }: Transfer): string {
  return ownerEmail || adminEmail || vscode.l10n.t("the owner");
}

async function resendMany(desk: Desk, documents: Documents, meant: Meant): Promise<void> {
  const { account } = meant;
  const those = meant.transfers.filter(canResendFoa);
  if (those.length === 0) {
    throw new HumanError(
      vscode.l10n.t(
        "None of these transfers is waiting for the owner. An FOA can be resent only while waiting for the owner.",
      ),
    );
  }
  if (!(await confirm(question(meant, those)))) return;
  await requireSame(desk, account);
  burst(desk, account, those);
  const outcomes = await doMany(
    desk,
    {
      account,
      title: vscode.l10n.t("Resending FOAs"),
      action: actionName(),
      subjectOf: transferSubject,
      keyOf: (transfer) => keyOf(meant, transfer),
      nameOf: ({ domain }) => domain,
      run: ({ domain }) => resendFoa(account.session.call, domain),
      objection: (transfer) => objectionTo(asKnownNow(desk, account, transfer) ?? { ...transfer, state: gone() }),
      refresh: [desk.data.transfers, desk.data.results],
    },
    those,
  );
  const summary = {
    title: vscode.l10n.t("Resend FOAs for {0} transfers", those.length),
    account,
    nameOf: ({ domain }: Transfer) => domain,
    at: desk.clock(),
    allDone: vscode.l10n.t("FOAs for {0} transfers resent.", those.length),
    again: (transfers: readonly Transfer[]) => resendFoas(desk, documents, { account, transfers }),
  };
  await tellOutcomes(documents, summary, outcomes);
}

function gone(): string {
  return vscode.l10n.t("no longer pending");
}

function question({ account, transfers }: Meant, those: readonly Transfer[]) {
  const leftOut = transfers.length - those.length;
  const lines = [
    vscode.l10n.t("Account: {0}", nameOf(account)),
    listed(those.map((transfer) => `${transfer.domain} → ${recipientOf(transfer)}`)),
    leftOut > 0 ? vscode.l10n.t("Skipped, not waiting for the owner: {0}", leftOut) : "",
  ];
  return {
    message: vscode.l10n.t("Resend FOAs for {0} transfers?", those.length),
    detail: lines.filter((line) => line !== "").join("\n"),
    yes: vscode.l10n.t("Resend FOAs"),
    no: vscode.l10n.t("Don't Resend"),
  };
}
