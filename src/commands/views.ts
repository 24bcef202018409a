import * as vscode from "vscode";
import type { Arrangement, Arrangements } from "../data/arrangement";
import { setContext } from "../workbench/context";
import { register, type Desk } from "./desk";
import { askForFilter } from "./filter-input";
import { askForResults } from "./results/result-query";

/** Commands about how the views show what there is: filter, grouping, sorting, more rows, copying a value. */
export function registerViewCommands(desk: Desk, arranged: Arrangements): vscode.Disposable {
  const { orderDays, resultPages, results } = desk.data;
  const commands = register(desk, {
    "joker.transfers.filter": (words) => filter(arranged.transfers, vscode.l10n.t("Filter Transfers"), words),
    "joker.transfers.clearFilter": () => clear(arranged.transfers),
    "joker.transfers.arrange": () => arrange(arranged.transfers, vscode.l10n.t("Group and Sort Transfers")),
    "joker.orders.filter": (words) => filter(arranged.orders, vscode.l10n.t("Filter Orders"), words),
    "joker.orders.clearFilter": () => clear(arranged.orders),
    "joker.orders.arrange": () => arrange(arranged.orders, vscode.l10n.t("Group Orders")),
    "joker.orders.loadMore": () => (desk.accounts.require(), orderDays.more()),
    "joker.results.filter": (words) => filter(arranged.results, vscode.l10n.t("Filter Results"), words),
    "joker.results.query": () => (desk.accounts.require(), askForResults(resultPages)),
    "joker.results.clearFilter": () => (clear(arranged.results), isAsked() ? resultPages.ask({}) : undefined),
    "joker.results.showDeleted": () => resultPages.ask({ ...resultPages.filter, showAll: true }),
    "joker.results.hideDeleted": () => resultPages.ask({ ...resultPages.filter, showAll: undefined }),
    "joker.results.loadMore": () => (desk.accounts.require(), resultPages.more()),
    "joker.showMore": showMore,
    "joker.copyValue": copyValues,
    "joker.dismissFailure": (row, rows) => dismissFailures(desk, row, rows),
  });
  const isAsked = () => Object.keys(resultPages.filter).length > 0;
  const tellResults = () => {
    setContext("results.filtered", arranged.results.filter !== "" || isAsked());
    setContext("results.showsDeleted", resultPages.filter.showAll === true);
  };
  return vscode.Disposable.from(
    commands,
    results.onDidChange(tellResults),
    arranged.results.onDidChange(tellResults),
    ...[arranged.transfers, arranged.orders].map((view) =>
      view.onDidChange(() => setContext(`${view.name}.filtered`, view.filter !== "")),
    ),
  );
}

/** Takes the words, or asks for them. */
async function filter(view: Arrangement, title: string, words: unknown): Promise<void> {
  if (typeof words === "string") view.filter = words;
  else await askForFilter(view, title);
}

function clear(view: Arrangement): void {
  view.filter = "";
}

async function arrange(view: Arrangement, title: string): Promise<void> {
  const item = (what: "grouping" | "sorting", choice: string) => ({
    label: choiceText(choice),
    description: view[what] === choice ? vscode.l10n.t("current") : "",
    what,
    choice,
  });
  const { groupings, sortings } = view.choices;
  const heading = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const sorting = [heading(vscode.l10n.t("Sorting")), ...sortings.map((choice) => item("sorting", choice))];
  const chosen = await vscode.window.showQuickPick(
    [
      heading(vscode.l10n.t("Grouping")),
      ...groupings.map((choice) => item("grouping", choice)),
      ...(sortings.length > 1 ? sorting : []),
    ],
    { title, placeHolder: vscode.l10n.t("Remembered") },
  );
  if (chosen && "what" in chosen) await view.arrange(chosen.what, chosen.choice);
}

function choiceText(choice: string): string {
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

/** Takes from the selected rows what they tell of the last action on them. */
function dismissFailures({ accounts, data }: Desk, row: unknown, rows: unknown): void {
  const subjects = chosenOf(row, rows).flatMap(({ subject }) => (typeof subject === "string" ? [subject] : []));
  data.mishaps.dismiss(accounts.require().id, subjects);
}

/** Copies the values of the selected rows, a line for each. */
async function copyValues(row: unknown, rows: unknown): Promise<void> {
  const values = chosenOf(row, rows).flatMap(({ copy }) => (typeof copy === "string" ? [copy] : []));
  if (values.length > 0) await vscode.env.clipboard.writeText(values.join("\n"));
}

/** The row a command was called on, with those selected with it. */
function chosenOf(row: unknown, rows: unknown): Record<string, unknown>[] {
  const chosen: unknown[] = Array.isArray(rows) && rows.length > 0 ? rows : [row];
  return chosen.filter(isObject);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
