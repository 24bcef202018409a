import type { Memento } from "vscode";

/**
 * A Memento that serializes writes. VS Code replaces all values of `globalState` by those it has just stored, so a value
 * set while it is storing would be lost. Pending values are read as if they were stored.
 */
export class SequentialMemento implements Memento {
  /** Pending values by key; `undefined` for a key to be removed. */
  readonly #pending = new Map<string, { readonly value: unknown }>();
  #queue: Promise<void> = Promise.resolve();

  constructor(private readonly memento: Memento) {}

  keys(): readonly string[] {
    const others = this.memento.keys().filter((key) => !this.#pending.has(key));
    const pendingKeys = [...this.#pending].filter(([, { value }]) => value !== undefined).map(([key]) => key);
    return [...others, ...pendingKeys];
  }

  get(key: string, defaultValue?: unknown): never {
    const pendingEntry = this.#pending.get(key);
    const value = pendingEntry ? pendingEntry.value : this.memento.get<unknown>(key);
    return (value === undefined ? defaultValue : value) as never;
  }

  /** Rejects as VS Code does when the value cannot be stored. */
  update(key: string, value: unknown): Promise<void> {
    const entry = { value: toJsonCopy(value) };
    this.#pending.set(key, entry);
    const stored = this.#queue.then(() => this.#store(key, entry));
    this.#queue = stored.catch(() => undefined);
    return stored;
  }

  async #store(key: string, entry: { readonly value: unknown }): Promise<void> {
    try {
      await this.memento.update(key, entry.value);
    } finally {
      if (this.#pending.get(key) === entry) this.#pending.delete(key);
    }
  }
}

/** VS Code stores JSON; later changes of the object must not change the stored value. */
function toJsonCopy(value: unknown): unknown {
  return typeof value === "object" && value !== null ? JSON.parse(JSON.stringify(value)) : value;
}
