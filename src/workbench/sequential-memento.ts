import type { Memento } from "vscode";

/**
 * A Memento whose writes are stored one after the other. VS Code replaces all values of `globalState` by what it has just
 * stored; a value set between the start and the end of that would be lost. What waits to be stored is read as if it were.
 */
export class SequentialMemento implements Memento {
  /** What waits, by key; `undefined` for a key to be removed. */
  readonly #waiting = new Map<string, { readonly value: unknown }>();
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly memento: Memento) {}

  keys(): readonly string[] {
    const others = this.memento.keys().filter((key) => !this.#waiting.has(key));
    const waiting = [...this.#waiting].filter(([, { value }]) => value !== undefined).map(([key]) => key);
    return [...others, ...waiting];
  }

  get(key: string, defaultValue?: unknown): never {
    const waiting = this.#waiting.get(key);
    const value = waiting ? waiting.value : this.memento.get<unknown>(key);
    return (value === undefined ? defaultValue : value) as never;
  }

  /** Rejects as VS Code does when the value cannot be stored. */
  update(key: string, value: unknown): Promise<void> {
    const entry = { value: copyOf(value) };
    this.#waiting.set(key, entry);
    const stored = this.#last.then(() => this.#store(key, entry));
    this.#last = stored.catch(() => undefined);
    return stored;
  }

  async #store(key: string, entry: { readonly value: unknown }): Promise<void> {
    try {
      await this.memento.update(key, entry.value);
    } finally {
      if (this.#waiting.get(key) === entry) this.#waiting.delete(key);
    }
  }
}

/** VS Code stores JSON: what is changed later must not change what is stored. */
function copyOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? JSON.parse(JSON.stringify(value)) : value;
}
