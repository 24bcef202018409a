import type { Result, Transfer } from "../dmapi/model";
import { diffUrgency, findTransferResult, isTransferOrder, diffResults, diffTransfers } from "./diff-snapshots";
import type { NotificationItem } from "./notification-deduper";

/** The last known lists of an account. */
interface AccountSnapshot {
  transfers?: readonly Transfer[];
  results?: readonly Result[];
  /** Why transfers need action by the reseller, by domain. */
  urgencyReasons?: ReadonlyMap<string, string>;
}

/** Why transfers need action by the reseller, by domain: any text that changes with the reason. */
export type UrgencyReasons = ReadonlyMap<string, string>;

/**
 * Detects changes between two polls of an account. The first poll reports nothing, and changes another window detected are
 * reported by that window: `updateSnapshot` takes them over without reporting.
 */
export class ChangeDetector {
  readonly #snapshots = new Map<string, AccountSnapshot>();

  detectTransferChanges(
    accountId: string,
    transfers: readonly Transfer[],
    urgencyReasons: UrgencyReasons,
  ): NotificationItem[] {
    const before = this.#snapshotOf(accountId);
    this.updateSnapshot(accountId, { transfers, urgencyReasons });
    const stateChanges = diffTransfers(before.transfers ?? transfers, transfers);
    const urgencyChanges = diffUrgency(before.urgencyReasons ?? urgencyReasons, urgencyReasons, transfers);
    const changedDomains = new Set(stateChanges.map(({ domain }) => domain));
    return [...stateChanges, ...urgencyChanges.filter(({ domain }) => !changedDomains.has(domain))].map(
      ({ kind, domain, state }) => ({
        kind,
        subject: domain,
        detail: state,
      }),
    );
  }

  detectResultChanges(accountId: string, results: readonly Result[]): NotificationItem[] {
    const before = this.#snapshotOf(accountId).results ?? results;
    this.updateSnapshot(accountId, { results });
    return diffResults(before, results).map(({ kind, result }) => ({
      kind,
      subject: result.object,
      detail: result.requestType,
      procId: result.procId,
      svTrId: result.svTrId,
    }));
  }

  /** Takes lists over without reporting changes. */
  updateSnapshot(accountId: string, snapshot: AccountSnapshot): void {
    this.#snapshots.set(accountId, { ...this.#snapshotOf(accountId), ...snapshot });
  }

  /** Forgets an account: its next poll counts as the first one. */
  forgetAccount(accountId: string): void {
    this.#snapshots.delete(accountId);
  }

  /** True when results must be loaded to know how transfers that left the list ended. */
  needsResults(accountId: string, items: readonly NotificationItem[]): boolean {
    return items.some(({ kind }) => kind === "transferEnded") && this.#snapshotOf(accountId).results === undefined;
  }

  /** The same items without duplicates, with how transfers ended where results show it. */
  consolidate(accountId: string, items: readonly NotificationItem[]): NotificationItem[] {
    const { results = [] } = this.#snapshotOf(accountId);
    const resolved = items.map((item) => {
      if (item.kind !== "transferEnded") return item;
      const isCompleted = findTransferResult(item.subject, results) === "ack";
      return isCompleted ? { ...item, kind: "transferCompleted" as const } : item;
    });
    return dropRedundantItems(resolved);
  }

  #snapshotOf(accountId: string): AccountSnapshot {
    return this.#snapshots.get(accountId) ?? {};
  }
}

/**
 * The result of a transfer order repeats what the states of the transfer say, and the result of a resent FOA or a
 * cancellation was shown when the action was done.
 */
function dropRedundantItems(items: readonly NotificationItem[]): NotificationItem[] {
  const transferDomains = new Set(items.filter(({ procId }) => procId === undefined).map(({ subject }) => subject));
  return items.filter(({ kind, subject, detail, procId }) => {
    if (procId === undefined) return true;
    if (detail === "domain-transfer-control") return kind === "resultFailed";
    return !(isTransferOrder(detail) && transferDomains.has(subject));
  });
}
