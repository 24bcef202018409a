import { findStateInfo, isCancellation, transferPhases, type TransferPhase } from "../state/transfer-states";
import { computeProgressSteps, type ProgressStep } from "./progress-steps";

/**
 * How far a phase is: `rejected` ends the transfer in it, `canceling` is a cancellation that was requested, whose outcome
 * DMAPI does not report; `last` is where a transfer was that is gone; `unclear` if the phase was never seen.
 */
export type PhaseStatus = "done" | "current" | "rejected" | "canceling" | "last" | "upcoming" | "skipped" | "unclear";

export interface PathPhase {
  readonly phase: TransferPhase;
  readonly status: PhaseStatus;
  /** The steps that are on this transfer's way: no other detours. */
  readonly steps: readonly ProgressStep[];
}

/**
 * The four phases as the path of one transfer. A cancellation is shown in the phase in which the transfer was last seen, not
 * in the phase whose state it has.
 * @param present its state
 * @param seen the states it was seen in, the first one first
 * @param hasLeftList true once it has left the list
 */
export function computePhasePath(present: string, seen: readonly string[], hasLeftList = false): PathPhase[] {
  const steps = computeProgressSteps(present, seen, hasLeftList);
  const lastPhase = findLastPhase(present, seen);
  const lastIndex = lastPhase === undefined ? -1 : transferPhases.indexOf(lastPhase);
  const isCanceled = isCancellation(present);
  return transferPhases.map((phase, index) => {
    const own = steps.filter(({ state }) => phaseOf(state, lastPhase) === phase);
    const onWay = own.filter(isOnWay);
    const status =
      phase === lastPhase ? statusOfPresentPhase(present, hasLeftList) : statusOf(own, index < lastIndex, isCanceled);
    return { phase, status, steps: onWay };
  });
}

/** Detours are on the way once they are taken. */
function isOnWay({ status, isDetour }: ProgressStep): boolean {
  return isDetour ? ["passed", "present", "rejected", "last", "canceled"].includes(status) : status !== "off";
}

/** The status of the phase the transfer is in, or was in when it left the list. */
function statusOfPresentPhase(state: string, hasLeftList: boolean): PhaseStatus {
  const info = findStateInfo(state);
  if (info?.foaAnswer === "rejected") return "rejected";
  if (info?.notification === "transferCompleted") return "done";
  if (hasLeftList) return "last";
  return isCancellation(state) ? "canceling" : "current";
}

/** The phase the transfer is in, or was in before it was canceled. */
function findLastPhase(present: string, seen: readonly string[]): TransferPhase | undefined {
  const lastState = isCancellation(present) ? (seen.findLast((state) => !isCancellation(state)) ?? present) : present;
  return findStateInfo(lastState)?.phase;
}

function phaseOf(state: string, lastPhase: TransferPhase | undefined): TransferPhase | undefined {
  return isCancellation(state) && lastPhase ? lastPhase : findStateInfo(state)?.phase;
}

function statusOf(steps: readonly ProgressStep[], isBefore: boolean, isCanceled: boolean): PhaseStatus {
  const regular = steps.filter(({ isDetour }) => !isDetour);
  if (regular.every(({ status }) => status === "passed")) return "done";
  if (regular.some(({ status }) => status === "unclear")) return "unclear";
  if (isBefore) return isCanceled ? "unclear" : "done";
  return regular.some(({ status }) => status === "ahead") ? "upcoming" : "skipped";
}
