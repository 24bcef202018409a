import type { Explained } from "../account/explain";

/** What became of one thing of many that were asked for together. Each but `done` has a sentence that says why. */
export type Outcome =
  | { readonly kind: "done" }
  /** It was not done. */
  | { readonly kind: "refused"; readonly why: string }
  /** It may have been done: the reply was lost. */
  | { readonly kind: "unknown"; readonly why: string }
  /** Nothing was sent. */
  | { readonly kind: "not-started"; readonly why: string };

export interface ItemOutcome<T> {
  readonly item: T;
  readonly outcome: Outcome;
}

export interface Batch<T> {
  /** Does one item; rejects with what went wrong. */
  readonly run: (item: T) => Promise<unknown>;
  /** Says what went wrong. */
  readonly explain: (error: unknown) => Explained;
  /** How many at a time. */
  readonly width: number;
  /** Why nothing more shall begin; undefined while all is well. What is under way is waited for. */
  readonly stopped: () => string | undefined;
  readonly ended?: (item: T) => void;
}

/** Does something to each of `items`, a few at a time. Gives an outcome per item, in their order; never rejects. */
export async function runBatch<T>(items: readonly T[], batch: Batch<T>): Promise<ItemOutcome<T>[]> {
  const outcomes = new Array<ItemOutcome<T>>(items.length);
  const queue = items.entries();
  let broken: string | undefined;
  async function work(): Promise<void> {
    for (const [index, item] of queue) {
      const why = broken ?? batch.stopped();
      if (why !== undefined) {
        outcomes[index] = { item, outcome: { kind: "not-started", why } };
        continue;
      }
      const failure = await failureOf(batch, item);
      if (failure && hopeless.has(failure.reason)) broken = failure.message;
      outcomes[index] = { item, outcome: failure ? outcomeOf(failure) : { kind: "done" } };
      batch.ended?.(item);
    }
  }
  await Promise.all(Array.from({ length: batch.width }, work));
  return outcomes;
}

/** After these every further request would fail the same way. None of them leaves a doubt about a modifying request. */
const hopeless = new Set<Explained["reason"]>(["authentication", "network", "tls", "proxy"]);
const unsent = new Set<Explained["reason"]>([...hopeless, "timeout", "cancelled"]);

async function failureOf<T>({ run, explain }: Batch<T>, item: T): Promise<Explained | undefined> {
  try {
    await run(item);
    return undefined;
  } catch (error) {
    return explain(error);
  }
}

/** What a failure says of the one thing it was about. */
export function outcomeOf({ reason, message: why }: Explained): Outcome {
  if (reason === "unknown-outcome") return { kind: "unknown", why };
  return unsent.has(reason) ? { kind: "not-started", why } : { kind: "refused", why };
}
