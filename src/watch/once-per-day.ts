import type { Memento } from "vscode";
import * as z from "zod/mini";

const key = "toldToday";
const schema = z.record(z.string(), z.string());

/** What is told once a day at most, over restarts too. */
export class OncePerDay {
  readonly #told = new Map<string, string>();

  constructor(private readonly state: Memento) {}

  /** True when `what` was not told yet on the local day of `now`; it counts as told from then on. */
  take(what: string, now: Date): boolean {
    const today = now.toDateString();
    const stored = this.#stored();
    if (stored[what] === today || this.#told.get(what) === today) return false;
    this.#told.set(what, today);
    const ofToday = Object.entries(stored).filter(([, day]) => day === today);
    void this.state.update(key, { ...Object.fromEntries(ofToday), [what]: today });
    return true;
  }

  /** Forgets that these were ever told. */
  async forget(whats: readonly string[]): Promise<void> {
    for (const what of whats) this.#told.delete(what);
    const stored = Object.entries(this.#stored());
    const others = stored.filter(([what]) => !whats.includes(what));
    if (others.length < stored.length) await this.state.update(key, Object.fromEntries(others));
  }

  #stored(): Record<string, string> {
    const parsed = schema.safeParse(this.state.get(key));
    return parsed.success ? parsed.data : {};
  }
}
