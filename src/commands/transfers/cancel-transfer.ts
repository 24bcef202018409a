import * as vscode from "vscode";
import { markedText } from "../../account/model";
import { transferSubject } from "../../data/mishaps";
import { stateText } from "../../data/transfer-texts";
import { mayCancel, type Transfer } from "../../dmapi/model";
import { cancelTransfer } from "../../dmapi/transfers";
import { HumanError } from "../../workbench/human-error";
import { confirm, tell } from "../../workbench/messages";
import { cancelDetail } from "./cancel-question";
import { act, afterwards, burst, requireSame, type Desk } from "../desk";
import type { Documents } from "../documents";
import { doMany, noted } from "../many";
import { tellOutcomes } from "../outcomes";
import { asKnownNow, type Meant } from "./which-transfers";

/** Cancels transfers after one question. */
export async function cancelTransfers(desk: Desk, documents: Documents, meant: Meant): Promise<void> {
  const those = meant.transfers.filter(mayCancel);
  const [first, ...more] = those;
  if (!first) throw new HumanError(nothingToCancel(meant.transfers));
  const sure = await confirm({
    message:
      more.length === 0
        ? vscode.l10n.t("Cancel the transfer of {0}?", first.domain)
        : vscode.l10n.t("Cancel {0} transfers?", those.length),
    detail: cancelDetail(
      meant,
      those,
      desk.accounts.current === meant.account ? desk.data.account.value?.balance : undefined,
    ),
    yes: more.length === 0 ? actionName() : vscode.l10n.t("Cancel Transfers"),
    no: more.length === 0 ? vscode.l10n.t("Keep Transfer") : vscode.l10n.t("Keep Transfers"),
  });
  if (!sure) return;
  await requireSame(desk, meant.account);
  burst(desk, meant.account, those);
  if (more.length === 0) await cancelOne(desk, meant, first);
  else await cancelMany(desk, documents, { ...meant, transfers: those });
}

function nothingToCancel(transfers: readonly Transfer[]): string {
  const [first, ...more] = transfers;
  if (!first || more.length > 0) return vscode.l10n.t("None of these transfers can be canceled.");
  return vscode.l10n.t(
    "The transfer of {0} can no longer be canceled. Current state: {1}.",
    first.domain,
    stateText(first.state),
  );
}

function actionName(): string {
  return vscode.l10n.t("Cancel Transfer");
}

function keyOf({ account }: Meant, { domain }: Transfer): string {
  return `${account.id} cancel ${domain}`;
}

async function cancelOne(desk: Desk, meant: Meant, transfer: Transfer): Promise<void> {
  const { transfers, results, account: balance } = desk.data;
  await act("transfers", keyOf(meant, transfer), async () => {
    const objection = objectionTo(desk, meant, transfer);
    if (objection !== undefined) throw new HumanError(objection);
    const deed = { account: meant.account, action: actionName(), subject: transferSubject(transfer) };
    const sent = cancelTransfer(meant.account.session.call, transfer.domain);
    await afterwards(noted(desk, deed, sent), transfers, results, balance);
  });
  const text = vscode.l10n.t("Cancellation requested for the transfer of {0}.", transfer.domain);
  tell(markedText(text, meant.account));
}

/** What a refresh that came while the question was open says against it. */
function objectionTo(desk: Desk, { account }: Meant, transfer: Transfer): string | undefined {
  const now = asKnownNow(desk, account, transfer);
  if (!now) return vscode.l10n.t("The transfer of {0} is no longer pending.", transfer.domain);
  return mayCancel(now) ? undefined : nothingToCancel([now]);
}

async function cancelMany(desk: Desk, documents: Documents, meant: Meant): Promise<void> {
  const { account, transfers } = meant;
  const { data } = desk;
  const outcomes = await doMany(
    desk,
    {
      account,
      title: vscode.l10n.t("Canceling transfers"),
      action: actionName(),
      subjectOf: transferSubject,
      keyOf: (transfer) => keyOf(meant, transfer),
      nameOf: ({ domain }) => domain,
      run: ({ domain }) => cancelTransfer(account.session.call, domain),
      objection: (transfer) => objectionTo(desk, meant, transfer),
      refresh: [data.transfers, data.results, data.account],
    },
    transfers,
  );
  const summary = {
    title: vscode.l10n.t("Cancel {0} transfers", transfers.length),
    account,
    nameOf: ({ domain }: Transfer) => domain,
    at: desk.clock(),
    allDone: vscode.l10n.t("Cancellation requested for {0} transfers.", transfers.length),
    again: (left: readonly Transfer[]) => cancelTransfers(desk, documents, { account, transfers: left }),
  };
  await tellOutcomes(documents, summary, outcomes);
}
