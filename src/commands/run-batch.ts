import type { ErrorDescription } from "../accounts/error-messages";

/** The outcome for one item of a batch. Each but `done` has a sentence that says why. */
export type BatchOutcome =
  | { readonly kind: "done" }
  /** It was not done. */
  | { readonly kind: "refused"; readonly why: string }
  /** It may have been done: the reply was lost. */
  | { readonly kind: "unknown"; readonly why: string }
  /** Nothing was sent. */
  | { readonly kind: "not-started"; readonly why: string };

export interface BatchItemOutcome<T> {
  readonly item: T;
  readonly outcome: BatchOutcome;
}

export interface BatchOptions<T> {
  /** Processes one item; rejects with the failure. */
  readonly run: (item: T) => Promise<unknown>;
  /** Describes a failure. */
  readonly explain: (error: unknown) => ErrorDescription;
  /** How many items are processed at a time. */
  readonly concurrency: number;
  /** Why no further item may start; undefined otherwise. Running items are awaited. */
  readonly stopReason: () => string | undefined;
  readonly onItemEnd?: (item: T) => void;
}

/** Processes `items`, a few at a time. Returns an outcome per item, in their order; never rejects. */
export async function runBatch<T>(items: readonly T[], batch: BatchOptions<T>): Promise<BatchItemOutcome<T>[]> {
  const outcomes = new Array<BatchItemOutcome<T>>(items.length);
  const queue = items.entries();
  let fatalMessage: string | undefined;
  async function worker(): Promise<void> {
    for (const [index, item] of queue) {
      const why = fatalMessage ?? batch.stopReason();
      if (why !== undefined) {
        outcomes[index] = { item, outcome: { kind: "not-started", why } };
        continue;
      }
      const failure = await runItem(batch, item);
      if (failure && fatalReasons.has(failure.reason)) fatalMessage = failure.message;
      outcomes[index] = { item, outcome: failure ? toOutcome(failure) : { kind: "done" } };
      batch.onItemEnd?.(item);
    }
  }
  await Promise.all(Array.from({ length: batch.concurrency }, worker));
  return outcomes;
}

/** Failures every further request would share. After none of them is the outcome of a modifying request unknown. */
const fatalReasons = new Set<ErrorDescription["reason"]>(["authentication", "network", "tls", "proxy"]);
const notSentReasons = new Set<ErrorDescription["reason"]>([...fatalReasons, "timeout", "canceled"]);

async function runItem<T>({ run, explain }: BatchOptions<T>, item: T): Promise<ErrorDescription | undefined> {
  try {
    await run(item);
    return undefined;
  } catch (error) {
    return explain(error);
  }
}

/** The outcome that a failure means for its item. */
export function toOutcome({ reason, message: why }: ErrorDescription): BatchOutcome {
  if (reason === "unknown-outcome") return { kind: "unknown", why };
  return notSentReasons.has(reason) ? { kind: "not-started", why } : { kind: "refused", why };
}
