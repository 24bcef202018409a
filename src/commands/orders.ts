import * as vscode from "vscode";
import { explain } from "../account/explain";
import { nameOf, type Account } from "../account/model";
import { lastDays } from "../dmapi/order-walk/plan";
import { walkOrders, type WalkProgress } from "../dmapi/order-walk/walk";
import type { RowBlock } from "../rows/block";
import { openOrderTable, type OrderSource } from "../table/panel";
import { savedText, saveCsv } from "../table/save";
import { tell, withProgress } from "../workbench/messages";
import { settings } from "../workbench/settings";
import { refreshNow, register, type Desk } from "./desk";

/** Commands about orders. A table belongs to the account it was opened for and goes with it. */
export function registerOrderCommands(desk: Desk): vscode.Disposable {
  let tables: vscode.Disposable[] = [];
  const closeTables = () => {
    for (const table of tables.splice(0)) table.dispose();
  };
  const openTable = () => {
    const { extensionUri, log } = desk;
    const source = sourceOf(desk.accounts.require());
    const table = openOrderTable({ extensionUri, log, days: settings.ordersDays() }, source);
    tables = [...tables, table];
  };
  const commands = register(desk, {
    "joker.orders.refresh": () => refreshNow(desk, desk.data.orders),
    "joker.orders.openTable": openTable,
    "joker.orders.exportCsv": () => exportCsv(desk),
  });
  return vscode.Disposable.from(commands, desk.accounts.onDidChange(closeTables), { dispose: closeTables });
}

function sourceOf(account: Account): OrderSource {
  return {
    account: nameOf(account),
    load: ({ days }, signal) => walkOrders(account.session.call, lastDays(days, Date.now()), { signal }),
    describe: (error) => explain(error).message,
  };
}

async function exportCsv(desk: Desk): Promise<void> {
  const account = desk.accounts.require();
  const blocks = await loadBlocks(account, settings.ordersDays());
  const saved = blocks && (await saveCsv(nameOf(account), blocks));
  if (saved) tell(savedText(saved));
}

/** The orders of the last `days` days; undefined when the user stopped it. */
function loadBlocks({ session }: Account, days: number): Promise<RowBlock[] | undefined> {
  return withProgress(vscode.l10n.t("Loading the orders of the last {0} days", days), async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const onProgress = (walk: WalkProgress) => progress.report({ message: progressText(walk) });
    const blocks: RowBlock[] = [];
    const options = { signal: abort.signal, onProgress };
    for await (const block of walkOrders(session.call, lastDays(days, Date.now()), options)) blocks.push(block);
    return abort.signal.aborted ? undefined : blocks;
  });
}

function progressText({ windows, rows }: WalkProgress): string {
  return vscode.l10n.t("{0} orders, part {1} of {2}", rows, Math.min(windows.done + 1, windows.total), windows.total);
}
