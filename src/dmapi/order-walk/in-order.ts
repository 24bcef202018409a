import { setMaxListeners } from "node:events";
import { DmapiError } from "../errors";

/** A piece of work which may give a value and further steps that belong right behind it. */
export type Step<T> = (signal: AbortSignal) => Promise<Outcome<T>>;

export interface Outcome<T> {
  readonly value?: T;
  readonly next?: readonly Step<T>[];
}

interface Place<T> {
  readonly step: Step<T>;
  readonly outcome: Promise<Outcome<T>>;
  readonly begin: (outcome: Promise<Outcome<T>>) => void;
  begun: boolean;
}

/** How many steps run at once; how far in front of the one whose turn it is, which bounds the memory. */
export interface Pace {
  readonly atOnce: number;
  readonly ahead: number;
}

/**
 * Runs steps side by side and yields their values in the order of the steps, each as soon as it is its turn. Ends all that
 * is under way when it ends, is left, or `signal` says so.
 * @throws DmapiError `cancelled` by `signal`; otherwise what the first failing step in order failed with
 */
export async function* inOrder<T>(steps: readonly Step<T>[], pace: Pace, signal?: AbortSignal): AsyncGenerator<T> {
  const line = new Line(steps, pace);
  const stop = () => line.end();
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  try {
    for (let outcome = await line.take(); outcome; outcome = await line.take()) {
      if (outcome.value !== undefined) yield outcome.value;
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    line.end();
  }
}

function placeFor<T>(step: Step<T>): Place<T> {
  let begin: Place<T>["begin"] = () => undefined;
  const outcome = new Promise<Outcome<T>>((resolve) => (begin = resolve));
  outcome.catch(() => undefined);
  return { step, outcome, begin, begun: false };
}

/** Steps in their order, those in front under way. */
class Line<T> {
  readonly #places: Place<T>[];
  readonly #stop = new AbortController();
  readonly #stopped: Promise<never>;
  #running = 0;

  constructor(
    steps: readonly Step<T>[],
    private readonly pace: Pace,
  ) {
    this.#places = steps.map(placeFor);
    setMaxListeners(0, this.#stop.signal); // each request listens more than once, and undici lets go late
    this.#stopped = new Promise((_, reject) => {
      const cancelled = () => reject(new DmapiError("cancelled", "cancelled", { request: "query-order-list" }));
      this.#stop.signal.addEventListener("abort", cancelled);
    });
    this.#stopped.catch(() => undefined);
  }

  /** What the first step came to; undefined behind the last one. */
  async take(): Promise<Outcome<T> | undefined> {
    this.#start();
    const [first] = this.#places;
    const outcome = await Promise.race([this.#stopped, first?.outcome]);
    this.#places.shift();
    return outcome;
  }

  end(): void {
    this.#stop.abort();
  }

  #start(): void {
    for (const place of this.#places.slice(0, this.pace.ahead)) {
      if (this.#running >= this.pace.atOnce || this.#stop.signal.aborted) return;
      if (place.begun) continue;
      place.begun = true;
      this.#running += 1;
      place.begin(this.#run(place));
    }
  }

  async #run(place: Place<T>): Promise<Outcome<T>> {
    try {
      const outcome = await place.step(this.#stop.signal);
      const next = outcome.next ?? [];
      this.#places.splice(this.#places.indexOf(place) + 1, 0, ...next.map(placeFor));
      return outcome;
    } finally {
      this.#running -= 1;
      this.#start();
    }
  }
}
