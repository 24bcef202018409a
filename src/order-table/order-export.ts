import * as vscode from "vscode";
import { orderColumnTitles } from "../state/order-column-titles";
import type { ExportColumn } from "../export/row-source";
import type { TableQuery } from "../messages/table-query";
import { mergeDateSpans } from "../messages/named-periods";
import { toOrderFilter } from "../messages/table-query";
import type { RowIndex } from "../columns/row-index";
import { sanitize, getOwn } from "../workbench/sanitize";
import type { MissingOrders } from "./order-stream";
import { exportToFile, type ExportJob } from "./export-file";
import type { OrderSource } from "./order-source";
import { createOrderSheets } from "./order-workbook";
import { sheetNames } from "./strings/workbook";
import { describeQuery } from "./table-strings";
import { formatCount, formatDay } from "../workbench/formats";

/** The orders of a query to export; all rows and columns in original order if absent. */
export interface OrderSelection {
  readonly query: TableQuery;
  /** When they were loaded, in epoch ms: relative periods are of that time. Now if absent. */
  readonly loadedAt?: number | undefined;
  readonly index: RowIndex;
  /** The list order of all rows; that of the index if absent. */
  readonly order?: Uint32Array | undefined;
  readonly rows?: Uint32Array | undefined;
  readonly columns?: readonly string[] | undefined;
}

/** The columns of a list of orders by their names; those whose name begins with `amount` are amounts, with `_at` at its end times. */
function createOrderColumns(names: readonly string[]): ExportColumn[] {
  // The table says in which zone it shows times; a file has those of DMAPI.
  const titles = { ...orderColumnTitles(), created_at: vscode.l10n.t("Created (UTC)") };
  return names.map((name) => ({
    name,
    title: getOwn(titles, name) ?? name,
    isAmount: /^amount/i.test(name),
    isTime: /_at$/i.test(name),
  }));
}

/**
 * Creates the export of orders.
 * @param missingText a sentence about orders that are missing
 * @param statementTitle the title of a statement, whose workbook begins with the totals
 */
export function createOrderExport(
  source: OrderSource,
  { query, index, order, rows, columns, ...selection }: OrderSelection,
  missingText?: string,
  statementTitle?: string,
): ExportJob {
  const { name, environmentLabel } = source.account;
  const account = [name, environmentLabel].filter(Boolean);
  const written = rows ?? order;
  const now = source.clock();
  const { loadedAt = now } = selection;
  const { after, before } = toOrderFilter(query, loadedAt);
  const workbook = {
    account: account.join(" "),
    endpoint: source.endpoint,
    query,
    index,
    now,
    loadedAt,
    missingText,
    ...(statementTitle !== undefined && { statementTitle }),
  };
  return {
    title: describeScope(written?.length ?? index.count, query),
    originalTitle: [vscode.l10n.t("Export original Joker.com CSV"), describeQuery(query)].filter(Boolean).join(", "),
    emptyText: vscode.l10n.t("There are no orders to export."),
    subject: "orders",
    account,
    period: after === undefined && before === undefined ? undefined : { after, before },
    source: index,
    now,
    sheetName: sheetNames().orders,
    createSheets: (rowSheet) =>
      createOrderSheets({ ...workbook, rows: written ?? createRowNumbers(index.count) }, rowSheet),
    missingText,
    columns: createOrderColumns(columns ?? index.columns),
    rows: written,
    loadOriginal: (layout, signal) => source.loadOriginal(toOrderFilter(query, now), layout, { signal, now }),
    describeResult: describeExport,
  };
}

/** Says how many orders of which query are exported. */
function describeScope(count: number, query: TableQuery): string {
  const orders = count === 1 ? vscode.l10n.t("Export 1 order") : vscode.l10n.t("Export {0} orders", formatCount(count));
  return [orders, describeQuery(query)].filter(Boolean).join(", ");
}

/** Where choices are stored and errors logged. */
interface ExportContext {
  readonly memory: vscode.Memento;
  readonly log: { error(message: string | Error): void };
}

/**
 * Asks for the scope of an export and exports the orders.
 * @returns the message shown to the user, also on failure; empty if the user canceled
 */
export async function exportShownOrders(
  source: OrderSource,
  missingOrders: MissingOrders,
  { memory, log }: ExportContext,
  selection: OrderSelection,
): Promise<string> {
  try {
    const scope = await askExportScope(selection);
    if (!scope) return "";
    const list = createOrderExport(source, scope, describeMissingOrders(missingOrders));
    return (await exportToFile(list, memory)) ?? "";
  } catch (error) {
    const text = vscode.l10n.t("Nothing was exported. {0}", source.describeError(error));
    log.error(error instanceof Error ? error : text);
    void vscode.window.showErrorMessage(sanitize(text));
    return text;
  }
}

/** A text about missing orders and their days; undefined if none are missing. */
export function describeMissingOrders({ days, isIncomplete }: MissingOrders): string | undefined {
  const spans = mergeDateSpans(days).map(({ after, before }) =>
    after === before ? formatDay(after) : vscode.l10n.t("{0} to {1}", formatDay(after), formatDay(before)),
  );
  const texts = [
    isIncomplete ? vscode.l10n.t("Some orders are missing because loading was not completed.") : "",
    spans.length > 0 ? vscode.l10n.t("Orders are missing for these days: {0}.", spans.join("; ")) : "",
  ];
  return texts.filter(Boolean).join(" ") || undefined;
}

function createRowNumbers(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row);
}

function describeExport(rows: number, file: string): string {
  if (rows === 1) return vscode.l10n.t("Exported 1 order to {0}.", file);
  return vscode.l10n.t("Exported {0} orders to {1}.", formatCount(rows), file);
}

/**
 * Asks whether to export the rows shown or all rows, if these differ.
 * @returns undefined if the user canceled
 */
export async function askExportScope(selection: OrderSelection): Promise<OrderSelection | undefined> {
  const { index, rows, columns = index.columns } = selection;
  const rowCount = rows?.length ?? index.count;
  if (index.count === 0 || (rowCount === index.count && columns.length === index.columns.length)) return selection;
  const items = [
    {
      label: vscode.l10n.t("Shown Orders and Columns"),
      description: vscode.l10n.t("Orders: {0}, columns: {1}", formatCount(rowCount), columns.length),
      choice: selection,
    },
    {
      label: vscode.l10n.t("All Orders and Columns"),
      description: vscode.l10n.t("Orders: {0}, columns: {1}", formatCount(index.count), index.columns.length),
      choice: { ...selection, rows: undefined, columns: undefined },
    },
  ];
  const description = describeQuery(selection.query);
  const title = [vscode.l10n.t("Export Orders"), description].filter(Boolean).join(", ");
  // Nothing is shown: only all orders can be exported.
  const offered = rowCount === 0 ? items.slice(1) : items;
  return (await vscode.window.showQuickPick(offered, { title, ignoreFocusOut: true }))?.choice;
}
