import * as vscode from "vscode";
import { markedText, nameOf, type Account } from "../../account/model";
import { resultSubject } from "../../data/mishaps";
import { canDelete, isFinished, type Result } from "../../dmapi/model";
import { deleteResult, listResults } from "../../dmapi/results";
import { HumanError } from "../../workbench/human-error";
import { confirm, tell } from "../../workbench/messages";
import { settings } from "../../workbench/settings";
import { act, afterwards, requireRight, requireSame, type Desk } from "../desk";
import type { Documents } from "../documents";
import { listed } from "../lists";
import { doMany, noted } from "../many";
import { tellOutcomes } from "../outcomes";
import { askAge } from "./result-age";
import { isBefore } from "./result-day";
import { idOf, titleOf, type MeantResults } from "./which-results";

/** What this window deleted, by account and id: lists and rows which say otherwise are old. */
const deleted = new Set<string>();
const remembered = 100_000;

function actionName(): string {
  return vscode.l10n.t("Delete Result");
}

function keyOf(account: Account, result: Result): string {
  return `${account.id} delete ${idOf(result)}`;
}

async function deleteOnce(account: Account, result: Result): Promise<void> {
  await deleteResult(account.session.call, result);
  if (deleted.size >= remembered) deleted.clear();
  deleted.add(keyOf(account, result));
}

function objectionTo(account: Account, result: Result): string | undefined {
  return deleted.has(keyOf(account, result)) ? vscode.l10n.t("This result has already been deleted.") : undefined;
}

/** Deletes the finished ones among results after one question. */
export async function deleteResults(desk: Desk, documents: Documents, meant: MeantResults): Promise<void> {
  const { account } = meant;
  const those = meant.results.filter(canDelete);
  const [first, ...more] = those;
  if (!first) throw new HumanError(nothingToDelete(meant.results));
  if (!(await confirm(question(meant, those)))) return;
  await requireSame(desk, account);
  if (more.length > 0) await deleteMany(desk, documents, { account, results: those });
  else await deleteOne(desk, account, first);
}

function nothingToDelete(results: readonly Result[]): string {
  return results.some(isFinished)
    ? vscode.l10n.t("This result has already been deleted.")
    : vscode.l10n.t("This request is still in progress. Only finished results can be deleted.");
}

/** Deletes all finished results of the period the view looks at. */
export async function deleteFinished(desk: Desk, documents: Documents): Promise<void> {
  const account = requireRight(desk, "results");
  const finished = await loadFinished(account, settings.resultsDays());
  if (finished.length === 0) throw new HumanError(vscode.l10n.t("There are no finished results to delete."));
  const sure = await confirm({
    message: vscode.l10n.t("Delete {0} finished results?", finished.length),
    detail: detailOf(account, [
      vscode.l10n.t(
        "Includes all finished results of the last {0} days, even if the view shows fewer.",
        settings.resultsDays(),
      ),
      countsText(finished),
    ]),
    ...buttons(),
  });
  if (!sure) return;
  await requireSame(desk, account);
  await deleteMany(desk, documents, { account, results: finished });
}

/** Joker.com keeps contents no longer. */
const keptDays = 90;

/** Deletes all finished results from before a day the user chooses. */
export async function deleteOlder(desk: Desk, documents: Documents): Promise<void> {
  const account = requireRight(desk, "results");
  const day = await askAge(vscode.l10n.t("Clear Older Results"), desk.clock());
  if (day === undefined) return;
  const old = (await loadFinished(account, keptDays)).filter((result) => isBefore(result, day));
  if (old.length === 0) throw new HumanError(vscode.l10n.t("There are no finished results from before {0}.", day));
  const sure = await confirm({
    message: vscode.l10n.t("Delete {1} finished results from before {0}?", day, old.length),
    detail: detailOf(account, [countsText(old)]),
    ...buttons(),
  });
  if (!sure) return;
  await requireSame(desk, account);
  await deleteMany(desk, documents, { account, results: old });
}

async function loadFinished({ session }: Account, period: number): Promise<Result[]> {
  const location = { viewId: "joker.results" };
  const results = await vscode.window.withProgress({ location }, () => listResults(session.call, { period }));
  return results.filter(isFinished);
}

async function deleteOne(desk: Desk, account: Account, result: Result): Promise<void> {
  await act("results", keyOf(account, result), async () => {
    const objection = objectionTo(account, result);
    if (objection !== undefined) throw new HumanError(objection);
    const deed = { account, action: actionName(), subject: resultSubject(result) };
    await afterwards(noted(desk, deed, deleteOnce(account, result)), desk.data.results);
  });
  const text = vscode.l10n.t("The result of {0} for {1} was deleted.", result.requestType, result.object);
  tell(markedText(text, account));
}

async function deleteMany(desk: Desk, documents: Documents, { account, results }: MeantResults): Promise<void> {
  const outcomes = await doMany(
    desk,
    {
      account,
      title: vscode.l10n.t("Deleting results"),
      action: actionName(),
      subjectOf: resultSubject,
      keyOf: (result) => keyOf(account, result),
      nameOf: titleOf,
      run: (result) => deleteOnce(account, result),
      objection: (result) => objectionTo(account, result),
      refresh: [desk.data.results],
    },
    results,
  );
  const summary = {
    title: vscode.l10n.t("Delete {0} results", results.length),
    account,
    nameOf: titleOf,
    at: desk.clock(),
    allDone: vscode.l10n.t("{0} of {1} results were deleted.", results.length, results.length),
    again: (left: readonly Result[]) => deleteResults(desk, documents, { account, results: left }),
  };
  await tellOutcomes(documents, summary, outcomes);
}

function question({ account, results }: MeantResults, those: readonly Result[]) {
  const [first] = those;
  if (those.length === 1 && first && results.length === 1) {
    return {
      message: vscode.l10n.t("Delete the result of {0} for {1}?", first.requestType, first.object),
      detail: detailOf(account, [vscode.l10n.t("Proc ID: {0}", first.procId)]),
      yes: actionName(),
      no: vscode.l10n.t("Keep Result"),
    };
  }
  const pending = results.filter((result) => !isFinished(result)).length;
  const gone = results.length - those.length - pending;
  const lines = [
    countsText(those),
    listed(those.map(titleOf)),
    ...(pending > 0 ? [vscode.l10n.t("Skipped, still in progress: {0}", pending)] : []),
    ...(gone > 0 ? [vscode.l10n.t("Skipped, already deleted: {0}", gone)] : []),
  ];
  const message = vscode.l10n.t("Delete {0} results?", those.length);
  return { message, detail: detailOf(account, lines), ...buttons() };
}

function buttons() {
  return { yes: vscode.l10n.t("Delete Results"), no: vscode.l10n.t("Keep Results") };
}

function countsText(results: readonly Result[]): string {
  const failed = results.filter(({ status }) => status === "nack").length;
  return vscode.l10n.t("Succeeded: {0}, failed: {1}", results.length - failed, failed);
}

function detailOf(account: Account, lines: readonly string[]): string {
  const lost = vscode.l10n.t("This cannot be undone. Joker.com keeps only the status.");
  return [vscode.l10n.t("Account: {0}", nameOf(account)), ...lines, lost].join("\n");
}
