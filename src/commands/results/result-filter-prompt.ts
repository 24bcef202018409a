import * as vscode from "vscode";
import type { PagedResults } from "../../state/paged-results";
import {
  filterFieldLabels,
  validateFilterValue,
  formatFilterValue,
  withFilterField,
  type ResultFilterField,
} from "../../state/result-filter";
import { resultStatusName } from "../../state/display-names";
import type { ResultFilter } from "../../dmapi/results";
import { sanitize } from "../../workbench/sanitize";

/** Asks for filter conditions, one after the other, and applies each. */
export async function promptForResultFilter(pages: PagedResults): Promise<void> {
  for (let field = await pickFilterField(pages.filter); field; field = await pickFilterField(pages.filter)) {
    if (field === "clear") return pages.applyFilter({});
    const next = await promptForFieldValue(field, pages.filter);
    if (next) await pages.applyFilter(next);
  }
}

async function pickFilterField(filter: ResultFilter): Promise<ResultFilterField | "deleted" | "clear" | undefined> {
  const fields = Object.entries(filterFieldLabels()).map(([field, [name, parameter]]) => ({
    label: name,
    description: sanitize(formatFilterValue(filter, field as ResultFilterField)),
    detail: filterFieldHint(field as ResultFilterField, parameter),
    field: field as ResultFilterField,
  }));
  const deleted = {
    label: filter.showAll ? vscode.l10n.t("Hide deleted results") : vscode.l10n.t("Show deleted results"),
    detail: vscode.l10n.t("Joker.com keeps only their status"),
    field: "deleted" as const,
  };
  const clear = { label: `$(clear-all) ${vscode.l10n.t("Clear search")}`, field: "clear" as const };
  const isFiltered = Object.keys(filter).length > 0;
  const chosen = await vscode.window.showQuickPick([...(isFiltered ? [clear] : []), ...fields, deleted], {
    title: vscode.l10n.t("Search Results"),
    placeHolder: vscode.l10n.t("Results must match all conditions. Press Escape when done."),
  });
  return chosen?.field;
}

function filterFieldHint(field: ResultFilterField, parameter: string): string {
  const hints: Partial<Record<ResultFilterField, string>> = {
    status: vscode.l10n.t("In progress, succeeded, or failed"),
    period: vscode.l10n.t("Number of days, counting back from today or from the date"),
    date: vscode.l10n.t("Results from this date and, if a period is set, from the days before it"),
  };
  const pattern = vscode.l10n.t("Exact value, or a pattern with * and ?");
  return `${hints[field] ?? pattern} (${parameter})`;
}

async function promptForFieldValue(
  field: ResultFilterField | "deleted",
  filter: ResultFilter,
): Promise<ResultFilter | undefined> {
  if (field === "deleted") return { ...filter, showAll: filter.showAll ? undefined : true };
  if (field === "status") return pickStatus(filter);
  const text = await vscode.window.showInputBox({
    title: filterFieldLabels()[field][0],
    value: filter[field] === undefined ? "" : String(filter[field]),
    prompt: vscode.l10n.t("Leave empty to remove this condition."),
    validateInput: (typed) => validateFilterValue(field, typed.trim()),
  });
  return text === undefined ? undefined : withFilterField(filter, field, text.trim());
}

async function pickStatus(filter: ResultFilter): Promise<ResultFilter | undefined> {
  const statuses = (["pending", "ack", "nack"] as const).map((status) => ({
    label: resultStatusName(status),
    description: filter.status === status ? vscode.l10n.t("current") : "",
    status,
  }));
  const any = { label: vscode.l10n.t("Any status"), description: "", status: undefined };
  const title = filterFieldLabels().status[0];
  const chosen = await vscode.window.showQuickPick([...statuses, any], { title });
  return chosen && { ...filter, status: chosen.status };
}
