import { transferStates, type TransferState } from "../dmapi/model";

/** Where a state stands for one transfer. */
export type Place = "passed" | "present" | "ahead" | "possible" | "off" | "unclear";

export interface Step {
  readonly state: TransferState;
  readonly place: Place;
  /** True for what lies beside the straight way from order to owner. */
  readonly aside: boolean;
}

/** Beside the way: an FOA sent by hand, one rejected, a cancellation. From the last two there is no way back. */
const detours: readonly TransferState[] = ["PENDING_FOA_SENDING"];
const ends: readonly TransferState[] = ["FOA_NACK", "REGISTRY_CANCELATION_PENDING"];

/** The state behind which a detour or an end can be reached no more. */
const reachableUntil: Partial<Record<TransferState, TransferState>> = {
  PENDING_FOA_SENDING: "PAYMENT_ACQUIRED",
  FOA_NACK: "FOA_BEEN_SENT",
  REGISTRY_CANCELATION_PENDING: "REGISTRY_REQUEST_RECEIVED_NOW_WAITING",
};

/**
 * The thirteen states as the way of one transfer.
 * @param present its state; one that is not known leaves what was seen
 * @param seen the states it was seen in, the first one first
 * @param gone true once it has left the list: then there is no present state, and nothing is ahead
 */
export function wayOf(present: string, seen: readonly string[], gone = false): Step[] {
  const known = [...seen, present].filter(isKnown);
  const furthest = Math.max(-1, ...known.filter(isStraight).map(indexOf));
  const over = gone || ends.some((end) => end === present);
  return transferStates.map((state): Step => {
    const aside = !isStraight(state);
    if (state === present && !gone) return { state, place: "present", aside };
    const isBehind = aside ? known.includes(state) : passed(state, present, furthest);
    if (isBehind || over) return { state, place: isBehind ? "passed" : "off", aside };
    if (!isKnown(present)) return { state, place: "unclear", aside };
    return { state, place: aside ? sidePlace(state, furthest) : "ahead", aside };
  });
}

/** What comes before the furthest state was passed, seen or not, and before a rejection the FOA was sent. */
function passed(state: TransferState, present: string, furthest: number): boolean {
  const until = present === "FOA_NACK" ? Math.max(furthest, indexOf("FOA_BEEN_SENT")) : furthest;
  const isAfterDetour = present === "PENDING_FOA_SENDING" && indexOf(state) < indexOf("PENDING_FOA_SENDING");
  return indexOf(state) <= until || isAfterDetour;
}

function sidePlace(state: TransferState, furthest: number): Place {
  const until = reachableUntil[state];
  return until !== undefined && furthest <= indexOf(until) ? "possible" : "off";
}

function isStraight(state: TransferState): boolean {
  return !detours.includes(state) && !ends.includes(state);
}

function isKnown(state: string): state is TransferState {
  return (transferStates as readonly string[]).includes(state);
}

function indexOf(state: TransferState): number {
  return transferStates.indexOf(state);
}
