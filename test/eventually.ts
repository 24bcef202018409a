/**
 * Long enough for a machine whose cores are all busy; a test that waits needs a mocha timeout above it. A suite whose
 * checks take long themselves sets it higher.
 */
const defaultTimeoutMs = Number(process.env["JOKER_EVENTUALLY_TIMEOUT_MS"] ?? 15_000);
const intervalMs = Number(process.env["JOKER_EVENTUALLY_INTERVAL_MS"] ?? 10);

// Taken at load, so that a test may replace the global timers while it waits.
const { setTimeout, clearTimeout } = globalThis;

export interface EventuallyOptions {
  readonly timeoutMs?: number;
  /** What is waited for, for the message on a timeout. */
  readonly what?: string;
}

/**
 * Calls `check` until it no longer throws, and returns what it returns. On a timeout, also of a `check` that does not
 * settle, it throws an error that says how long was waited and what `check` threw last.
 */
export async function eventually<T>(check: () => T | Promise<T>, options: EventuallyOptions = {}): Promise<T> {
  const { timeoutMs = defaultTimeoutMs, what } = options;
  const start = performance.now();
  let last: unknown;
  for (;;) {
    const remainingMs = Math.max(timeoutMs - (performance.now() - start), 0);
    const outcome = await settle(check, remainingMs);
    if (outcome.kind === "done") return outcome.value;
    if (outcome.kind === "failed") last = outcome.error;
    const waitedMs = performance.now() - start;
    if (outcome.kind === "unsettled" || waitedMs >= timeoutMs) {
      const waited = `waited ${(waitedMs / 1000).toFixed(1)} s${what === undefined ? "" : ` for ${what}`}`;
      const seen = last === undefined ? "nothing" : messageOf(last);
      const note = outcome.kind === "unsettled" ? "; the check did not settle" : "";
      throw new Error(`${waited}; last seen: ${seen}${note}`, { cause: last });
    }
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
}

type Outcome<T> = { kind: "done"; value: T } | { kind: "failed"; error: unknown } | { kind: "unsettled" };

async function settle<T>(check: () => T | Promise<T>, timeoutMs: number): Promise<Outcome<T>> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<Outcome<T>>((resolve) => {
    timer = setTimeout(() => resolve({ kind: "unsettled" }), timeoutMs);
  });
  try {
    return await Promise.race([run(check), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function run<T>(check: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: "done", value: await check() };
  } catch (error) {
    return { kind: "failed", error };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
