import type { CooperativeTask } from "../columns/cooperative-task";
import type { GroupColumns } from "../columns/grouped-totals";
import type { RowIndex } from "../columns/row-index";
import { calculateTotalsCooperatively } from "../columns/totals";
import { createTotalsSheet, maxFormulaRows, type TotalsSource } from "../export/workbook/totals-sheet";
import type { CellSheet, RowSheet, WorkbookCell, WorkbookSheet } from "../export/workbook/workbook";
import { queryFieldEntries, toOrderFilter, type TableQuery } from "../messages/table-query";
import { formatCount } from "../workbench/formats";
import { aboutTexts, sheetNames, workbookTotalsTexts } from "./strings/workbook";
import { totalsStrings } from "./strings/totals";
import { describeQuery, tableStrings } from "./table-strings";

const grossColumns: GroupColumns = {
  amount: "amount_brutto",
  currency: "currency",
  status: "status",
  type: "type",
  created: "created_at",
  identifier: "identifier",
};
const netColumns: GroupColumns = { ...grossColumns, amount: "amount_netto" };

/** What a workbook of orders says about itself. */
export interface OrderWorkbook {
  /** The account's name and environment. */
  readonly account: string;
  readonly endpoint: string;
  readonly query: TableQuery;
  readonly index: RowIndex;
  /** The exported rows of `index`. */
  readonly rows: Uint32Array;
  /** When it is written, in epoch ms. */
  readonly now: number;
  /** When the orders were loaded, in epoch ms: relative periods are of that time. */
  readonly loadedAt: number;
  readonly missingText: string | undefined;
  /** The title of a statement, whose totals come first; absent for an export of orders, which begins with the rows. */
  readonly statementTitle?: string;
}

/** The sheets of a workbook of orders: the rows, their totals gross and net, and what they are. */
export function* createOrderSheets(order: OrderWorkbook, rowSheet: RowSheet): CooperativeTask<WorkbookSheet[]> {
  const names = sheetNames();
  const { amountBrutto, amountNetto } = totalsStrings();
  const totals: WorkbookSheet[] = [];
  const sums = [
    { name: names.totals, columns: grossColumns, amountTitle: amountBrutto },
    { name: names.netTotals, columns: netColumns, amountTitle: amountNetto },
  ];
  for (const { name, columns, amountTitle } of sums) {
    if (order.index.findColumn(columns.amount) < 0) continue;
    const title = order.statementTitle ?? names.totals;
    const lines = [`${order.account}: ${describeQuery(order.query)}`, amountTitle];
    const source = createTotalsSource(order, columns, rowSheet);
    totals.push(yield* createTotalsSheet(source, { name, title, lines }, workbookTotalsTexts()));
  }
  const about = yield* createAboutSheet(order);
  return order.statementTitle === undefined ? [rowSheet, ...totals, about] : [...totals, rowSheet, about];
}

function createTotalsSource({ index, rows }: OrderWorkbook, columns: GroupColumns, rowSheet: RowSheet): TotalsSource {
  const rowColumns = rowSheet.selection.columns.map(({ name }) => name);
  const sheet = { name: rowSheet.name, columns: rowColumns, rowCount: rows.length };
  return { index, rows, columns, sheet: rows.length > 0 && rows.length <= maxFormulaRows ? sheet : undefined };
}

function* createAboutSheet(order: OrderWorkbook): CooperativeTask<CellSheet> {
  const { index, rows, query, now, loadedAt, missingText } = order;
  const texts = aboutTexts();
  const { free, unreadable } = yield* calculateTotalsCooperatively(index, grossColumns, rows);
  const { after = "", before = "" } = toOrderFilter(query, loadedAt);
  const facts: [string, string][] = [
    [texts.account, order.account],
    [texts.endpoint, order.endpoint],
    [texts.days, [after, before].filter(Boolean).join(" – ")],
    ...describeFields(query),
    [texts.exportedAt, new Date(now).toISOString().slice(0, 19).replace("T", " ")],
    [
      texts.orders,
      rows.length < index.count
        ? texts.orderCount(formatCount(rows.length), formatCount(index.count))
        : formatCount(rows.length),
    ],
    [texts.freeOrders, formatCount(free)],
    ...(unreadable > 0 ? [[texts.unreadable, formatCount(unreadable)] as [string, string]] : []),
    ...(missingText === undefined ? [] : [[texts.missing, missingText] as [string, string]]),
    [texts.note, texts.informationOnly],
    ["", texts.topUpNote],
    ...(rows.length <= maxFormulaRows ? [["", texts.formulaNote] as [string, string]] : []),
  ];
  const cells = facts.map(([label, text]): WorkbookCell[] => [
    { kind: "text", text: label, style: "header" },
    { kind: "text", text, style: "wrapped" },
  ]);
  const title: WorkbookCell = { kind: "text", text: texts.title, style: "title" };
  return { kind: "cells", name: sheetNames().about, rows: [[title], [], ...cells], columnWidths: [28, 90] };
}

/** The fields of a query other than its days. */
function describeFields(query: TableQuery): [string, string][] {
  const strings = tableStrings();
  return queryFieldEntries.flatMap(([field, { label, kind }]): [string, string][] => {
    const value = query[field];
    if (value === undefined || value === false || kind === "period" || kind === "day") return [];
    return [[strings[label], value === true ? "✓" : value]];
  });
}
