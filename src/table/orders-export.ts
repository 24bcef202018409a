import * as vscode from "vscode";
import { columnTitles } from "../data/order-titles";
import type { ExportColumn } from "../export/rows";
import type { TableQuery } from "../messages/query";
import { joinDays } from "../messages/period";
import { filterOf } from "../messages/query";
import type { RowIndex } from "../rows/row-index";
import { own } from "../workbench/own";
import { plain } from "../workbench/plain";
import type { Missing } from "./feed";
import { exportList, type ExportList } from "./save";
import type { OrderSource } from "./source";

/** What of the orders of a query is exported; all rows and columns as they came where these are absent. */
export interface OrderChoice {
  readonly query: TableQuery;
  readonly index: RowIndex;
  /** The order all rows belong in; that of the index if absent. */
  readonly order?: Uint32Array | undefined;
  readonly rows?: Uint32Array | undefined;
  readonly columns?: readonly string[] | undefined;
}

/** The columns of a list of orders by their names; those whose name begins with `amount` are amounts, with `_at` at its end times. */
export function orderColumns(names: readonly string[]): ExportColumn[] {
  // The table says in which zone it shows times; a file has those of DMAPI.
  const titles = { ...columnTitles(), created_at: vscode.l10n.t("Created (UTC)") };
  return names.map((name) => ({
    name,
    title: own(titles, name) ?? name,
    isAmount: /^amount/i.test(name),
    isTime: /_at$/i.test(name),
  }));
}

/** Orders as something to be exported. */
export function ordersToExport(source: OrderSource, { query, index, order, rows, columns }: OrderChoice): ExportList {
  const { name, mark } = source.account;
  return {
    title: vscode.l10n.t("Export Orders"),
    subject: "orders",
    account: [name, mark].filter(Boolean).join(" "),
    source: index,
    now: source.clock(),
    columns: orderColumns(columns ?? index.columns),
    rows: rows ?? order,
    original: (layout, signal) => {
      const now = source.clock();
      return source.files(filterOf(query, now), layout, { signal, now });
    },
    saved: savedText,
  };
}

/** Where a table remembers choices, and tells what went wrong. */
interface ExportContext {
  readonly memory: vscode.Memento;
  readonly log: { error(message: string | Error): void };
}

/**
 * Asks what of the orders a table shows is wanted, and exports that.
 * @returns what was told, also of a failure; empty when the user gave up
 */
export async function exportShown(
  source: OrderSource,
  missing: Missing,
  { memory, log }: ExportContext,
  shown: OrderChoice,
): Promise<string> {
  try {
    const choice = await askScope(shown);
    if (!choice) return "";
    const list: ExportList = { ...ordersToExport(source, choice), missing: missingText(missing) };
    return (await exportList(list, memory)) ?? "";
  } catch (error) {
    const text = vscode.l10n.t("Nothing was exported. {0}", source.describe(error));
    log.error(error instanceof Error ? error : text);
    void vscode.window.showErrorMessage(plain(text));
    return text;
  }
}

/** Says that orders are missing, and of which days; undefined if none are. */
export function missingText({ days, cut }: Missing): string | undefined {
  const spans = joinDays(days).map(({ after, before }) =>
    after === before ? after : vscode.l10n.t("{0} to {1}", after, before),
  );
  const texts = [
    cut ? vscode.l10n.t("Some orders are missing because loading was not completed.") : "",
    spans.length > 0 ? vscode.l10n.t("Orders are missing for these days: {0}.", spans.join(", ")) : "",
  ];
  return texts.filter(Boolean).join(" ") || undefined;
}

function savedText(rows: number, file: string): string {
  if (rows === 1) return vscode.l10n.t("Exported 1 order to {0}.", file);
  return vscode.l10n.t("Exported {0} orders to {1}.", rows.toLocaleString(vscode.env.language), file);
}

/**
 * Asks whether what is shown shall be exported or everything, where these differ.
 * @returns undefined when the user gave up
 */
export async function askScope(choice: OrderChoice): Promise<OrderChoice | undefined> {
  const { index, rows, columns = index.columns } = choice;
  const shown = rows?.length ?? index.count;
  if (shown === index.count && columns.length === index.columns.length) return choice;
  const count = (value: number) => value.toLocaleString(vscode.env.language);
  const items = [
    {
      label: vscode.l10n.t("Shown Orders and Columns"),
      description: vscode.l10n.t("{0} orders, {1} columns", count(shown), columns.length),
      choice,
    },
    {
      label: vscode.l10n.t("All Orders and Columns"),
      description: vscode.l10n.t("{0} orders, {1} columns", count(index.count), index.columns.length),
      choice: { query: choice.query, index, order: choice.order },
    },
  ];
  const title = vscode.l10n.t("Export Orders");
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.choice;
}
