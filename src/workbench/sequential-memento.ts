import type { Memento } from "vscode";

/** When it is checked whether a value that was written is still there, ms; the last one is the end of the protection. */
const checkTimesMs = [500, 2000];

/** A value that was written a moment ago, and those it has replaced, as JSON. */
interface RecentWrite {
  readonly value: unknown;
  readonly replaced: ReadonlySet<string>;
}

/** Calls `run` after `delayMs`. */
type Schedule = (run: () => void, delayMs: number) => void;

/**
 * A Memento that serializes writes and protects them from other windows. Pending values are read as if they were stored.
 *
 * VS Code stores all values of an extension as one object. It replaces all values of `globalState` by those it has just
 * stored, so a value set while it is storing would be lost. And a window that writes before it has received what another
 * one wrote puts all old values back. Therefore, for two seconds, a value that has become the one it replaced is neither
 * read nor left so: it is written again. Another value is of another window, and stays.
 */
export class SequentialMemento implements Memento {
  /** Pending values by key; `undefined` for a key to be removed. */
  private readonly pending = new Map<string, { readonly value: unknown }>();
  private readonly recent = new Map<string, RecentWrite>();
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly memento: Memento,
    private readonly schedule: Schedule = (run, delayMs) => setTimeout(run, delayMs).unref(),
  ) {}

  keys(): readonly string[] {
    const keys = new Set([...this.memento.keys(), ...this.recent.keys(), ...this.pending.keys()]);
    return [...keys].filter((key) => this.read(key) !== undefined);
  }

  get(key: string, defaultValue?: unknown): never {
    const value = this.read(key);
    return (value === undefined ? defaultValue : value) as never;
  }

  /** Rejects as VS Code does when the value cannot be stored. */
  update(key: string, value: unknown): Promise<void> {
    const previous = this.read(key);
    const entry = { value: toJsonCopy(value) };
    this.pending.set(key, entry);
    const stored = this.queue.then(() => this.store(key, entry)).then(() => this.protect(key, entry.value, previous));
    this.queue = stored.catch(() => undefined);
    return stored;
  }

  private async store(key: string, entry: { readonly value: unknown }): Promise<void> {
    try {
      await this.memento.update(key, entry.value);
    } finally {
      if (this.pending.get(key) === entry) this.pending.delete(key);
    }
  }

  private read(key: string): unknown {
    const pendingEntry = this.pending.get(key);
    if (pendingEntry) return pendingEntry.value;
    const value = this.memento.get<unknown>(key);
    const recent = this.recent.get(key);
    return recent?.replaced.has(toJson(value)) ? recent.value : value;
  }

  private protect(key: string, value: unknown, previous: unknown): void {
    const replaced = new Set([...(this.recent.get(key)?.replaced ?? []), toJson(previous)]);
    replaced.delete(toJson(value));
    const recent = { value, replaced };
    this.recent.set(key, recent);
    for (const [index, delayMs] of checkTimesMs.entries())
      this.schedule(() => void this.check(key, recent, index === checkTimesMs.length - 1), delayMs);
  }

  /** Writes a value again that a window with old values has replaced. */
  private async check(key: string, recent: RecentWrite, isLast: boolean): Promise<void> {
    if (this.recent.get(key) !== recent) return;
    const isReplaced = () =>
      !this.pending.has(key) && this.recent.get(key) === recent && recent.replaced.has(toJson(this.memento.get(key)));
    const checked = this.queue.then(async () => {
      if (isReplaced()) await this.memento.update(key, recent.value);
    });
    this.queue = checked.catch(() => undefined);
    await this.queue;
    if (isLast && this.recent.get(key) === recent) this.recent.delete(key);
  }
}

function toJson(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value);
}

/** VS Code stores JSON; later changes of the object must not change the stored value. */
function toJsonCopy(value: unknown): unknown {
  return typeof value === "object" && value !== null ? JSON.parse(JSON.stringify(value)) : value;
}
