import * as vscode from "vscode";
import type { ViewOptions, AllViewOptions } from "../../state/view-options";
import type { CommandContext } from "../command-context";
import { createCopyHandlers } from "./copy-commands";
import { promptForFilter } from "./filter-prompt";
import { promptForResultFilter } from "../results/result-filter-prompt";
import { isObject, listSelectedRows } from "./selected-rows";

/** The extension's walkthrough, as VS Code identifies it. */
const walkthroughId = "joker-dmapi.joker-dmapi#getStarted";

/** Registers the commands of the views: filter, grouping, sort order, more rows, copying a value. */
export function registerViewCommands(context: CommandContext, viewOptions: AllViewOptions): void {
  const { recentOrders, pagedResults } = context.appState;
  const isFiltered = () => Object.keys(pagedResults.filter).length > 0;
  context.registry.addHandlers({
    "joker.transfers.filter": (words) => setFilter(viewOptions.transfers, vscode.l10n.t("Filter Transfers"), words),
    "joker.transfers.clearFilter": () => clearFilter(viewOptions.transfers),
    "joker.transfers.arrange": () => pickViewOption(viewOptions.transfers, vscode.l10n.t("Group and Sort Transfers")),
    "joker.orders.filter": (words) => setFilter(viewOptions.orders, vscode.l10n.t("Filter Orders"), words),
    "joker.orders.clearFilter": () => clearFilter(viewOptions.orders),
    "joker.orders.arrange": () => pickViewOption(viewOptions.orders, vscode.l10n.t("Group Orders")),
    "joker.orders.loadMore": () => (context.accounts.requireCurrent(), recentOrders.loadMore()),
    "joker.results.filter": (words) => setFilter(viewOptions.results, vscode.l10n.t("Filter Results"), words),
    "joker.results.query": () => (context.accounts.requireCurrent(), promptForResultFilter(pagedResults)),
    "joker.results.clearFilter": () => (
      clearFilter(viewOptions.results),
      isFiltered() ? pagedResults.applyFilter({}) : undefined
    ),
    "joker.results.showDeleted": () => pagedResults.applyFilter({ ...pagedResults.filter, showAll: true }),
    "joker.results.hideDeleted": () => pagedResults.applyFilter({ ...pagedResults.filter, showAll: undefined }),
    "joker.results.loadMore": () => (context.accounts.requireCurrent(), pagedResults.loadMore()),
    "joker.openWalkthrough": () =>
      vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthroughId, false),
    "joker.showMore": showMore,
    ...createCopyHandlers(),
    "joker.dismissFailure": (row, rows) => dismissFailures(context, row, rows),
  });
}

/** Sets the filter to `words`, or asks for it. */
async function setFilter(view: ViewOptions, title: string, words: unknown): Promise<void> {
  if (typeof words === "string") view.filter = words;
  else await promptForFilter(view, title);
}

function clearFilter(view: ViewOptions): void {
  view.filter = "";
}

async function pickViewOption(view: ViewOptions, title: string): Promise<void> {
  const item = (option: "grouping" | "sorting", choice: string) => ({
    label: optionLabel(choice),
    description: view[option] === choice ? vscode.l10n.t("current") : "",
    what: option,
    choice,
  });
  const { groupings, sortings } = view.choices;
  const heading = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const sorting = [heading(vscode.l10n.t("Sorting")), ...sortings.map((choice) => item("sorting", choice))];
  const selection = await vscode.window.showQuickPick(
    [
      heading(vscode.l10n.t("Grouping")),
      ...groupings.map((choice) => item("grouping", choice)),
      ...(sortings.length > 1 ? sorting : []),
    ],
    { title, placeHolder: vscode.l10n.t("Remembered") },
  );
  if (selection && "what" in selection) await view.setOption(selection.what, selection.choice);
}

function optionLabel(choice: string): string {
  const texts: Partial<Record<string, string>> = {
    phase: vscode.l10n.t("By phase, transfers that need your attention first"),
    flat: vscode.l10n.t("Flat list"),
    urgency: vscode.l10n.t("By urgency"),
    domain: vscode.l10n.t("By domain"),
    age: vscode.l10n.t("By time in current state, longest first"),
    day: vscode.l10n.t("By day"),
    month: vscode.l10n.t("By month"),
  };
  return texts[choice] ?? choice;
}

function showMore(row: unknown): void {
  if (isObject(row) && typeof row["showMore"] === "function") (row["showMore"] as () => void)();
}

/** Removes the failures shown on the selected rows. */
function dismissFailures({ accounts, appState }: CommandContext, row: unknown, rows: unknown): void {
  const rowIds = listSelectedRows(row, rows).flatMap(({ subject }) => (typeof subject === "string" ? [subject] : []));
  appState.actionFailures.dismiss(accounts.requireCurrent().id, rowIds);
}
