import * as vscode from "vscode";
import { environmentLabel } from "../../accounts/model";
import { addDays, formatDay } from "../../dmapi/days";
import { isTime } from "../../dmapi/parse-time";
import { createRowSource } from "../../export/row-source";
import { exportToFile, exportToWorkbook, type ExportJob } from "../../order-table/export-file";
import { formatCount } from "../../workbench/formats";
import { withProgress } from "../../workbench/dialogs";
import { settings } from "../../workbench/settings";
import type { CommandContext } from "../command-context";

/** Exports all results of the view's period to a file in a format that the user chooses. */
export async function exportResults(context: CommandContext): Promise<void> {
  await exportToFile(await prepareExport(context), context.globalState, false);
}

/** Exports all results of the view's period to an Excel workbook. */
export async function exportResultsToWorkbook(context: CommandContext): Promise<void> {
  await exportToWorkbook(await prepareExport(context), context.globalState);
}

/** Loads the results with every field as received. */
async function prepareExport({ accounts, appState, clock }: CommandContext): Promise<ExportJob> {
  const account = accounts.requireCurrent();
  const [period, now] = [settings.resultsDays(), clock()];
  const results = await withProgress(vscode.l10n.t("Loading results to export"), (_, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return appState.pagedResults.list({ period }, abort.signal);
  });
  const names = [...new Set(results.flatMap(({ fields }) => [...fields.keys()]))];
  const rows = results.map(({ fields }) => names.map((name) => fields.get(name) ?? ""));
  return {
    title: describeScope(rows.length, period),
    emptyText: vscode.l10n.t("There are no results to export."),
    subject: "results",
    account: [account.label, environmentLabel(account)],
    period: { after: addDays(formatDay(now), -period) },
    now,
    source: createRowSource(names, rows),
    sheetName: vscode.l10n.t("Results"),
    columns: names.map((name, column) => ({ name, title: name, isAmount: false, isTime: areTimes(rows, column) })),
    describeResult: (count: number, file: string) =>
      count === 1
        ? vscode.l10n.t("Exported 1 result to {0}.", file)
        : vscode.l10n.t("Exported {0} results to {1}.", formatCount(count), file),
  };
}

/** Says how many results of which period are exported. */
function describeScope(count: number, days: number): string {
  return count === 1
    ? vscode.l10n.t("Export 1 result, last {0} days", days)
    : vscode.l10n.t("Export {0} results, last {1} days", formatCount(count), days);
}

/** True for a column that has nothing but times, in any of DMAPI's forms. */
function areTimes(rows: readonly (readonly string[])[], column: number): boolean {
  const filled = rows.map((row) => row[column] ?? "").filter(Boolean);
  return filled.length > 0 && filled.every(isTime);
}
