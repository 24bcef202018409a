import type { Memento } from "vscode";
import { addSeen, mergeSeen, readSeen, storedSeen, type SeenByDomain, type Sighting } from "./sighting";

const prefix = "sightings.";
const mostAccounts = 10;

/**
 * When each state of each transfer was first seen, by account: DMAPI tells no time. All windows share what is stored, and
 * each adds what it saw itself, so that a window which writes later takes nothing from another.
 */
export class Sightings {
  readonly #seen = new Map<string, SeenByDomain>();

  constructor(private readonly state: Memento) {}

  /** Notes which transfers are on the list of `account` (a record's id) at `now` (epoch ms). */
  async note(
    account: string,
    transfers: readonly { readonly domain: string; readonly state: string }[],
    now: number,
  ): Promise<void> {
    const stored: unknown = this.state.get(prefix + account);
    const known = mergeSeen(readSeen(stored), this.#seen.get(account) ?? new Map());
    const seen = addSeen(known, transfers, now);
    this.#seen.set(account, seen);
    const next = storedSeen(seen);
    if (JSON.stringify(next) !== JSON.stringify(stored)) await this.state.update(prefix + account, next);
    await this.#forgetOldest(account);
  }

  /** Since when (epoch ms) a transfer has been in `state` at least; undefined when that was never noted. */
  since(account: string, domain: string, state: string): number | undefined {
    return this.history(account, domain).findLast((sighting) => sighting.state === state)?.at;
  }

  /** The states a transfer was seen in, the first one first. */
  history(account: string, domain: string): readonly Sighting[] {
    return this.#of(account).get(domain)?.states ?? [];
  }

  /** Forgets an account, as when it is removed. */
  async forget(account: string): Promise<void> {
    this.#seen.delete(account);
    await this.state.update(prefix + account, undefined);
  }

  #of(account: string): SeenByDomain {
    const known = this.#seen.get(account);
    if (known) return known;
    const read = readSeen(this.state.get(prefix + account));
    this.#seen.set(account, read);
    return read;
  }

  async #forgetOldest(current: string): Promise<void> {
    const keys = this.state.keys().filter((key) => key.startsWith(prefix) && key !== prefix + current);
    if (keys.length < mostAccounts) return;
    const byDay = keys.map((key) => ({ key, day: lastDayOf(readSeen(this.state.get(key))) }));
    const oldest = byDay.sort((a, b) => b.day - a.day).slice(mostAccounts - 1);
    for (const { key } of oldest) await this.forget(key.slice(prefix.length));
  }
}

function lastDayOf(seen: SeenByDomain): number {
  return [...seen.values()].reduce((latest, { lastDay }) => Math.max(latest, lastDay), 0);
}
