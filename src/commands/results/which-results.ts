import * as vscode from "vscode";
import type { Account } from "../../account/model";
import { resultStatusText } from "../../data/wording";
import type { Result } from "../../dmapi/model";
import { pickFrom } from "../../workbench/messages";
import { valueOf, type Desk } from "../desk";

/** What a command is about, and whose it is. */
export interface MeantResults {
  readonly account: Account;
  readonly results: readonly Result[];
}

/** Names one result wherever it must not be taken for another. */
export function idOf({ svTrId, procId }: Pick<Result, "svTrId" | "procId">): string {
  return `${svTrId} ${procId}`;
}

/** A result in one line. */
export function titleOf({ requestType, object, procId }: Pick<Result, "requestType" | "object" | "procId">): string {
  return [requestType, object, procId].filter((part) => part !== "").join(" ");
}

/**
 * The results of the row a command was called on and of those selected with it, or the one the user picks.
 * @returns undefined when the user picked none
 */
export async function whichResults(
  desk: Desk,
  row: unknown,
  selected: unknown,
  which: { readonly title: string; readonly suits: (result: Result) => boolean },
): Promise<MeantResults | undefined> {
  const account = desk.accounts.require();
  const rows = [...(Array.isArray(selected) ? (selected as unknown[]) : []), row].filter(isResultRow);
  const byId = new Map(rows.map(({ result }) => [idOf(result), result]));
  if (byId.size > 0) return { account, results: [...byId.values()] };
  const results = await valueOf(desk, desk.data.results);
  const items = results.filter(which.suits).map((result) => ({
    label: result.object || result.requestType,
    description: `${result.requestType} · ${resultStatusText(result.status)}`,
    detail: `${result.timeStamp} · Proc ID ${result.procId}`,
    result,
  }));
  const empty = vscode.l10n.t("No results available.");
  const options = { title: which.title, placeholder: vscode.l10n.t("Select a result"), empty };
  const picked = await pickFrom(items, options);
  return picked && { account, results: [picked.result] };
}

/** True for a row of the tree. */
export function isResultRow(row: unknown): row is { result: Result } {
  return typeof row === "object" && row !== null && "result" in row;
}
