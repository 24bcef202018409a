import {
  findStateInfo,
  isCancellation,
  transferStateInfos,
  type Detour,
  type TransferState,
  type TransferStateInfo,
} from "../state/transfer-states";

/**
 * Status of a step for one transfer; `last` is where a transfer was seen last that is gone, and nothing says how it ended;
 * `canceled` is where it was seen last before its cancellation was requested.
 */
export type StepStatus =
  "passed" | "present" | "rejected" | "last" | "canceled" | "ahead" | "possible" | "off" | "unclear";

export interface ProgressStep {
  readonly state: TransferState;
  readonly status: StepStatus;
  /** Whether the state is off the main path from order to completion. */
  readonly isDetour: boolean;
}

/**
 * All states as progress steps of one transfer.
 * @param present its state; for an unknown one only the seen states count
 * @param seen the states it was seen in, the first one first
 * @param hasLeftList true once it has left the list: then there is no present state, and nothing is ahead
 */
export function computeProgressSteps(present: string, seen: readonly string[], hasLeftList = false): ProgressStep[] {
  const presentInfo = findStateInfo(present);
  const knownStates = [...seen, present].flatMap((state) => findStateInfo(state) ?? []);
  const furthestStep = Math.max(0, ...knownStates.filter(({ detour }) => !detour).map(({ stepNumber }) => stepNumber));
  const lastPassedStep = Math.max(furthestStep, passedBeforeDetour(presentInfo));
  const canceledIn = isCancellation(present) ? seen.findLast((state) => !isCancellation(state)) : undefined;
  const isOver = hasLeftList || presentInfo?.detour?.isFinal === true;
  return transferStateInfos.map((info): ProgressStep => {
    const { state, stepNumber, detour } = info;
    const isDetour = detour !== undefined;
    if (state === present) return { state, status: statusOfPresentStep(info, hasLeftList), isDetour };
    if (state === canceledIn) return { state, status: "canceled", isDetour };
    const wasPassed = isDetour ? knownStates.includes(info) : stepNumber <= lastPassedStep;
    if (wasPassed || isOver) return { state, status: wasPassed ? "passed" : "off", isDetour };
    if (!presentInfo) return { state, status: "unclear", isDetour };
    return { state, status: detour ? detourStatus(detour, furthestStep) : "ahead", isDetour };
  });
}

function statusOfPresentStep({ foaAnswer, notification }: TransferStateInfo, hasLeftList: boolean): StepStatus {
  if (foaAnswer === "rejected") return "rejected";
  if (!hasLeftList) return "present";
  return notification === "transferCompleted" ? "passed" : "last";
}

/** The step that a transfer has passed, seen or not, if its state is a detour; 0 if that is not known. */
function passedBeforeDetour(info: TransferStateInfo | undefined): number {
  return info?.detour?.isAfterIt ? (findStateInfo(info.detour.reachableUntil)?.stepNumber ?? 0) : 0;
}

function detourStatus({ reachableUntil }: Detour, furthestStep: number): StepStatus {
  return furthestStep <= (findStateInfo(reachableUntil)?.stepNumber ?? 0) ? "possible" : "off";
}
