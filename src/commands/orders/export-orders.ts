import * as vscode from "vscode";
import { OrderLoader } from "../../order-table/order-loader";
import { describeMissingOrders, createOrderExport, type OrderSelection } from "../../order-table/order-export";
import type { TableQuery } from "../../messages/table-query";
import { exportToFile, exportToWorkbook, type ExportJob } from "../../order-table/export-file";
import type { OrderSource, LoadProgress } from "../../order-table/order-source";
import { chooseAnswer, withProgress } from "../../workbench/dialogs";
import type { CommandContext } from "../command-context";
import { createOrderSource, createDefaultQuery } from "./order-tables";

/** Exports the orders of the Orders view to a file in a format that the user chooses. */
export async function exportOrders(context: CommandContext): Promise<void> {
  const job = await prepareExport(context);
  if (job) await exportToFile(job, context.globalState, false);
}

/** Exports the orders of the Orders view to an Excel workbook. */
export async function exportOrdersToWorkbook(context: CommandContext): Promise<void> {
  const job = await prepareExport(context);
  if (job) await exportToWorkbook(job, context.globalState);
}

async function prepareExport(context: CommandContext): Promise<ExportJob | undefined> {
  const source = createOrderSource(context, context.accounts.requireCurrent());
  const orders = await loadOrdersToExport(source, createDefaultQuery());
  return orders && createOrderExport(source, orders, missingDaysText(orders));
}

/** Orders to export, with days that are missing. */
export interface LoadedOrders extends OrderSelection {
  readonly gaps: OrderLoader["gaps"];
}

/**
 * Loads the orders of a query with progress. If days cannot be loaded, the user is asked before anything is written: they
 * can be retried or left out.
 * @returns undefined if the user canceled
 */
export async function loadOrdersToExport(source: OrderSource, query: TableQuery): Promise<LoadedOrders | undefined> {
  const orders = new OrderLoader(source, query);
  if (!(await loadOrders(orders)) || !(await confirmGaps(source, orders))) return undefined;
  const { buffer, gaps } = orders;
  return { query, index: buffer.createIndex(), order: buffer.rowOrder(), gaps };
}

/** False when the user canceled. */
function loadOrders(orders: OrderLoader): Promise<boolean> {
  return runCancellable(vscode.l10n.t("Loading orders to export"), async (signal, progress) => {
    await orders.load({
      signal,
      onProgress: (progressSoFar) => progress.report({ message: progressText(progressSoFar) }),
    });
  });
}

/** Asks what to do about missing days as long as there are any; false to export nothing. */
async function confirmGaps(source: OrderSource, orders: OrderLoader): Promise<boolean> {
  while (orders.gaps.length > 0) {
    const again = vscode.l10n.t("Retry");
    const hasOrders = orders.buffer.createIndex().count > 0;
    const answers: Readonly<Record<string, string>> = hasOrders
      ? { again, without: vscode.l10n.t("Export Without Them") }
      : { again };
    const answer = await chooseAnswer({
      message: hasOrders
        ? vscode.l10n.t("Some orders could not be loaded. Export the others?")
        : vscode.l10n.t("No orders could be loaded."),
      detail: [missingDaysText(orders) ?? "", ...failureMessages(source, orders)].join("\n\n"),
      answers,
      no: vscode.l10n.t("Don't Export"),
    });
    if (answer !== "again") return answer === "without";
    await runCancellable(vscode.l10n.t("Loading missing orders"), (signal) => orders.retryGaps(signal));
  }
  return true;
}

/** A sentence about days that are missing; undefined if none are. */
export function missingDaysText({ gaps }: Pick<OrderLoader, "gaps">): string | undefined {
  return describeMissingOrders({ days: gaps.map(({ gap }) => gap), isIncomplete: false });
}

/** Why days are missing, each reason once. */
function failureMessages(source: OrderSource, { gaps }: OrderLoader): string[] {
  return [...new Set(gaps.map(({ error }) => source.describeError(error)))];
}

type CancellableWork = (signal: AbortSignal, progress: vscode.Progress<{ message?: string }>) => Promise<void>;

/** Runs `work` with cancellable progress; false when it was canceled. */
function runCancellable(title: string, work: CancellableWork): Promise<boolean> {
  return withProgress(title, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    await work(abort.signal, progress);
    return !abort.signal.aborted;
  });
}

function progressText({ windows, rows }: LoadProgress): string {
  return vscode.l10n.t("Part {0} of {1}, orders: {2}", Math.min(windows.done + 1, windows.total), windows.total, rows);
}
