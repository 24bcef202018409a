import * as vscode from "vscode";
import type { Account } from "../../accounts/model";
import { requestTypeName, resultName, resultStatusName } from "../../state/display-names";
import { resultKey, type Result } from "../../dmapi/model";
import { formatTimeAsSent } from "../../workbench/formats";
import { pickItem } from "../../workbench/dialogs";
import { loadValue, type CommandContext } from "../command-context";

/** The results a command acts on, and their account. */
export interface ResultSelection {
  readonly account: Account;
  readonly results: readonly Result[];
}

/** A result in one line, such as `example.com – registration (81234567)`. */
export function resultTitle(result: Pick<Result, "requestType" | "object" | "procId">): string {
  const name = resultName(result);
  return name === "" ? vscode.l10n.t("Proc ID {0}", result.procId) : `${name} (${result.procId})`;
}

/**
 * The results of the row a command was called on and of those selected with it, or the one the user picks.
 * @returns undefined when the user picked none
 */
export async function resolveResultSelection(
  context: CommandContext,
  row: unknown,
  selected: unknown,
  prompt: { readonly title: string; readonly suits: (result: Result) => boolean },
): Promise<ResultSelection | undefined> {
  const account = context.accounts.requireCurrent();
  const rows = [...(Array.isArray(selected) ? (selected as unknown[]) : []), row].filter(isResultRow);
  const byId = new Map(rows.map(({ result }) => [resultKey(result), result]));
  if (byId.size > 0) return { account, results: [...byId.values()] };
  const results = await loadValue(context, context.appState.results);
  const items = results
    .filter((result) => !result.isUnreadable && prompt.suits(result))
    .map((result) => ({
      label: result.object || requestTypeName(result.requestType),
      description: `${requestTypeName(result.requestType)} · ${resultStatusName(result.status)}`,
      detail: `${formatTimeAsSent(result.timeStamp)} · Proc ID ${result.procId}`,
      result,
    }));
  const empty = vscode.l10n.t("No results available.");
  const options = { title: prompt.title, placeholder: vscode.l10n.t("Select a result"), empty };
  const picked = await pickItem(items, options);
  return picked && { account, results: [picked.result] };
}

/** True for a row of the tree. */
export function isResultRow(row: unknown): row is { result: Result } {
  return typeof row === "object" && row !== null && "result" in row;
}
