import * as vscode from "vscode";
import { displayLocale } from "./locale";

/**
 * `reason`, a sentence, and when the data shown is from, where there is data; without the day if that is today's. Times in
 * epoch ms.
 */
export function withLastUpdated(reason: string, atMs: number | undefined, nowMs: number): string {
  if (atMs === undefined) return reason;
  const at = new Date(atMs);
  const isToday = at.toDateString() === new Date(nowMs).toDateString();
  const time = at.toLocaleString(displayLocale(), { timeStyle: "short", ...(!isToday && { dateStyle: "short" }) });
  return vscode.l10n.t("{0} Last updated: {1}.", reason, time);
}
