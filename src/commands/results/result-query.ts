import * as vscode from "vscode";
import type { ResultPages } from "../../data/result-pages";
import { fieldNames, problemIn, valueText, withField, type ResultField } from "../../data/result-query";
import { resultStatusText } from "../../data/wording";
import type { ResultFilter } from "../../dmapi/results";
import { plain } from "../../workbench/plain";

/** Asks which results are wanted, one condition after the other, and shows them after each. */
export async function askForResults(pages: ResultPages): Promise<void> {
  for (let field = await pickField(pages.filter); field; field = await pickField(pages.filter)) {
    if (field === "clear") return pages.ask({});
    const next = await askFor(field, pages.filter);
    if (next) await pages.ask(next);
  }
}

async function pickField(filter: ResultFilter): Promise<ResultField | "deleted" | "clear" | undefined> {
  const fields = Object.entries(fieldNames()).map(([field, [name, parameter]]) => ({
    label: name,
    description: plain(valueText(filter, field as ResultField)),
    detail: hintOf(field as ResultField, parameter),
    field: field as ResultField,
  }));
  const deleted = {
    label: filter.showAll ? vscode.l10n.t("Hide deleted results") : vscode.l10n.t("Show deleted results"),
    detail: vscode.l10n.t("Joker.com keeps only their status (showall)"),
    field: "deleted" as const,
  };
  const clear = { label: `$(clear-all) ${vscode.l10n.t("Clear search")}`, field: "clear" as const };
  const isAsked = Object.keys(filter).length > 0;
  const chosen = await vscode.window.showQuickPick([...(isAsked ? [clear] : []), ...fields, deleted], {
    title: vscode.l10n.t("Search Results"),
    placeHolder: vscode.l10n.t("Results must match all conditions. Press Escape when done."),
  });
  return chosen?.field;
}

function hintOf(field: ResultField, parameter: string): string {
  const hints: Partial<Record<ResultField, string>> = {
    status: vscode.l10n.t("In progress, succeeded or failed"),
    period: vscode.l10n.t("Number of days back from today or from the date"),
    date: vscode.l10n.t("Results from this date; with a period, also from the days before it"),
  };
  const pattern = vscode.l10n.t("Exact value, or a pattern with * and ?");
  return `${hints[field] ?? pattern} (${parameter})`;
}

async function askFor(field: ResultField | "deleted", filter: ResultFilter): Promise<ResultFilter | undefined> {
  if (field === "deleted") return { ...filter, showAll: filter.showAll ? undefined : true };
  if (field === "status") return askForStatus(filter);
  const text = await vscode.window.showInputBox({
    title: fieldNames()[field][0],
    value: filter[field] === undefined ? "" : String(filter[field]),
    prompt: vscode.l10n.t("Leave empty to remove this condition."),
    validateInput: (typed) => problemIn(field, typed.trim()),
  });
  return text === undefined ? undefined : withField(filter, field, text.trim());
}

async function askForStatus(filter: ResultFilter): Promise<ResultFilter | undefined> {
  const statuses = (["pending", "ack", "nack"] as const).map((status) => ({
    label: resultStatusText(status),
    description: filter.status === status ? vscode.l10n.t("current") : "",
    status,
  }));
  const any = { label: vscode.l10n.t("Any status"), description: "", status: undefined };
  const title = fieldNames().status[0];
  const chosen = await vscode.window.showQuickPick([...statuses, any], { title });
  return chosen && { ...filter, status: chosen.status };
}
