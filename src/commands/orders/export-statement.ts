import * as vscode from "vscode";
import { statementPeriods, type StatementPeriod } from "../../messages/statement-periods";
import { exportToWorkbook } from "../../order-table/export-file";
import { createOrderExport } from "../../order-table/order-export";
import { displayLocale } from "../../workbench/locale";
import type { CommandContext } from "../command-context";
import { loadOrdersToExport, missingDaysText } from "./export-orders";
import { createOrderSource } from "./order-tables";

interface PeriodItem extends vscode.QuickPickItem {
  readonly period?: StatementPeriod;
}

/**
 * Exports a statement of a month, quarter or year: a workbook with its totals, and all orders with the top-ups and those
 * that are pending.
 */
export async function exportStatement(context: CommandContext): Promise<void> {
  const source = createOrderSource(context, context.accounts.requireCurrent());
  const picked = await vscode.window.showQuickPick(createPeriodItems(context.clock()), {
    title: vscode.l10n.t("Export Statement"),
    placeHolder: vscode.l10n.t("Select a month, quarter, or year"),
  });
  if (!picked?.period) return;
  const { after, before, isOver } = picked.period;
  const orders = await loadOrdersToExport(source, isOver ? { after, before } : { after });
  if (!orders) return;
  const statementTitle = vscode.l10n.t("Statement: {0}", describePeriod(picked.period));
  const job = createOrderExport(source, orders, missingDaysText(orders), statementTitle);
  await exportToWorkbook({ ...job, subject: "statement" }, context.globalState);
}

function createPeriodItems(now: number): PeriodItem[] {
  const periods = statementPeriods(now);
  const headings = {
    month: vscode.l10n.t("Months"),
    quarter: vscode.l10n.t("Quarters"),
    year: vscode.l10n.t("Years"),
  };
  return (["month", "quarter", "year"] as const).flatMap((unit) => [
    { label: headings[unit], kind: vscode.QuickPickItemKind.Separator },
    ...periods
      .filter((period) => period.unit === unit)
      .map((period) => ({
        label: describePeriod(period),
        description: period.isOver ? "" : vscode.l10n.t("so far"),
        period,
      })),
  ]);
}

function describePeriod({ unit, after }: StatementPeriod): string {
  const year = after.slice(0, 4);
  if (unit === "year") return year;
  if (unit === "quarter") return vscode.l10n.t("Q{0} {1}", Math.ceil(Number(after.slice(5, 7)) / 3), year);
  const format = new Intl.DateTimeFormat(displayLocale(), { month: "long", year: "numeric", timeZone: "UTC" });
  return format.format(Date.parse(after));
}
