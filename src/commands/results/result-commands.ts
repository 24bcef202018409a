import * as vscode from "vscode";
import { whenRestored } from "../../accounts/when-restored";
import { canDeleteResult, type Result } from "../../dmapi/model";
import { deleteFinished, deleteOlder, deleteResults } from "./delete-results";
import { refreshNow, requirePermission, type CommandContext } from "../command-context";
import type { ReadOnlyDocuments } from "../../workbench/read-only-documents";
import { exportResults, exportResultsToWorkbook } from "./export-results";
import type { ResultDocument } from "../../result-documents/result-document";
import type { ResultDocuments } from "../../result-documents/result-documents";
import { createDocumentCommands, openResult, createResultDocuments } from "./open-result";
import { ResultWaiter } from "./result-waiter";
import { isResultRow, resolveResultSelection } from "./resolve-selection";
import { selectedRowsArgument } from "../views/selected-rows";

/** Registers the commands about results; each acts on the selected rows, or asks for a result. */
export function registerResultCommands(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
): vscode.Disposable {
  const { documents, disposable } = createResultDocuments(context);
  const resultWaiter = new ResultWaiter(context);
  void whenRestored(context.accounts).then(() => resultWaiter.resume());
  context.registry.addHandlers({
    "joker.results.refresh": () => refreshNow(context, context.appState.results),
    "joker.result.open": (argument) => openResult(context, documents, argument),
    "joker.result.delete": (row, selected) => {
      if (row === undefined) return deleteInFront(context, readOnlyDocuments, documents);
      return row === selectedRowsArgument
        ? deleteSelected(context, readOnlyDocuments, undefined, context.getSelectedRows("results"))
        : deleteSelected(context, readOnlyDocuments, row, selected);
    },
    "joker.results.deleteFinished": () => deleteFinished(context, readOnlyDocuments),
    "joker.results.deleteOlder": () => deleteOlder(context, readOnlyDocuments),
    "joker.results.exportCsv": () => exportResults(context),
    "joker.results.exportWorkbook": () => exportResultsToWorkbook(context),
    "joker.result.wait": (argument) => resultWaiter.start(argument ?? findPendingInFront(context, documents)),
    "joker.result.waiting": () => resultWaiter.showWaits(),
    ...createDocumentCommands(documents),
  });
  return vscode.Disposable.from(resultWaiter, disposable);
}

/** From the palette: the result of the active document, then the selected rows; without either it asks. */
async function deleteInFront(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
  documents: ResultDocuments,
): Promise<void> {
  const document = documents.active;
  if (!document) return deleteSelected(context, readOnlyDocuments, undefined, context.getSelectedRows("results"));
  const account = await context.accounts.requireById(document.reference.accountId);
  requirePermission(context, "results", account);
  await deleteResults(context, readOnlyDocuments, { account, results: [toResult(document)] });
}

/** The result in progress of the active document or the selected row. */
function findPendingInFront(context: CommandContext, documents: ResultDocuments): unknown {
  const { active } = documents;
  if (active?.isPending === true && active.reference.procId !== "")
    return { account: active.reference.accountId, procId: active.reference.procId };
  if (active) return undefined;
  return context.getSelectedRows("results").find((row) => isResultRow(row) && row.result.status === "pending");
}

function toResult({ reference, status, requestType, object }: ResultDocument): Result {
  const { procId, svTrId } = reference;
  const normalizedStatus = status === "?" ? "pending" : status;
  const fields = new Map<string, string>();
  return { timeStamp: "", svTrId, procId, requestType, object, status: normalizedStatus, clTrId: "", fields };
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
