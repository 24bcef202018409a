import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { withEnvironmentLabel, accountName, type AccountRecord } from "../accounts/model";
import { showInfo, showWarning } from "../workbench/dialogs";
import { stripControlCharacters } from "../workbench/sanitize";
import type { BatchItemOutcome, BatchOutcome } from "./run-batch";
import type { ReadOnlyDocuments } from "../workbench/read-only-documents";
import { formatDateTime } from "../workbench/formats";

/** What a batch summary contains besides the outcomes. */
export interface BatchSummary<T> {
  /** The action, shown as the title of the details. */
  readonly title: string;
  readonly account: Pick<AccountRecord, "label" | "endpoint" | "isSandbox">;
  readonly nameOf: (item: T) => string;
  /** When it was done, epoch ms. */
  readonly at: number;
  /** The message when every item succeeded. */
  readonly allDone: string;
  /** Runs the action again for the items that were certainly not done. */
  readonly retry: (items: readonly T[]) => Promise<void>;
}

const scheme = "joker-outcome";
const maxSummaries = 20;

/** The latest summaries by the id in their document URIs, kept as long as the window is open. */
const summaryTexts = new Map<string, string>();

/** Registers the documents that list the outcomes. */
export function registerBatchSummaries(readOnlyDocuments: ReadOnlyDocuments): void {
  const missingText = vscode.l10n.t("This summary is no longer available.");
  readOnlyDocuments.registerScheme(scheme, (id) => Promise.resolve(summaryTexts.get(id) ?? `${missingText}\n`));
}

/** Shows the outcome of a batch: one message on success, otherwise with details and a retry. */
export async function showBatchSummary<T>(
  readOnlyDocuments: ReadOnlyDocuments,
  summary: BatchSummary<T>,
  outcomes: readonly BatchItemOutcome<T>[],
): Promise<void> {
  if (outcomes.every(({ outcome }) => outcome.kind === "done")) {
    showInfo(withEnvironmentLabel(summary.allDone, summary.account));
    return;
  }
  const id = randomUUID();
  summaryTexts.set(id, summaryText(summary, outcomes));
  for (const old of [...summaryTexts.keys()].slice(0, -maxSummaries)) summaryTexts.delete(old);
  const showDetails = () => readOnlyDocuments.open(scheme, summary.title, id);
  const retryable = outcomes.filter(({ outcome }) => ["refused", "not-started"].includes(outcome.kind));
  const retry = () => summary.retry(retryable.map(({ item }) => item));
  await showWarning(withEnvironmentLabel(outcomeCountsText(summary.title, outcomes), summary.account), [
    { title: vscode.l10n.t("Show Details"), run: showDetails },
    ...(retryable.length > 0 ? [{ title: vscode.l10n.t("Retry ({0})", retryable.length), run: retry }] : []),
  ]);
}

function outcomeCountsText<T>(title: string, outcomes: readonly BatchItemOutcome<T>[]): string {
  const counts = outcomeOrder
    .map((kind) => ({ kind, count: outcomes.filter(({ outcome }) => outcome.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${outcomeLabel(kind)}: ${count}`);
  return vscode.l10n.t("{0}: {1}.", title, counts.join(", "));
}

/** The outcomes that need attention come first. */
const outcomeOrder: readonly BatchOutcome["kind"][] = ["unknown", "refused", "not-started", "done"];

function outcomeLabel(kind: BatchOutcome["kind"]): string {
  const texts = {
    done: vscode.l10n.t("accepted"),
    refused: vscode.l10n.t("refused"),
    unknown: vscode.l10n.t("outcome unknown"),
    "not-started": vscode.l10n.t("not started"),
  };
  return texts[kind];
}

/** All outcomes with their reasons, those that need attention first. */
function summaryText<T>(
  { title, account, nameOf, at }: Pick<BatchSummary<T>, "title" | "account" | "nameOf" | "at">,
  outcomes: readonly BatchItemOutcome<T>[],
): string {
  const head = [title, vscode.l10n.t("Account: {0}", accountName(account)), formatDateTime(at)];
  const parts = outcomeOrder.flatMap((kind) => {
    const matching = outcomes.filter(({ outcome }) => outcome.kind === kind);
    const lines = matching.map(({ item, outcome }) => `  ${nameOf(item)}${"why" in outcome ? `: ${outcome.why}` : ""}`);
    return matching.length === 0 ? [] : ["", `${outcomeLabel(kind)} (${matching.length})`, ...lines.map(toSingleLine)];
  });
  return [...head, ...parts, ""].join("\n");
}

function toSingleLine(text: string): string {
  return stripControlCharacters(text).replaceAll("\n", " ");
}
