import * as vscode from "vscode";
import { explain } from "../account/explain";
import type { Account } from "../account/model";
import type { Mishap, Subject } from "../data/mishaps";
import type { Resource } from "../data/resource";
import { withProgress } from "../workbench/messages";
import { plain } from "../workbench/plain";
import { outcomeOf, runBatch, type ItemOutcome, type Outcome } from "./batch";
import { claim } from "./claims";
import { afterwards, type Desk } from "./desk";

/** Something that can be done to many things at once. */
export interface Deed<T> {
  /** What is being done, above its progress. */
  readonly title: string;
  /** The action as the user knows it, as `Cancel Transfer`. */
  readonly action: string;
  readonly account: Account;
  /** The item in the views: what was not done is told on its row. */
  readonly subjectOf: (item: T) => Subject;
  /** Names doing this to `item`, so that it is never under way twice. */
  readonly keyOf: (item: T) => string;
  readonly nameOf: (item: T) => string;
  readonly run: (item: T) => Promise<unknown>;
  /** Why it is not to be done any more, asked when nobody else can be doing it; undefined where nothing is against it. */
  readonly objection: (item: T) => string | undefined;
  /** What shows the new truth. */
  readonly refresh: readonly Resource<unknown>[];
}

/** Few enough for a server that others use too. */
const width = 3;

/** Does `deed` to each of `items`, with progress and a way to stop between them; an outcome per item, in their order. */
export async function doMany<T>({ data }: Desk, deed: Deed<T>, items: readonly T[]): Promise<ItemOutcome<T>[]> {
  const { free, held, release } = claimAll(deed, items);
  try {
    const done = await afterwards(runWithProgress(deed, free), ...deed.refresh);
    const byItem = new Map([...held, ...done].map((one) => [one.item, one]));
    const outcomes = items.flatMap((item) => byItem.get(item) ?? []);
    data.mishaps.note(
      deed.account.id,
      outcomes.map(({ item, outcome }) => [deed.subjectOf(item), mishapOf(deed, outcome)]),
    );
    return outcomes;
  } finally {
    release();
  }
}

/** Waits for what is done to one thing; when that fails, its row tells why, as after `doMany`. Rejects as `done` does. */
export async function noted(
  { data }: Desk,
  deed: { readonly account: Account; readonly action: string; readonly subject: Subject },
  done: Promise<unknown>,
): Promise<void> {
  const note = (outcome: Outcome) => data.mishaps.note(deed.account.id, [[deed.subject, mishapOf(deed, outcome)]]);
  try {
    await done;
    note({ kind: "done" });
  } catch (error) {
    note(outcomeOf(explain(error)));
    throw error;
  }
}

function mishapOf({ action }: { readonly action: string }, outcome: Outcome): Mishap | undefined {
  if (outcome.kind === "done") return undefined;
  return { action, why: outcome.why, isSure: outcome.kind !== "unknown" };
}

function runWithProgress<T>(deed: Deed<T>, items: readonly T[]): Promise<ItemOutcome<T>[]> {
  return withProgress(deed.title, (progress, token) => {
    let ended = 0;
    return runBatch(items, {
      run: deed.run,
      explain,
      width,
      stopped: () =>
        token.isCancellationRequested ? vscode.l10n.t("You canceled before this item was processed.") : undefined,
      ended: (item) => {
        const message = vscode.l10n.t("{0} of {1}: {2}", (ended += 1), items.length, plain(deed.nameOf(item)));
        progress.report({ message, increment: 100 / items.length });
      },
    });
  });
}

/** Takes the right to do `deed` to each of `items`; `held` are those for which it is not to be had. */
function claimAll<T>(deed: Deed<T>, items: readonly T[]) {
  const releases: (() => void)[] = [];
  const [free, held]: [T[], ItemOutcome<T>[]] = [[], []];
  for (const item of items) {
    const release = claim(deed.keyOf(item));
    if (release) releases.push(release);
    const why = release ? deed.objection(item) : vscode.l10n.t("Already in progress.");
    if (why === undefined) free.push(item);
    else held.push({ item, outcome: { kind: "not-started", why } });
  }
  return { free, held, release: () => releases.forEach((release) => release()) };
}
