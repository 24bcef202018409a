import * as vscode from "vscode";
import { LoadedOrders } from "../../table/loaded";
import { missingText, ordersToExport } from "../../table/orders-export";
import { exportList } from "../../table/save";
import type { OrderSource, SourceProgress } from "../../table/source";
import { choose, withProgress } from "../../workbench/messages";
import type { Desk } from "../desk";
import { sourceOf, usualQuery } from "./order-tables";

/**
 * Exports the orders the Orders view is about. Days that cannot be loaded are told before anything is written: they can be
 * asked for again, or left out knowingly.
 */
export async function exportOrders(desk: Desk): Promise<void> {
  const source = sourceOf(desk, desk.accounts.require());
  const orders = new LoadedOrders(source, usualQuery());
  if (!(await load(orders)) || !(await isWanted(source, orders))) return;
  const { query, kept } = orders;
  const list = ordersToExport(source, { query, index: kept.index(), order: kept.order() });
  await exportList({ ...list, missing: missingIn(orders) }, desk.memory);
}

/** False when the user stopped it. */
function load(orders: LoadedOrders): Promise<boolean> {
  return stoppable(vscode.l10n.t("Loading orders to export"), async (signal, progress) => {
    await orders.load({ signal, onProgress: (soFar) => progress.report({ message: progressText(soFar) }) });
  });
}

/** Asks what to do about missing days for as long as there are any; false when nothing is to be exported. */
async function isWanted(source: OrderSource, orders: LoadedOrders): Promise<boolean> {
  while (orders.gaps.length > 0) {
    const answer = await choose({
      message: vscode.l10n.t("Some orders could not be loaded. Export the others?"),
      detail: [missingIn(orders) ?? "", ...reasonsOf(source, orders)].join("\n\n"),
      answers: { again: vscode.l10n.t("Retry"), without: vscode.l10n.t("Export Without Them") },
      no: vscode.l10n.t("Don't Export"),
    });
    if (answer !== "again") return answer === "without";
    await stoppable(vscode.l10n.t("Loading missing orders"), (signal) => orders.retry(signal));
  }
  return true;
}

function missingIn({ gaps }: LoadedOrders): string | undefined {
  return missingText({ days: gaps.map(({ gap }) => gap), cut: false });
}

/** Why days are missing, each reason once. */
function reasonsOf(source: OrderSource, { gaps }: LoadedOrders): string[] {
  return [...new Set(gaps.map(({ error }) => source.describe(error)))];
}

type Work = (signal: AbortSignal, progress: vscode.Progress<{ message?: string }>) => Promise<void>;

/** Runs `work` with progress and a way to stop it; false when it was stopped. */
function stoppable(title: string, work: Work): Promise<boolean> {
  return withProgress(title, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    await work(abort.signal, progress);
    return !abort.signal.aborted;
  });
}

function progressText({ windows, rows }: SourceProgress): string {
  return vscode.l10n.t("{0} orders, part {1} of {2}", rows, Math.min(windows.done + 1, windows.total), windows.total);
}
