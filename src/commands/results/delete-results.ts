import * as vscode from "vscode";
import { withEnvironmentLabel, accountName, type Account } from "../../accounts/model";
import { resultRowId } from "../../state/action-failures";
import { canDeleteResult, isResultFinished, resultKey, type Result } from "../../dmapi/model";
import { deleteResult, listResults } from "../../dmapi/results";
import { UserFacingError } from "../../workbench/user-facing-error";
import { confirm, showInfo } from "../../workbench/dialogs";
import { settings } from "../../workbench/settings";
import {
  runExclusive,
  refreshAfter,
  requirePermission,
  requireSameAccount,
  type CommandContext,
} from "../command-context";
import type { ReadOnlyDocuments } from "../../workbench/read-only-documents";
import { formatList } from "../format-list";
import { runBatchAction, recordOutcome } from "../batch-action";
import { showBatchSummary } from "../batch-summary";
import { promptForCutoffDay } from "./age-prompt";
import { isBeforeDay } from "./result-date";
import { resultTitle, type ResultSelection } from "./resolve-selection";

/** Results deleted in this window, which older lists may still contain. */
const deletedKeys = new Set<string>();
const maxDeletedKeys = 100_000;

function actionName(): string {
  return vscode.l10n.t("Delete Result");
}

function inFlightKey(account: Account, result: Result): string {
  return `${account.id} delete ${resultKey(result)}`;
}

async function sendDelete(account: Account, result: Result): Promise<void> {
  await deleteResult(account.session.call, result);
  if (deletedKeys.size >= maxDeletedKeys) deletedKeys.clear();
  deletedKeys.add(inFlightKey(account, result));
}

function validateDelete(account: Account, result: Result): string | undefined {
  return deletedKeys.has(inFlightKey(account, result))
    ? vscode.l10n.t("This result has already been deleted.")
    : undefined;
}

/** Deletes the finished results of a selection after confirmation. */
export async function deleteResults(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
  selection: ResultSelection,
): Promise<void> {
  const { account } = selection;
  const deletable = selection.results.filter(canDeleteResult);
  const [first, ...more] = deletable;
  if (!first) throw new UserFacingError(nothingToDelete(selection.results));
  if (!(await confirm(createQuestion(selection, deletable)))) return;
  await requireSameAccount(context, account);
  if (more.length > 0) await deleteMany(context, readOnlyDocuments, { account, results: deletable });
  else await deleteOne(context, account, first);
}

function nothingToDelete(results: readonly Result[]): string {
  return results.some(isResultFinished)
    ? vscode.l10n.t("This result has already been deleted.")
    : vscode.l10n.t("This request is still in progress. Only finished results can be deleted.");
}

/** Deletes all finished results of the view's period. */
export async function deleteFinished(context: CommandContext, readOnlyDocuments: ReadOnlyDocuments): Promise<void> {
  const account = requirePermission(context, "results");
  const finished = await loadFinished(account, settings.resultsDays());
  if (finished.length === 0) throw new UserFacingError(vscode.l10n.t("There are no finished results to delete."));
  const isConfirmed = await confirm({
    message:
      finished.length === 1
        ? vscode.l10n.t("Delete 1 finished result?")
        : vscode.l10n.t("Delete {0} finished results?", finished.length),
    detail: questionDetail(account, [finishedPeriodText(settings.resultsDays()), statusCountsText(finished)]),
    ...bulkButtons(),
  });
  if (!isConfirmed) return;
  await requireSameAccount(context, account);
  await deleteMany(context, readOnlyDocuments, { account, results: finished });
}

function finishedPeriodText(days: number): string {
  return days === 1
    ? vscode.l10n.t("Includes all finished results of the last day, even if the view shows fewer.")
    : vscode.l10n.t("Includes all finished results of the last {0} days, even if the view shows fewer.", days);
}

/** How long Joker.com keeps results. */
const retentionDays = 90;

/** Deletes all finished results older than a day the user chooses. */
export async function deleteOlder(context: CommandContext, readOnlyDocuments: ReadOnlyDocuments): Promise<void> {
  const account = requirePermission(context, "results");
  const day = await promptForCutoffDay(vscode.l10n.t("Clear Older Results"), context.clock());
  if (day === undefined) return;
  const olderResults = (await loadFinished(account, retentionDays)).filter((result) => isBeforeDay(result, day));
  if (olderResults.length === 0)
    throw new UserFacingError(vscode.l10n.t("There are no finished results from before {0}.", day));
  const isConfirmed = await confirm({
    message:
      olderResults.length === 1
        ? vscode.l10n.t("Delete 1 finished result from before {0}?", day)
        : vscode.l10n.t("Delete {1} finished results from before {0}?", day, olderResults.length),
    detail: questionDetail(account, [statusCountsText(olderResults)]),
    ...bulkButtons(),
  });
  if (!isConfirmed) return;
  await requireSameAccount(context, account);
  await deleteMany(context, readOnlyDocuments, { account, results: olderResults });
}

async function loadFinished({ session }: Account, period: number): Promise<Result[]> {
  const location = { viewId: "joker.results" };
  const results = await vscode.window.withProgress({ location }, () => listResults(session.call, { period }));
  return results.filter(isResultFinished);
}

async function deleteOne(context: CommandContext, account: Account, result: Result): Promise<void> {
  await runExclusive("results", inFlightKey(account, result), async () => {
    const validationError = validateDelete(account, result);
    if (validationError !== undefined) throw new UserFacingError(validationError);
    const action = { account, action: actionName(), rowId: resultRowId(result), name: resultTitle(result) };
    await refreshAfter(recordOutcome(context, action, sendDelete(account, result)), context.appState.results);
  });
  const text = vscode.l10n.t("The result “{0}” was deleted.", resultTitle(result));
  showInfo(withEnvironmentLabel(text, account));
}

async function deleteMany(
  context: CommandContext,
  readOnlyDocuments: ReadOnlyDocuments,
  { account, results }: ResultSelection,
): Promise<void> {
  const outcomes = await runBatchAction(
    context,
    {
      account,
      title: vscode.l10n.t("Deleting results"),
      action: actionName(),
      rowIdOf: resultRowId,
      inFlightKeyOf: (result) => inFlightKey(account, result),
      nameOf: resultTitle,
      run: (result) => sendDelete(account, result),
      validate: (result) => validateDelete(account, result),
      resourcesToReload: [context.appState.results],
    },
    results,
  );
  const summary = {
    title:
      results.length === 1 ? vscode.l10n.t("Delete 1 result") : vscode.l10n.t("Delete {0} results", results.length),
    account,
    nameOf: resultTitle,
    at: context.clock(),
    allDone:
      results.length === 1
        ? vscode.l10n.t("1 result was deleted.")
        : vscode.l10n.t("{0} of {1} results were deleted.", results.length, results.length),
    retry: (remaining: readonly Result[]) => deleteResults(context, readOnlyDocuments, { account, results: remaining }),
  };
  await showBatchSummary(readOnlyDocuments, summary, outcomes);
}

function createQuestion({ account, results }: ResultSelection, deletable: readonly Result[]) {
  const [first] = deletable;
  if (deletable.length === 1 && first && results.length === 1) {
    return {
      message: vscode.l10n.t("Delete the result “{0}”?", resultTitle(first)),
      detail: questionDetail(account, []),
      yes: actionName(),
      no: vscode.l10n.t("Keep Result"),
    };
  }
  const pendingCount = results.filter((result) => !isResultFinished(result)).length;
  const deletedCount = results.length - deletable.length - pendingCount;
  const lines = [
    statusCountsText(deletable),
    formatList(deletable.map(resultTitle)),
    ...(pendingCount > 0 ? [vscode.l10n.t("Skipped, still in progress: {0}", pendingCount)] : []),
    ...(deletedCount > 0 ? [vscode.l10n.t("Skipped, already deleted: {0}", deletedCount)] : []),
  ];
  const message =
    deletable.length === 1 ? vscode.l10n.t("Delete 1 result?") : vscode.l10n.t("Delete {0} results?", deletable.length);
  return { message, detail: questionDetail(account, lines), ...bulkButtons() };
}

function bulkButtons() {
  return { yes: vscode.l10n.t("Delete Results"), no: vscode.l10n.t("Keep Results") };
}

function statusCountsText(results: readonly Result[]): string {
  const failed = results.filter(({ status }) => status === "nack").length;
  return vscode.l10n.t("Succeeded: {0}, failed: {1}", results.length - failed, failed);
}

function questionDetail(account: Account, lines: readonly string[]): string {
  const consequence = vscode.l10n.t("This cannot be undone. Joker.com keeps only the status.");
  return [vscode.l10n.t("Account: {0}", accountName(account)), ...lines, consequence].join("\n");
}
