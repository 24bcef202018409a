const most = 300;

/**
 * What was read of things that do not change: each is asked for once, when somebody wants to know, and the latest ones are
 * kept. Keys begin with the id of the account's record.
 */
export class ReadOnce {
  readonly #known = new Map<string, string>();
  readonly #running = new Map<string, Promise<string>>();

  /** What was read; undefined when nobody has. */
  of(key: string): string | undefined {
    return this.#known.get(key);
  }

  /** What was read, or what `ask` gives the first time. Rejects as `ask` does; then the next one asks again. */
  read(key: string, ask: () => Promise<string>): Promise<string> {
    const known = this.#known.get(key);
    if (known !== undefined) return Promise.resolve(known);
    const running = this.#running.get(key) ?? this.#ask(key, ask);
    this.#running.set(key, running);
    return running;
  }

  /** Keeps what was read in another place. */
  keep(key: string, value: string): void {
    this.#known.delete(key);
    this.#known.set(key, value);
    const [oldest] = this.#known.keys();
    if (this.#known.size > most && oldest !== undefined) this.#known.delete(oldest);
  }

  /** Forgets what was read under keys for which this holds. */
  forget(holds: (key: string) => boolean): void {
    for (const key of this.#known.keys()) if (holds(key)) this.#known.delete(key);
  }

  async #ask(key: string, ask: () => Promise<string>): Promise<string> {
    try {
      const value = await ask();
      this.keep(key, value);
      return value;
    } finally {
      this.#running.delete(key);
    }
  }
}
