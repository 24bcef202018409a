import { setMaxListeners } from "node:events";
import { canceledError } from "../request-errors";

/** A task that may return a value, and follow-up tasks to be queued directly after it. */
export type OrderedTask<T> = (signal: AbortSignal) => Promise<OrderedTaskResult<T>>;

export interface OrderedTaskResult<T> {
  readonly value?: T;
  readonly followUps?: readonly OrderedTask<T>[];
}

interface QueueEntry<T> {
  readonly task: OrderedTask<T>;
  readonly result: Promise<OrderedTaskResult<T>>;
  readonly start: (result: Promise<OrderedTaskResult<T>>) => void;
  isStarted: boolean;
}

/** How many tasks run at once, and how many may be started ahead of the next result, which limits memory. */
export interface ConcurrencyLimits {
  readonly maxRunning: number;
  readonly maxQueued: number;
}

/**
 * Runs tasks concurrently and yields their values in the order of the tasks, each as soon as possible. Aborts all running
 * tasks when the generator ends or returns early, or `signal` is aborted.
 * @throws DmapiError `canceled` by `signal`; otherwise the error of the first task, in order, that failed
 */
export async function* runInOrder<T>(
  tasks: readonly OrderedTask<T>[],
  limits: ConcurrencyLimits,
  signal?: AbortSignal,
): AsyncGenerator<T> {
  const queue = new OrderedTaskQueue(tasks, limits);
  const stop = () => queue.abort();
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  try {
    for (let result = await queue.takeNext(); result; result = await queue.takeNext()) {
      if (result.value !== undefined) yield result.value;
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    queue.abort();
  }
}

function createEntry<T>(task: OrderedTask<T>): QueueEntry<T> {
  let start: QueueEntry<T>["start"] = () => undefined;
  const result = new Promise<OrderedTaskResult<T>>((resolve) => (start = resolve));
  result.catch(() => undefined);
  return { task, result, start, isStarted: false };
}

/** A queue of tasks in order; those at the front are running. */
class OrderedTaskQueue<T> {
  private readonly entries: QueueEntry<T>[];
  private readonly controller = new AbortController();
  private readonly aborted: Promise<never>;
  private runningCount = 0;

  constructor(
    tasks: readonly OrderedTask<T>[],
    private readonly limits: ConcurrencyLimits,
  ) {
    this.entries = tasks.map(createEntry);
    setMaxListeners(0, this.controller.signal); // each request adds several listeners, and undici removes its own late
    this.aborted = new Promise((_, reject) => {
      const canceled = () => reject(canceledError("query-order-list"));
      this.controller.signal.addEventListener("abort", canceled);
    });
    this.aborted.catch(() => undefined);
  }

  /** The result of the first task in the queue; undefined when the queue is empty. */
  async takeNext(): Promise<OrderedTaskResult<T> | undefined> {
    this.startTasks();
    const [first] = this.entries;
    const result = await Promise.race([this.aborted, first?.result]);
    this.entries.shift();
    return result;
  }

  abort(): void {
    this.controller.abort();
  }

  private startTasks(): void {
    for (const entry of this.entries.slice(0, this.limits.maxQueued)) {
      if (this.runningCount >= this.limits.maxRunning || this.controller.signal.aborted) return;
      if (entry.isStarted) continue;
      entry.isStarted = true;
      this.runningCount += 1;
      entry.start(this.run(entry));
    }
  }

  private async run(entry: QueueEntry<T>): Promise<OrderedTaskResult<T>> {
    try {
      const result = await entry.task(this.controller.signal);
      const followUps = result.followUps ?? [];
      this.entries.splice(this.entries.indexOf(entry) + 1, 0, ...followUps.map(createEntry));
      return result;
    } finally {
      this.runningCount -= 1;
      this.startTasks();
    }
  }
}
