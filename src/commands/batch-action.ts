import * as vscode from "vscode";
import { describeError } from "../accounts/error-messages";
import type { Account } from "../accounts/model";
import type { ActionFailure, RowId } from "../state/action-failures";
import type { Resource } from "../state/resource";
import { withProgress } from "../workbench/dialogs";
import { sanitize } from "../workbench/sanitize";
import { UserFacingError } from "../workbench/user-facing-error";
import { toOutcome, runBatch, type BatchItemOutcome, type BatchOutcome } from "./run-batch";
import { markInFlight } from "./in-flight";
import { refreshAfter, type CommandContext } from "./command-context";

/** An action on several items. */
export interface BatchAction<T> {
  /** The title of the progress notification. */
  readonly title: string;
  /** The title of the command, such as `Cancel Transfer`. */
  readonly action: string;
  readonly account: Account;
  /** The row of the item, on which a failure is shown. */
  readonly rowIdOf: (item: T) => RowId;
  /** Identifies the action on `item`, so that it never runs twice at a time. */
  readonly inFlightKeyOf: (item: T) => string;
  readonly nameOf: (item: T) => string;
  /** The state of a transfer, by which the outcome of a lost reply can be recognized. */
  readonly stateOf?: (item: T) => string;
  readonly run: (item: T) => Promise<unknown>;
  /** Why the action is no longer possible, checked just before it starts; undefined when it is. */
  readonly validate: (item: T) => string | undefined;
  /** The resources to reload afterwards. */
  readonly resourcesToReload: readonly Resource<unknown>[];
}

/** Kept low, because others use the server too. */
const concurrency = 3;

/** Runs `action` for each of `items`, with cancellable progress. Returns an outcome per item, in their order. */
export async function runBatchAction<T>(
  { accounts, appState }: CommandContext,
  action: BatchAction<T>,
  items: readonly T[],
): Promise<BatchItemOutcome<T>[]> {
  const { startable, notStarted, release } = markAllInFlight(action, items);
  try {
    const finished = await refreshAfter(runWithProgress(action, startable), ...action.resourcesToReload);
    const byItem = new Map([...notStarted, ...finished].map((itemOutcome) => [itemOutcome.item, itemOutcome]));
    const outcomes = items.flatMap((item) => byItem.get(item) ?? []);
    appState.actionFailures.record(
      action.account.id,
      outcomes.map(({ item, outcome }) => [
        action.rowIdOf(item),
        toActionFailure({ action: action.action, stateBefore: action.stateOf?.(item) }, outcome),
      ]),
    );
    // The list was loaded before the outcomes were recorded.
    if (accounts.current === action.account)
      appState.actionFailures.resolveTransfers(action.account.id, appState.transfers.value ?? []);
    return outcomes;
  } finally {
    release();
  }
}

/** An action on one item. */
interface SingleAction {
  readonly account: Account;
  /** The title of the command. */
  readonly action: string;
  readonly rowId: RowId;
  /** The name of the item. */
  readonly name: string;
  readonly stateBefore?: string;
}

/**
 * Awaits an action on one item and records a failure on its row, as `runBatchAction` does. Rejects as `promise` does; if
 * its reply was lost, with an error that names the item.
 */
export async function recordOutcome(
  { appState, log }: CommandContext,
  action: SingleAction,
  promise: Promise<unknown>,
): Promise<void> {
  const record = (outcome: BatchOutcome) =>
    appState.actionFailures.record(action.account.id, [[action.rowId, toActionFailure(action, outcome)]]);
  try {
    await promise;
    record({ kind: "done" });
  } catch (error) {
    const description = describeError(error);
    record(toOutcome(description));
    if (description.reason !== "unknown-outcome") throw error;
    const message = vscode.l10n.t("{0} ({1}): {2}", action.action, action.name, description.message);
    const showLog = { title: vscode.l10n.t("Show Log"), run: () => log.show() };
    throw new UserFacingError(message, [showLog], error);
  }
}

function toActionFailure(
  { action, stateBefore }: { readonly action: string; readonly stateBefore?: string | undefined },
  outcome: BatchOutcome,
): ActionFailure | undefined {
  if (outcome.kind === "done") return undefined;
  return { action, why: outcome.why, isConfirmed: outcome.kind !== "unknown", stateBefore };
}

function runWithProgress<T>(action: BatchAction<T>, items: readonly T[]): Promise<BatchItemOutcome<T>[]> {
  return withProgress(action.title, (progress, token) => {
    let endedCount = 0;
    return runBatch(items, {
      run: action.run,
      explain: describeError,
      concurrency,
      stopReason: () =>
        token.isCancellationRequested ? vscode.l10n.t("Canceled before this item was processed.") : undefined,
      onItemEnd: (item) => {
        const message = vscode.l10n.t(
          "{0} of {1}: {2}",
          (endedCount += 1),
          items.length,
          sanitize(action.nameOf(item)),
        );
        progress.report({ message, increment: 100 / items.length });
      },
    });
  });
}

/** Marks each item as in flight; `notStarted` are those already in flight or not valid. */
function markAllInFlight<T>(action: BatchAction<T>, items: readonly T[]) {
  const releases: (() => void)[] = [];
  const [startable, notStarted]: [T[], BatchItemOutcome<T>[]] = [[], []];
  for (const item of items) {
    const release = markInFlight(action.inFlightKeyOf(item));
    if (release) releases.push(release);
    const why = release ? action.validate(item) : vscode.l10n.t("Already in progress.");
    if (why === undefined) startable.push(item);
    else notStarted.push({ item, outcome: { kind: "not-started", why } });
  }
  return { startable, notStarted, release: () => releases.forEach((release) => release()) };
}
