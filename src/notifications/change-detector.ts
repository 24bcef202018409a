import { isTransferOrder, type Result, type Transfer } from "../dmapi/model";
import { isCancellation } from "../state/transfer-states";
import {
  findSuspiciousDepartures,
  diffUrgency,
  findTransferResult,
  diffResults,
  diffTransfers,
} from "./diff-snapshots";
import type { NotificationItem } from "./notification-deduper";

/** The last known lists of an account. */
interface AccountSnapshot {
  /** The domains missing from the last list, which is not believed until another one shows the same. */
  unconfirmed?: ReadonlySet<string> | undefined;
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
  private readonly snapshots = new Map<string, AccountSnapshot>();

  detectTransferChanges(
    accountId: string,
    transfers: readonly Transfer[],
    urgencyReasons: UrgencyReasons,
  ): NotificationItem[] {
    const before = this.snapshotOf(accountId);
    if (!this.updateTransfers(accountId, transfers, urgencyReasons)) return [];
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

  /**
   * Takes a list over; false if so many transfers are missing that it may be wrong. Then the last list counts until the
   * next one confirms it.
   */
  updateTransfers(accountId: string, transfers: readonly Transfer[], urgencyReasons: UrgencyReasons): boolean {
    const { transfers: before = [], unconfirmed } = this.snapshotOf(accountId);
    const missing = findSuspiciousDepartures(before, transfers).filter((domain) => unconfirmed?.has(domain) !== true);
    if (missing.length > 0) {
      this.updateSnapshot(accountId, { unconfirmed: new Set([...(unconfirmed ?? []), ...missing]) });
      return false;
    }
    this.updateSnapshot(accountId, { transfers, urgencyReasons, unconfirmed: undefined });
    return true;
  }

  /** True when the last list must be confirmed by another one. */
  needsConfirmation(accountId: string): boolean {
    return this.snapshotOf(accountId).unconfirmed !== undefined;
  }

  detectResultChanges(accountId: string, results: readonly Result[]): NotificationItem[] {
    const before = this.snapshotOf(accountId).results ?? results;
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
    this.snapshots.set(accountId, { ...this.snapshotOf(accountId), ...snapshot });
  }

  /** Forgets an account: its next poll counts as the first one. */
  forgetAccount(accountId: string): void {
    this.snapshots.delete(accountId);
  }

  /** True when results must be loaded to know how transfers that left the list ended. */
  needsResults(accountId: string, items: readonly NotificationItem[]): boolean {
    return items.some(({ kind }) => kind === "transferEnded") && this.snapshotOf(accountId).results === undefined;
  }

  /** The same items without duplicates and expected failures, with how transfers ended where results show it. */
  consolidate(accountId: string, items: readonly NotificationItem[]): NotificationItem[] {
    const { results = [], transfers = [] } = this.snapshotOf(accountId);
    const resolved = items.map((item) => {
      if (item.kind !== "transferEnded") return item;
      const isCompleted = findTransferResult(item.subject, results) === "ack";
      return isCompleted ? { ...item, kind: "transferCompleted" as const } : item;
    });
    const canceled = new Set(transfers.filter(({ state }) => isCancellation(state)).map(({ domain }) => domain));
    return dropRedundantItems(resolved).filter((item) => !isExpectedFailure(item, canceled));
  }

  private snapshotOf(accountId: string): AccountSnapshot {
    return this.snapshots.get(accountId) ?? {};
  }
}

/** A transfer order fails when the transfer is canceled, which its state says. */
function isExpectedFailure({ kind, subject, detail }: NotificationItem, canceledDomains: ReadonlySet<string>): boolean {
  return kind === "resultFailed" && isTransferOrder(detail) && canceledDomains.has(subject);
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
