import { dayMs, hourMs } from "../dmapi/days";

/** When the reseller has to act in a state, see `findUrgency`. */
export type UrgencyReason =
  "foa-rejected" | "owner-nearly-late" | "owner-late" | "registrar-late" | "completion-late" | "manual-work-late";

/** The phases of a transfer, in order. */
export const transferPhases = ["preparation", "foa", "registry", "completion"] as const;

export type TransferPhase = (typeof transferPhases)[number];

/** Who has to act before a transfer continues. */
export type TransferActor = "you" | "owner" | "registrar" | "registry" | "joker" | "nobody";

/** How long a state may last. */
export interface StateLimit {
  /** Milliseconds. */
  readonly durationMs: number;
  /** `answer`: time the actor has. `contact`: contact Joker.com if it takes longer. `usual`: an estimate. */
  readonly kind: "answer" | "contact" | "usual";
}

/** A state off the main path from order to completion. */
export interface Detour {
  /** The last state of the main path from which it can be reached. */
  readonly reachableUntil: string;
  /** Whether a transfer always passes that state before. */
  readonly isAfterIt: boolean;
  /** Whether the transfer ends here. */
  readonly isFinal: boolean;
}

/** What is known about a state. Properties that are not set do not apply. */
interface StateRow {
  readonly state: string;
  readonly phase: TransferPhase;
  readonly actor: TransferActor;
  /** A codicon. */
  readonly icon: string;
  readonly limit?: StateLimit | undefined;
  /** Why the reseller has to act as soon as a transfer is in this state. */
  readonly urgentReason?: UrgencyReason;
  /** Why the reseller has to act when the limit is reached. */
  readonly overdueReason?: UrgencyReason;
  /** Reminds the reseller before the limit is reached. */
  readonly reminder?: { readonly beforeMs: number; readonly reason: UrgencyReason };
  /** The state usually lasts an hour at most: a reason to poll faster. */
  readonly isShortLived?: true;
  /** Nothing is reserved for the transfer yet. */
  readonly isUnpaid?: true;
  /** The price has been charged. */
  readonly isCharged?: true;
  readonly detour?: Detour;
  /** The owner's answer to the FOA; `unknown` if there may have been none. In the states before an answer it is not set. */
  readonly foaAnswer?: "accepted" | "rejected" | "unknown";
  /** The notification that this state ends the transfer with. */
  readonly notification?: "transferCompleted" | "foaRejected";
  /** The FOA can be sent again. */
  readonly canResendFoa?: true;
  /** `documented`: DMAPI documents `action=cancel` for it. `impossible`: nothing is left to cancel. Otherwise DMAPI decides. */
  readonly cancellation?: "documented" | "impossible";
}

/**
 * The states in their natural order. From the DMAPI docs, domain-transfer-control; where they name no actor, the party whose
 * step it is. Their texts are in transfer-texts.ts.
 */
const stateRows = [
  { state: "IN_DB", phase: "preparation", actor: "joker", icon: "inbox", isShortLived: true, isUnpaid: true },
  {
    state: "PAYMENT_PREPARED",
    phase: "preparation",
    actor: "joker",
    icon: "credit-card",
    isShortLived: true,
    isUnpaid: true,
  },
  { state: "PAYMENT_ACQUIRED", phase: "preparation", actor: "joker", icon: "lock", isShortLived: true },
  {
    state: "PENDING_FOA_SENDING",
    phase: "foa",
    actor: "joker",
    icon: "tools",
    limit: { durationMs: 3 * dayMs, kind: "usual" },
    overdueReason: "manual-work-late",
    detour: { reachableUntil: "PAYMENT_ACQUIRED", isAfterIt: true, isFinal: false },
  },
  {
    state: "FOA_BEEN_SENT",
    phase: "foa",
    actor: "owner",
    icon: "mail",
    limit: { durationMs: 5 * dayMs, kind: "answer" },
    overdueReason: "owner-late",
    reminder: { beforeMs: dayMs, reason: "owner-nearly-late" },
    canResendFoa: true,
  },
  {
    state: "FOA_NACK",
    phase: "foa",
    actor: "you",
    icon: "error",
    urgentReason: "foa-rejected",
    detour: { reachableUntil: "FOA_BEEN_SENT", isAfterIt: true, isFinal: true },
    foaAnswer: "rejected",
    notification: "foaRejected",
  },
  { state: "FOA_ACK", phase: "foa", actor: "joker", icon: "check", isShortLived: true, foaAnswer: "accepted" },
  {
    state: "REGISTRY_REQUEST_SENT",
    phase: "registry",
    actor: "registry",
    icon: "export",
    isShortLived: true,
    foaAnswer: "accepted",
  },
  {
    state: "REGISTRY_REQUEST_RECEIVED_NOW_WAITING",
    phase: "registry",
    actor: "registrar",
    icon: "clock",
    limit: { durationMs: 5 * dayMs, kind: "answer" },
    overdueReason: "registrar-late",
    foaAnswer: "accepted",
    cancellation: "documented",
  },
  {
    state: "REGISTRY_CANCELATION_PENDING",
    phase: "registry",
    actor: "registry",
    icon: "circle-slash",
    isShortLived: true,
    detour: { reachableUntil: "REGISTRY_REQUEST_RECEIVED_NOW_WAITING", isAfterIt: false, isFinal: true },
    foaAnswer: "unknown",
    cancellation: "impossible",
  },
  {
    state: "DOMAIN_WITH_JOKER_PENDING_COMPLETE",
    phase: "completion",
    actor: "joker",
    icon: "home",
    limit: { durationMs: hourMs, kind: "contact" },
    overdueReason: "completion-late",
    isShortLived: true,
    foaAnswer: "accepted",
  },
  {
    state: "PAYMENT_COMMITTED",
    phase: "completion",
    actor: "joker",
    icon: "credit-card",
    isShortLived: true,
    isCharged: true,
    foaAnswer: "accepted",
  },
  {
    state: "TRANSFER_PROCESSED_SUCCESSFULLY",
    phase: "completion",
    actor: "nobody",
    icon: "pass",
    isCharged: true,
    foaAnswer: "accepted",
    notification: "transferCompleted",
    cancellation: "impossible",
  },
] as const satisfies readonly StateRow[];

/** The name of a state that this version knows. */
export type TransferState = (typeof stateRows)[number]["state"];

/** How a state is shown: a codicon and the id of a theme color that exists in high contrast themes too. */
export interface StateIcon {
  readonly icon: string;
  readonly color: string | undefined;
}

/** The properties of a state. */
export interface TransferStateInfo extends StateRow {
  readonly state: TransferState;
  /** Counted from 1 to `transferStates.length`. */
  readonly stepNumber: number;
  readonly stateIcon: StateIcon;
}

/** Red, orange and yellow are for what needs the reseller. */
const phaseColors: Record<TransferPhase, string | undefined> = {
  preparation: undefined,
  foa: "charts.purple",
  registry: "charts.blue",
  completion: "charts.green",
};

/** The properties of all states, in their natural order. */
export const transferStateInfos: readonly TransferStateInfo[] = stateRows.map((row, index) => ({
  ...row,
  stepNumber: index + 1,
  stateIcon: { icon: row.icon, color: row.actor === "you" ? "charts.red" : phaseColors[row.phase] },
}));

/** The names of the states in their natural order. */
export const transferStates: readonly TransferState[] = transferStateInfos.map(({ state }) => state);

const infoByState = new Map<string, TransferStateInfo>(transferStateInfos.map((info) => [info.state, info]));

/** The properties of a state; undefined for an unknown state. */
export function findStateInfo(state: string): TransferStateInfo | undefined {
  return infoByState.get(state);
}

/** The position of a state in the natural order, from 0; -1 for an unknown state. */
export function stateIndex(state: string): number {
  return (infoByState.get(state)?.stepNumber ?? 0) - 1;
}

/** The icon of a state, also of an unknown one. */
export function findStateIcon(state: string): StateIcon {
  return infoByState.get(state)?.stateIcon ?? { icon: "question", color: undefined };
}

/** When the limit of a state is reached at the latest (epoch ms), given when the state was first seen. */
export function computeDeadline(state: string, firstSeenAt: number | undefined): number | undefined {
  const limit = infoByState.get(state)?.limit;
  return limit && firstSeenAt !== undefined ? firstSeenAt + limit.durationMs : undefined;
}

/** Whether the FOA can be sent again. */
export function canResendFoa({ state }: { readonly state: string }): boolean {
  return infoByState.get(state)?.canResendFoa === true;
}

/** Whether DMAPI documents `action=cancel` for the state of a transfer. */
export function isCancelDocumented({ state }: { readonly state: string }): boolean {
  return infoByState.get(state)?.cancellation === "documented";
}

/** False once there is nothing left to cancel; in every other state DMAPI decides. */
export function canCancel({ state }: { readonly state: string }): boolean {
  return infoByState.get(state)?.cancellation !== "impossible";
}

/** Whether a cancellation was requested, whose outcome DMAPI does not report. */
export function isCancellation(state: string): boolean {
  return state === "REGISTRY_CANCELATION_PENDING";
}
