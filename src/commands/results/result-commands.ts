import * as vscode from "vscode";
import { canDeleteResult } from "../../dmapi/model";
import { deleteFinished, deleteOlder, deleteResults } from "./delete-results";
import { refreshNow, registerCommands, requirePermission, type CommandContext } from "../command-context";
import type { ReadOnlyDocuments } from "../../workbench/read-only-documents";
import { exportResults } from "./export-results";
import { createDocumentCommands, openResult, createResultDocuments } from "./open-result";
import { ResultWaiter } from "./result-waiter";
import { resolveResultSelection } from "./resolve-selection";

/** Registers the commands about results; each acts on the selected rows, or asks for a result. */
export function registerResultCommands(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
): vscode.Disposable {
  const { documents, disposable } = createResultDocuments(context);
  const resultWaiter = new ResultWaiter(context);
  const restoreListener = context.accounts.onDidChange(({ kind }) => {
    if (kind === "restoring") return;
    restoreListener.dispose();
    void resultWaiter.resume();
  });
  const commands = registerCommands(context, {
    "joker.results.refresh": () => refreshNow(context, context.appState.results),
    "joker.result.open": (argument) => openResult(context, documents, argument),
    "joker.result.delete": (row, selected) => deleteSelected(context, readOnlyDocuments, row, selected),
    "joker.results.deleteFinished": () => deleteFinished(context, readOnlyDocuments),
    "joker.results.deleteOlder": () => deleteOlder(context, readOnlyDocuments),
    "joker.results.exportCsv": () => exportResults(context),
    "joker.result.wait": (argument) => resultWaiter.start(argument),
    "joker.result.waiting": () => resultWaiter.showWaits(),
    ...createDocumentCommands(documents),
  });
  return vscode.Disposable.from(commands, restoreListener, resultWaiter, disposable);
}

async function deleteSelected(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
  row: unknown,
  selected: unknown,
): Promise<void> {
  requirePermission(context, "results");
  const prompt = { title: vscode.l10n.t("Delete Result"), suits: canDeleteResult };
  const selection = await resolveResultSelection(context, row, selected, prompt);
  if (selection) await deleteResults(context, readOnlyDocuments, selection);
}
