const maxEntries = 300;

/**
 * Memoizes requests for values that do not change: each is sent once, when first needed, and the latest values are kept.
 * Keys begin with the id of the account record.
 */
export class MemoizedRequest {
  private readonly values = new Map<string, string>();
  private readonly pending = new Map<string, Promise<string>>();

  /** The value; undefined before it was loaded. */
  get(key: string): string | undefined {
    return this.values.get(key);
  }

  /** The value, loaded the first time. Rejects as `load` does; then the next call loads again. */
  getOrLoad(key: string, load: () => Promise<string>): Promise<string> {
    const value = this.values.get(key);
    if (value !== undefined) return Promise.resolve(value);
    const pending = this.pending.get(key) ?? this.load(key, load);
    this.pending.set(key, pending);
    return pending;
  }

  /** Stores a value that was loaded elsewhere. */
  set(key: string, value: string): void {
    this.values.delete(key);
    this.values.set(key, value);
    const [oldest] = this.values.keys();
    if (this.values.size > maxEntries && oldest !== undefined) this.values.delete(oldest);
  }

  /** Deletes the values of matching keys. */
  deleteWhere(predicate: (key: string) => boolean): void {
    for (const key of this.values.keys()) if (predicate(key)) this.values.delete(key);
  }

  private async load(key: string, load: () => Promise<string>): Promise<string> {
    try {
      const value = await load();
      this.set(key, value);
      return value;
    } finally {
      this.pending.delete(key);
    }
  }
}
