import * as vscode from "vscode";
import { isFinished } from "../dmapi/model";
import { retrieveResult, type ResultContent } from "../dmapi/results";
import { deleteFinished, deleteOlder, deleteResults } from "./delete-results";
import { refreshNow, register, type Desk } from "./desk";
import type { Documents } from "./documents";
import { titleOf, whichResults } from "./which-results";

/** Commands about the answers to asynchronous requests; each takes its rows, or asks which result is meant. */
export function registerResultCommands(desk: Desk, documents: Documents): vscode.Disposable {
  documents.provide("joker-result", (id) => resultText(desk, id));
  return register(desk, {
    "joker.results.refresh": () => refreshNow(desk, desk.data.results),
    "joker.result.open": (row) => open(desk, documents, row),
    "joker.result.delete": (row, selected) => deleteChosen(desk, documents, row, selected),
    "joker.results.deleteFinished": () => deleteFinished(desk, documents),
    "joker.results.deleteOlder": () => deleteOlder(desk, documents),
  });
}

async function open(desk: Desk, documents: Documents, row: unknown): Promise<void> {
  const which = { title: vscode.l10n.t("Open Result"), suits: () => true };
  const [result] = (await whichResults(desk, row, undefined, which))?.results ?? [];
  if (!result) return;
  const id = new URLSearchParams({ "proc-id": result.procId, svtrid: result.svTrId });
  await documents.open("joker-result", titleOf(result), id.toString());
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

async function deleteChosen(desk: Desk, documents: Documents, row: unknown, selected: unknown): Promise<void> {
  const which = { title: vscode.l10n.t("Delete Result"), suits: isFinished };
  const meant = await whichResults(desk, row, selected, which);
  if (meant) await deleteResults(desk, documents, meant);
}
