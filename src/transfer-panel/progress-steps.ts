import { transferStates, type TransferState } from "../dmapi/model";

/** Status of a step for one transfer. */
export type StepStatus = "passed" | "present" | "ahead" | "possible" | "off" | "unclear";

export interface ProgressStep {
  readonly state: TransferState;
  readonly status: StepStatus;
  /** Whether the state is off the main path from order to completion. */
  readonly isDetour: boolean;
}

/** Off the main path: an FOA sent by hand, a rejected one, a cancellation. The last two are final. */
const detours: readonly TransferState[] = ["PENDING_FOA_SENDING"];
const finalDetours: readonly TransferState[] = ["FOA_NACK", "REGISTRY_CANCELATION_PENDING"];

/** The last main state from which a detour can be reached. */
const reachableUntil: Partial<Record<TransferState, TransferState>> = {
  PENDING_FOA_SENDING: "PAYMENT_ACQUIRED",
  FOA_NACK: "FOA_BEEN_SENT",
  REGISTRY_CANCELATION_PENDING: "REGISTRY_REQUEST_RECEIVED_NOW_WAITING",
};

/**
 * The thirteen states as progress steps of one transfer.
 * @param present its state; for an unknown one only the seen states count
 * @param seen the states it was seen in, the first one first
 * @param hasLeftList true once it has left the list: then there is no present state, and nothing is ahead
 */
export function computeProgressSteps(present: string, seen: readonly string[], hasLeftList = false): ProgressStep[] {
  const knownStates = [...seen, present].filter(isKnownState);
  const furthestIndex = Math.max(-1, ...knownStates.filter(isOnMainPath).map(stateIndex));
  const isOver = hasLeftList || finalDetours.some((end) => end === present);
  return transferStates.map((state): ProgressStep => {
    const isDetour = !isOnMainPath(state);
    if (state === present && !hasLeftList) return { state, status: "present", isDetour };
    const wasPassed = isDetour ? knownStates.includes(state) : isPassed(state, present, furthestIndex);
    if (wasPassed || isOver) return { state, status: wasPassed ? "passed" : "off", isDetour };
    if (!isKnownState(present)) return { state, status: "unclear", isDetour };
    return { state, status: isDetour ? detourStatus(state, furthestIndex) : "ahead", isDetour };
  });
}

/** States before the furthest one were passed, seen or not; before a rejection the FOA was sent. */
function isPassed(state: TransferState, present: string, furthestIndex: number): boolean {
  const lastPassedIndex = present === "FOA_NACK" ? Math.max(furthestIndex, stateIndex("FOA_BEEN_SENT")) : furthestIndex;
  const isAfterDetour = present === "PENDING_FOA_SENDING" && stateIndex(state) < stateIndex("PENDING_FOA_SENDING");
  return stateIndex(state) <= lastPassedIndex || isAfterDetour;
}

function detourStatus(state: TransferState, furthestIndex: number): StepStatus {
  const until = reachableUntil[state];
  return until !== undefined && furthestIndex <= stateIndex(until) ? "possible" : "off";
}

function isOnMainPath(state: TransferState): boolean {
  return !detours.includes(state) && !finalDetours.includes(state);
}

function isKnownState(state: string): state is TransferState {
  return (transferStates as readonly string[]).includes(state);
}

function stateIndex(state: TransferState): number {
  return transferStates.indexOf(state);
}
