import * as vscode from "vscode";
import { canDelete } from "../dmapi/model";
import { deleteFinished, deleteOlder, deleteResults } from "./results/delete-results";
import { refreshNow, register, requireRight, type Desk } from "./desk";
import type { Documents } from "./documents";
import { exportResults } from "./results/export-results";
import { documentCommands, openResult, resultDocuments } from "./results/open-result";
import { Waits } from "./results/wait-result";
import { whichResults } from "./results/which-results";

/** Commands about the answers to asynchronous requests; each takes its rows, or asks which result is meant. */
export function registerResultCommands(desk: Desk, summaries: Documents): vscode.Disposable {
  const { documents, disposable } = resultDocuments(desk);
  const waits = new Waits(desk);
  const restored = desk.accounts.onDidChange(({ kind }) => {
    if (kind === "restoring") return;
    restored.dispose();
    void waits.resume();
  });
  const commands = register(desk, {
    "joker.results.refresh": () => refreshNow(desk, desk.data.results),
    "joker.result.open": (argument) => openResult(desk, documents, argument),
    "joker.result.delete": (row, selected) => deleteChosen(desk, summaries, row, selected),
    "joker.results.deleteFinished": () => deleteFinished(desk, summaries),
    "joker.results.deleteOlder": () => deleteOlder(desk, summaries),
    "joker.results.exportCsv": () => exportResults(desk),
    "joker.result.wait": (argument) => waits.begin(argument),
    "joker.result.waiting": () => waits.list(),
    ...documentCommands(documents),
  });
  return vscode.Disposable.from(commands, restored, waits, disposable);
}

async function deleteChosen(desk: Desk, summaries: Documents, row: unknown, selected: unknown): Promise<void> {
  requireRight(desk, "results");
  const which = { title: vscode.l10n.t("Delete Result"), suits: canDelete };
  const meant = await whichResults(desk, row, selected, which);
  if (meant) await deleteResults(desk, summaries, meant);
}
