import { isTransferOrder, resultKey, type Result, type Transfer } from "../dmapi/model";
import { findStateInfo } from "../state/transfer-states";

/** The kinds of notification about a transfer. */
export type TransferNotificationKind =
  "transferCompleted" | "transferEnded" | "foaAccepted" | "foaRejected" | "transferAttention";

/** A change of a transfer between two polls. */
export interface TransferChange {
  readonly kind: TransferNotificationKind;
  readonly domain: string;
  /** The current state, or the last one known. */
  readonly state: string;
}

/** A change of an asynchronous request between two polls. */
export interface ResultChange {
  readonly kind: "resultSucceeded" | "resultFailed";
  readonly result: Result;
}

type TransferStates = readonly Pick<Transfer, "domain" | "state">[];

/**
 * The changes between two lists of transfers. The list holds pending transfers only (DMAPI docs, domain-transfer-control),
 * so a transfer that left it has ended; how it ended is known only from its last state.
 */
export function diffTransfers(before: TransferStates, now: TransferStates): TransferChange[] {
  const present = new Set(now.map(({ domain }) => domain));
  const previousStates = new Map(before.map(({ domain, state }) => [domain, state]));
  const departures = before.filter(({ domain }) => !present.has(domain)).flatMap(describeDeparture);
  const stateChanges = now.flatMap(({ domain, state }) =>
    describeStateChange(domain, previousStates.get(domain), state),
  );
  return [...stateChanges, ...departures];
}

/** Fewer departures at a time are believed at once, unless the list is empty. */
const minSuspiciousDepartures = 3;

/** The domains that left the list, if they are so many that the list may be wrong: all of them, or three or more and most. */
export function findSuspiciousDepartures(before: TransferStates, now: TransferStates): string[] {
  const present = new Set(now.map(({ domain }) => domain));
  const departed = before.filter(({ domain }) => !present.has(domain));
  const areMost = departed.length >= minSuspiciousDepartures && departed.length > before.length / 2;
  const isSuspicious = now.length === 0 || areMost;
  return isSuspicious ? departed.flatMap(describeDeparture).map(({ domain }) => domain) : [];
}

/** A transfer already reported in its final state is not reported again when it leaves the list. */
function describeDeparture({ domain, state }: TransferStates[number]): TransferChange[] {
  const isUnreadable = state === "";
  if (isUnreadable || findStateInfo(state)?.notification) return [];
  return [{ kind: "transferEnded", domain, state }];
}

/** States between two polls may have been missed. A transfer that is new on the list has no previous state. */
function describeStateChange(domain: string, previousState: string | undefined, state: string): TransferChange[] {
  if (previousState === undefined || previousState === state) return [];
  const [previousInfo, info] = [findStateInfo(previousState), findStateInfo(state)];
  if (info?.notification) return [{ kind: info.notification, domain, state }];
  const isAnswered = previousInfo && previousInfo.foaAnswer === undefined && info?.foaAnswer === "accepted";
  return isAnswered ? [{ kind: "foaAccepted", domain, state }] : [];
}

/** Transfers that need action by the reseller now and did not before. */
export function diffUrgency(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
  rows: TransferStates,
): TransferChange[] {
  return rows
    .filter(({ domain }) => now.has(domain) && now.get(domain) !== before.get(domain))
    .map(({ domain, state }) => ({ kind: "transferAttention", domain, state }));
}

/** Requests that were pending and have a result now. */
export function diffResults(before: readonly Result[], now: readonly Result[]): ResultChange[] {
  const pending = new Set(before.filter(({ status }) => status === "pending").map(resultKey));
  return now.flatMap((result) => {
    const kind = result.status === "ack" ? "resultSucceeded" : result.status === "nack" ? "resultFailed" : undefined;
    return kind !== undefined && pending.has(resultKey(result)) ? [{ kind, result }] : [];
  });
}

/** How a transfer that left the list ended, according to the newest result of the request that ordered it. */
export function findTransferResult(domain: string, results: readonly Result[]): "ack" | "nack" | undefined {
  const newestOrder = results.find(({ object, requestType }) => object === domain && isTransferOrder(requestType));
  return finalStatuses.find((finalStatus) => finalStatus === newestOrder?.status);
}

const finalStatuses = ["ack", "nack"] as const;
