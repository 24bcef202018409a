import * as vscode from "vscode";
import { nameOf, type Account } from "../account/model";
import { explain } from "../account/explain";
import { resultStatusText } from "../data/wording";
import { isFinished, type Result } from "../dmapi/model";
import { deleteResult, retrieveResult, type ResultContent } from "../dmapi/results";
import { HumanError } from "../workbench/human-error";
import { plain } from "../workbench/plain";
import { confirm, pickFrom, tell, withProgress } from "../workbench/messages";
import type { Documents } from "./documents";
import { act, afterwards, refreshNow, register, requireSame, valueOf, type Desk } from "./desk";

/** Commands about the answers to asynchronous requests; each takes its row, or asks which result is meant. */
export function registerResultCommands(desk: Desk, documents: Documents): vscode.Disposable {
  documents.provide("joker-result", (id) => resultText(desk, id));
  return register(desk, {
    "joker.results.refresh": () => refreshNow(desk, desk.data.results),
    "joker.result.open": (row) => open(desk, documents, row),
    "joker.result.delete": (row) => deleteOne(desk, row),
    "joker.results.deleteFinished": () => deleteFinished(desk),
  });
}

async function open(desk: Desk, documents: Documents, row: unknown): Promise<void> {
  const result = await meant(desk, row, vscode.l10n.t("Open Result"), () => true);
  if (!result) return;
  const title = [result.requestType, result.object, result.procId].filter((part) => part !== "").join(" ");
  const id = new URLSearchParams({ "proc-id": result.procId, svtrid: result.svTrId });
  await documents.open("joker-result", title, id.toString());
}

async function resultText({ accounts }: Desk, id: string): Promise<string> {
  const ids = new URLSearchParams(id);
  const content = await retrieveResult(accounts.require().session.call, {
    procId: ids.get("proc-id") ?? "",
    svTrId: ids.get("svtrid") ?? "",
  });
  return textOf(content);
}

function textOf({ headers, fields, text }: ResultContent): string {
  const lines = (pairs: ResultContent["fields"]) => pairs.map(([name, value]) => `${name}: ${value}`);
  return [...lines(headers), "", ...lines(fields), "", text].join("\n").trimEnd() + "\n";
}

async function deleteOne(desk: Desk, row: unknown): Promise<void> {
  const account = desk.accounts.require();
  const result = await meant(desk, row, vscode.l10n.t("Delete Result"), isFinished);
  if (!result) return;
  const sure = await confirm({
    message: vscode.l10n.t("Delete the result of {0} for {1}?", result.requestType, result.object),
    detail: deleteDetail(account, vscode.l10n.t("Proc-ID: {0}", result.procId)),
    yes: vscode.l10n.t("Delete Result"),
    no: vscode.l10n.t("Keep Result"),
  });
  if (!sure) return;
  requireSame(desk, account);
  await act("results", `delete ${result.svTrId} ${result.procId}`, () =>
    afterwards(deleteResult(account.session.call, result), desk.data.results),
  );
  tell(vscode.l10n.t("The result of {0} for {1} was deleted.", result.requestType, result.object));
}

function deleteDetail(account: Account, which: string): string {
  const lost = vscode.l10n.t("The content is gone for good; Joker.com keeps the status alone.");
  return [vscode.l10n.t("Account: {0}", nameOf(account)), which, lost].join("\n");
}

async function deleteFinished(desk: Desk): Promise<void> {
  const account = desk.accounts.require();
  const finished = (await valueOf(desk, desk.data.results)).filter(isFinished);
  if (finished.length === 0) throw new HumanError(vscode.l10n.t("There is no finished result to delete."));
  const failed = finished.filter(({ status }) => status === "nack").length;
  const sure = await confirm({
    message: vscode.l10n.t("Delete all finished results ({0})?", finished.length),
    detail: deleteDetail(account, vscode.l10n.t("Succeeded: {0}, failed: {1}", finished.length - failed, failed)),
    yes: vscode.l10n.t("Delete Results"),
    no: vscode.l10n.t("Keep Results"),
  });
  if (!sure) return;
  requireSame(desk, account);
  tellOutcome(await afterwards(deleteAll(account, finished), desk.data.results), finished.length);
}

/** Deletes one after the other, so that a stop between two leaves no doubt; gives what went wrong. */
function deleteAll({ session }: Account, results: readonly Result[]): Promise<{ deleted: number; problems: string[] }> {
  return withProgress(vscode.l10n.t("Deleting results"), async (progress, token) => {
    const outcome = { deleted: 0, problems: new Array<string>() };
    for (const result of results) {
      if (token.isCancellationRequested) break;
      progress.report({ message: plain(result.object), increment: 100 / results.length });
      try {
        await deleteResult(session.call, result);
        outcome.deleted += 1;
      } catch (error) {
        outcome.problems.push(`${result.object}: ${explain(error).message}`);
      }
    }
    return outcome;
  });
}

function tellOutcome({ deleted, problems }: { deleted: number; problems: string[] }, wanted: number): void {
  const done = vscode.l10n.t("{0} of {1} results were deleted.", deleted, wanted);
  if (problems.length > 0) throw new HumanError([done, ...problems.slice(0, 5)].join(" "));
  tell(done);
}

/** The result of `row`, or the one the user picks. */
async function meant(
  desk: Desk,
  row: unknown,
  title: string,
  suits: (result: Result) => boolean,
): Promise<Result | undefined> {
  desk.accounts.require();
  if (isResultRow(row)) return row.result;
  const results = await valueOf(desk, desk.data.results);
  const items = results.filter(suits).map((result) => ({
    label: result.object || result.requestType,
    description: `${result.requestType} · ${resultStatusText(result.status)}`,
    detail: `${result.timeStamp} · Proc-ID ${result.procId}`,
    result,
  }));
  const empty = vscode.l10n.t("There is no such result.");
  return (await pickFrom(items, { title, placeholder: vscode.l10n.t("Which result?"), empty }))?.result;
}

function isResultRow(row: unknown): row is { result: Result } {
  return typeof row === "object" && row !== null && "result" in row;
}
