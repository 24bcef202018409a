import * as vscode from "vscode";
import type { AppState } from "../state/app-state";
import { fallsBelowThreshold } from "../state/balance-forecast";
import type { ForecastSource } from "../state/forecast-source";
import { describeForecast, forecastFields, forecastNote } from "../state/forecast-texts";
import { settings } from "../workbench/settings";
import { failureIcon } from "./format";
import { createThemeIcon } from "./group-row";
import { createFieldRow } from "./field-row";
import { createRows, type Row } from "./row";

const rowId = "account:forecast";

/** The row with the forecast of the balance, and below it what it consists of; no row if orders are not permitted. */
export function createForecastRows(source: ForecastSource): Row[] {
  const { forecast, failure } = source;
  if (!forecast || !source.canLoad) return [];
  const label = vscode.l10n.t("Forecast");
  const summary = describeForecast(forecast, settings.lowThreshold());
  const isWarning = failure !== undefined || fallsBelowThreshold(forecast);
  const description = summary || (failure?.shortMessage ?? vscode.l10n.t("loading…"));
  const fields = forecastFields(forecast);
  const tooltip = [`${label}: ${description}`, failure?.message ?? "", forecastNote(forecast)];
  const createItem = () => {
    const item = new vscode.TreeItem(label);
    item.description = description;
    item.tooltip = tooltip.filter((line) => line !== "").join("\n");
    item.iconPath = createThemeIcon(isWarning ? failureIcon : { icon: "graph-line" });
    item.contextValue = "account forecast";
    item.accessibilityInformation = { label: `${label}: ${description}` };
    return item;
  };
  const children = createRows(
    fields.map(({ name, value }) => createFieldRow(rowId, name, value)),
    false,
  );
  return [{ id: rowId, signature: JSON.stringify([tooltip, fields.length]), createItem, children }];
}

/** Loads what the forecast needs, as long as the account view is visible. */
export function loadForecastWhileVisible(
  tree: Pick<vscode.TreeView<unknown>, "visible" | "onDidChangeVisibility">,
  { account, forecast }: AppState,
): vscode.Disposable {
  const load = () => void (tree.visible && forecast.load());
  return vscode.Disposable.from(
    tree.onDidChangeVisibility(load),
    account.onDidChange(({ kind }) => {
      if (kind === "ready") load();
    }),
  );
}
