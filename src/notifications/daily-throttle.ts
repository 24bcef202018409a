import type { Memento } from "vscode";
import * as z from "zod/mini";

const storageKey = "toldToday";
const storedSchema = z.record(z.string(), z.string());

/** Allows each key once per local day, across restarts. */
export class DailyThrottle {
  private readonly acquiredOn = new Map<string, string>();

  constructor(private readonly memento: Memento) {}

  /** True the first time on the local day of `now`. */
  tryAcquire(key: string, now: Date): boolean {
    const today = now.toDateString();
    const stored = this.readStored();
    if (stored[key] === today || this.acquiredOn.get(key) === today) return false;
    this.acquiredOn.set(key, today);
    const ofToday = Object.entries(stored).filter(([, day]) => day === today);
    void this.memento.update(storageKey, { ...Object.fromEntries(ofToday), [key]: today });
    return true;
  }

  /** Resets these keys. */
  async forget(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.acquiredOn.delete(key);
    const stored = Object.entries(this.readStored());
    const remaining = stored.filter(([key]) => !keys.includes(key));
    if (remaining.length < stored.length) await this.memento.update(storageKey, Object.fromEntries(remaining));
  }

  private readStored(): Record<string, string> {
    const parsed = storedSchema.safeParse(this.memento.get(storageKey));
    return parsed.success ? parsed.data : {};
  }
}
