import type { Memento } from "vscode";
import {
  addObservedStates,
  addResentFoa,
  mergeStateHistory,
  parseStateHistory,
  serializeStateHistory,
  type StateHistoryByDomain,
  type ObservedState,
} from "./state-history";
import { isCancellation } from "./transfer-states";

const storageKeyPrefix = "sightings.";
const maxAccounts = 10;

/**
 * When each state of each transfer was first seen, by account, because DMAPI sends no times. All windows share the stored
 * history and merge their own observations, so that no window overwrites those of another.
 */
export class StateHistoryStore {
  private readonly histories = new Map<string, StateHistoryByDomain>();

  constructor(private readonly memento: Memento) {}

  /** Notes which transfers are on the list of `account` (a record's id) at `now` (epoch ms). */
  async recordStates(
    accountId: string,
    transfers: readonly { readonly domain: string; readonly state: string }[],
    now: number,
  ): Promise<void> {
    await this.update(accountId, (previous) => addObservedStates(previous, transfers, now));
    await this.pruneAccounts(accountId);
  }

  /** Notes that the FOA of a transfer was resent at `now` (epoch ms), until the transfer is in another state. */
  async recordResentFoa(accountId: string, domain: string, now: number): Promise<void> {
    await this.update(accountId, (previous) => addResentFoa(previous, domain, now));
  }

  /** When the FOA of a transfer that is in `state` was last resent (epoch ms); undefined if it was not. */
  resentAt(accountId: string, domain: string, state: string): number | undefined {
    const last = this.historyOf(accountId, domain).at(-1);
    return last?.state === state ? last.resentAt : undefined;
  }

  /** Changes what all windows have stored by now. */
  private async update(
    accountId: string,
    change: (previous: StateHistoryByDomain) => StateHistoryByDomain,
  ): Promise<void> {
    const stored: unknown = this.memento.get(storageKeyPrefix + accountId);
    const previous = mergeStateHistory(parseStateHistory(stored), this.histories.get(accountId) ?? new Map());
    const history = change(previous);
    this.histories.set(accountId, history);
    const next = serializeStateHistory(history);
    if (JSON.stringify(next) !== JSON.stringify(stored)) await this.memento.update(storageKeyPrefix + accountId, next);
  }

  /** When `state` of a transfer was first seen (epoch ms); undefined when it was not. */
  firstSeenAt(accountId: string, domain: string, state: string): number | undefined {
    return this.historyOf(accountId, domain).findLast((observed) => observed.state === state)?.at;
  }

  /** The observed states of a transfer, the oldest first. */
  historyOf(accountId: string, domain: string): readonly ObservedState[] {
    return this.load(accountId).get(domain)?.states ?? [];
  }

  /** Whether the cancellation of a transfer was requested, and nothing was seen of a transfer of that domain since. */
  wasCanceled(accountId: string, domain: string): boolean {
    return isCancellation(this.historyOf(accountId, domain).at(-1)?.state ?? "");
  }

  /** Deletes the history of an account, for example when it is removed. */
  async forgetAccount(accountId: string): Promise<void> {
    this.histories.delete(accountId);
    await this.memento.update(storageKeyPrefix + accountId, undefined);
  }

  private load(accountId: string): StateHistoryByDomain {
    const known = this.histories.get(accountId);
    if (known) return known;
    const stored = parseStateHistory(this.memento.get(storageKeyPrefix + accountId));
    this.histories.set(accountId, stored);
    return stored;
  }

  private async pruneAccounts(accountId: string): Promise<void> {
    const keys = this.memento
      .keys()
      .filter((key) => key.startsWith(storageKeyPrefix) && key !== storageKeyPrefix + accountId);
    if (keys.length < maxAccounts) return;
    const byDay = keys.map((key) => ({ key, day: lastSeenDayOf(parseStateHistory(this.memento.get(key))) }));
    const oldest = byDay.sort((a, b) => b.day - a.day).slice(maxAccounts - 1);
    for (const { key } of oldest) await this.forgetAccount(key.slice(storageKeyPrefix.length));
  }
}

function lastSeenDayOf(history: StateHistoryByDomain): number {
  return [...history.values()].reduce((latest, { lastSeenDay }) => Math.max(latest, lastSeenDay), 0);
}
