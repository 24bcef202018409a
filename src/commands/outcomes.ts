import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { markedText, nameOf as accountName, type AccountRecord } from "../account/model";
import { tell, tellOutcome } from "../workbench/messages";
import { withoutControls } from "../workbench/plain";
import type { ItemOutcome, Outcome } from "./batch";
import type { Documents } from "./documents";

/** What a summary of many outcomes says besides them. */
export interface Summary<T> {
  /** What was done, as on the tab of the details. */
  readonly title: string;
  readonly account: Pick<AccountRecord, "label" | "endpoint" | "isSandbox">;
  readonly nameOf: (item: T) => string;
  /** When it was done, epoch ms. */
  readonly at: number;
  /** A sentence for when all went well. */
  readonly allDone: string;
  /** Does it once more to those which surely were not done. */
  readonly again: (items: readonly T[]) => Promise<void>;
}

const scheme = "joker-outcome";
const kept = 20;

/** The last summaries by the id in their documents' URIs; kept as long as the window. */
const texts = new Map<string, string>();

/** Makes the documents with an outcome per item known. */
export function provideOutcomes(documents: Documents): void {
  const gone = vscode.l10n.t("This summary is no longer available.");
  documents.provide(scheme, (id) => Promise.resolve(texts.get(id) ?? `${gone}\n`));
}

/** Tells what became of many things: in one sentence when all went well, else with the details and a second try. */
export async function tellOutcomes<T>(
  documents: Documents,
  summary: Summary<T>,
  outcomes: readonly ItemOutcome<T>[],
): Promise<void> {
  if (outcomes.every(({ outcome }) => outcome.kind === "done")) {
    tell(markedText(summary.allDone, summary.account));
    return;
  }
  const id = randomUUID();
  texts.set(id, summaryText(summary, outcomes));
  for (const old of [...texts.keys()].slice(0, -kept)) texts.delete(old);
  const details = () => documents.open(scheme, summary.title, id);
  const left = outcomes.filter(({ outcome }) => ["refused", "not-started"].includes(outcome.kind));
  const again = () => summary.again(left.map(({ item }) => item));
  await tellOutcome(markedText(countsText(summary.title, outcomes), summary.account), [
    { title: vscode.l10n.t("Show Details"), run: details },
    ...(left.length > 0 ? [{ title: vscode.l10n.t("Retry ({0})", left.length), run: again }] : []),
  ]);
}

function countsText<T>(title: string, outcomes: readonly ItemOutcome<T>[]): string {
  const counts = kinds
    .map((kind) => ({ kind, count: outcomes.filter(({ outcome }) => outcome.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${kindText(kind)}: ${count}`);
  return vscode.l10n.t("{0}: {1}.", title, counts.join(", "));
}

/** Those first which need somebody. */
const kinds: readonly Outcome["kind"][] = ["unknown", "refused", "not-started", "done"];

function kindText(kind: Outcome["kind"]): string {
  const texts = {
    done: vscode.l10n.t("done"),
    refused: vscode.l10n.t("refused"),
    unknown: vscode.l10n.t("outcome unknown"),
    "not-started": vscode.l10n.t("not started"),
  };
  return texts[kind];
}

/** All outcomes, those first which need somebody, each with its reason. */
export function summaryText<T>(
  { title, account, nameOf, at }: Pick<Summary<T>, "title" | "account" | "nameOf" | "at">,
  outcomes: readonly ItemOutcome<T>[],
): string {
  const head = [
    title,
    vscode.l10n.t("Account: {0}", accountName(account)),
    new Date(at).toLocaleString(vscode.env.language),
  ];
  const parts = kinds.flatMap((kind) => {
    const those = outcomes.filter(({ outcome }) => outcome.kind === kind);
    const lines = those.map(({ item, outcome }) => `  ${nameOf(item)}${"why" in outcome ? `: ${outcome.why}` : ""}`);
    return those.length === 0 ? [] : ["", `${kindText(kind)} (${those.length})`, ...lines.map(oneLine)];
  });
  return [...head, ...parts, ""].join("\n");
}

function oneLine(text: string): string {
  return withoutControls(text).replaceAll("\n", " ");
}
