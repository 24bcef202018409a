import {
  calculateGroupedTotals,
  type GroupColumns,
  type GroupTotals,
  type TotalGrouping,
} from "../../columns/grouped-totals";
import type { CooperativeTask } from "../../columns/cooperative-task";
import type { RowIndex } from "../../columns/row-index";
import { calculateTotalsCooperatively, type CurrencyTotals } from "../../columns/totals";
import { negateDecimal } from "../../formatting/number-formatter";
import { TotalsFormulas, type FormulaGroup, type FormulaKind, type FormulaSheet } from "./totals-formulas";
import type { CellSheet, TextStyle, WorkbookCell } from "./workbook";

/** With more rows, a spreadsheet would calculate too long; then the sums are written as values only. */
export const maxFormulaRows = 50_000;

const groupings: readonly TotalGrouping[] = ["type", "month", "tld"];
/** The sums of a currency in the order of their columns. */
const kinds = ["charged", "refunded", "total", "topUps", "pending", "failed", "other"] as const;
/** Group, currency and count come before the sums. */
const sumColumns = ["D", "E", "F", "G", "H", "I", "J"] as const;
/** The empty column before the exact values, which are not printed: they would make the print small. */
const gapWidth = 3;
const columnWidths = [30, 10, 9, ...kinds.map(() => 14), gapWidth, ...kinds.map(() => 20)];

/** The texts of the sheet. */
export type TotalsTexts = Readonly<
  Record<
    TotalGrouping | (typeof kinds)[number] | "allOrders" | "currency" | "orderCount" | "noCurrency" | "noGroup",
    string
  >
> & {
  /** The title of a sum's column with the exact value, such as "Charged (exact)". */
  readonly exact: (title: string) => string;
};

/** What a sheet of totals is made of. */
export interface TotalsSource {
  readonly index: RowIndex;
  readonly rows: Uint32Array;
  readonly columns: GroupColumns;
  /** The sheet with the rows, for formulas; absent where it has too many. */
  readonly sheet?: FormulaSheet | undefined;
}

/** The name and first lines of the sheet. */
export interface TotalsHeading {
  readonly name: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * A sheet with the totals by currency, type, month (UTC) and TLD: as formulas over the sheet of rows where they can be
 * calculated there, with the exact values beside them, else the exact values alone. Top-ups are positive.
 */
export function* createTotalsSheet(
  source: TotalsSource,
  { name, title, lines }: TotalsHeading,
  texts: TotalsTexts,
): CooperativeTask<CellSheet> {
  const { index, columns, rows: orders, sheet } = source;
  const totals = yield* calculateTotalsCooperatively(index, columns, orders);
  const formulas = sheet && canCalculate(source) ? createFormulas(source, sheet) : undefined;
  const table = new TotalsTable(texts, formulas);
  table.addLines(title, lines);
  table.addSection(texts.allOrders, [{ name: texts.allOrders, currencies: totals.currencies }]);
  for (const by of groupings) {
    const groups = yield* calculateGroupedTotals(index, by, columns, orders);
    table.addSection(texts[by], groups, by);
  }
  const printedColumns = columnWidths.indexOf(gapWidth);
  return { kind: "cells", name, rows: table.rows, columnWidths, ...(formulas && { printedColumns }) };
}

/** Amounts with more digits than a spreadsheet keeps are text there, which a formula would not count. */
function canCalculate({ index, columns }: TotalsSource): boolean {
  const { large, scale } = index.typedColumns.decimals(index.findColumn(columns.amount));
  return large.size === 0 && scale <= 10;
}

function createFormulas({ index, columns }: TotalsSource, sheet: FormulaSheet): TotalsFormulas {
  const valuesOf = (name: string) => index.typedColumns.dictionary(index.findColumn(name)).values;
  return new TotalsFormulas(sheet, columns, {
    statuses: valuesOf(columns.status),
    types: valuesOf(columns.type),
    currencies: valuesOf(columns.currency),
  });
}

/** The rows of the sheet as they are added. */
class TotalsTable {
  readonly rows: (WorkbookCell | undefined)[][] = [];

  constructor(
    private readonly texts: TotalsTexts,
    private readonly formulas: TotalsFormulas | undefined,
  ) {}

  addLines(title: string, lines: readonly string[]): void {
    this.rows.push([{ kind: "text", text: title, style: "title" }]);
    for (const text of lines) this.rows.push([{ kind: "text", text }]);
  }

  addSection(title: string, groups: readonly Omit<GroupTotals, "orders">[], by?: TotalGrouping): void {
    const { texts, formulas } = this;
    const sumTitles = kinds.map((kind) => texts[kind]);
    const exactTitles = formulas ? [undefined, ...sumTitles.map((sumTitle) => texts.exact(sumTitle))] : [];
    const numberTitles = [texts.orderCount, ...sumTitles, ...exactTitles];
    this.rows.push(
      [],
      [
        ...[title, texts.currency].map((text) => createHeader(text, "header")),
        ...numberTitles.map((text) => (text === undefined ? undefined : createHeader(text, "numberHeader"))),
      ],
    );
    for (const { name, currencies } of groups)
      for (const totals of currencies) this.addTotals(name, totals, by && { by, name });
  }

  private addTotals(name: string, totals: CurrencyTotals, group: FormulaGroup | undefined): void {
    const { texts, formulas } = this;
    const amounts = kinds.map((kind) => (kind === "topUps" ? negateDecimal(totals.topUps) : totals[kind]));
    const exact = amounts.map((amount): WorkbookCell => ({ kind: "amount", amount }));
    const row = this.rows.length + 1;
    const cells = formulas
      ? kinds.map((kind, place) => {
          const formula = createFormula(formulas, kind, totals.currency, group, row);
          const amount = amounts[place] ?? "";
          return formula === undefined ? exact[place] : ({ kind: "formula", formula, amount } as const);
        })
      : exact;
    this.rows.push([
      { kind: "text", text: name || texts.noGroup },
      { kind: "text", text: totals.currency || texts.noCurrency },
      { kind: "count", count: totals.orders },
      ...cells,
      ...(formulas ? [undefined, ...exact] : []),
    ]);
  }
}

function createHeader(text: string, style: TextStyle): WorkbookCell {
  return { kind: "text", text, style };
}

function createFormula(
  formulas: TotalsFormulas,
  kind: FormulaKind | "total",
  currency: string,
  group: FormulaGroup | undefined,
  row: number,
): string | undefined {
  return kind === "total" ? `${sumColumns[0]}${row}+${sumColumns[1]}${row}` : formulas.createSum(kind, currency, group);
}
