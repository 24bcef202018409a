import { transferStates, type TransferState } from "../dmapi/model";

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

/** How a state is shown: a codicon and the id of a theme color that exists in high contrast themes too. */
export interface StateIcon {
  readonly icon: string;
  readonly colour: string | undefined;
}

/** The properties of a state. */
export interface TransferStateInfo {
  readonly state: TransferState;
  /** Counted from 1 to `transferStates.length`. */
  readonly stepNumber: number;
  readonly phase: TransferPhase;
  readonly actor: TransferActor;
  readonly limit: StateLimit | undefined;
  readonly stateIcon: StateIcon;
}

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

type StateRow = readonly [phase: TransferPhase, actor: TransferActor, icon: string, limit?: StateLimit];

/** From the DMAPI docs, domain-transfer-control; where they name no actor, the party whose step it is. */
const stateRows: Record<TransferState, StateRow> = {
  IN_DB: ["preparation", "joker", "inbox"],
  PAYMENT_PREPARED: ["preparation", "joker", "credit-card"],
  PAYMENT_ACQUIRED: ["preparation", "joker", "lock"],
  PENDING_FOA_SENDING: ["foa", "joker", "tools", { durationMs: 3 * dayMs, kind: "usual" }],
  FOA_BEEN_SENT: ["foa", "owner", "mail", { durationMs: 5 * dayMs, kind: "answer" }],
  FOA_NACK: ["foa", "you", "error"],
  FOA_ACK: ["foa", "joker", "check"],
  REGISTRY_REQUEST_SENT: ["registry", "registry", "export"],
  REGISTRY_REQUEST_RECEIVED_NOW_WAITING: ["registry", "registrar", "clock", { durationMs: 5 * dayMs, kind: "answer" }],
  REGISTRY_CANCELATION_PENDING: ["registry", "registry", "circle-slash"],
  DOMAIN_WITH_JOKER_PENDING_COMPLETE: ["completion", "joker", "home", { durationMs: hourMs, kind: "contact" }],
  PAYMENT_COMMITTED: ["completion", "joker", "credit-card"],
  TRANSFER_PROCESSED_SUCCESSFULLY: ["completion", "nobody", "pass"],
};

const phaseColors: Record<TransferPhase, string | undefined> = {
  preparation: undefined,
  foa: "charts.yellow",
  registry: "charts.blue",
  completion: "charts.green",
};

const infoByState = new Map<string, TransferStateInfo>(
  transferStates.map((state, index) => {
    const [phase, actor, icon, limit] = stateRows[state];
    const stateIcon = { icon, colour: actor === "you" ? "charts.red" : phaseColors[phase] };
    return [state, { state, stepNumber: index + 1, phase, actor, limit, stateIcon }];
  }),
);

/** The properties of a state; undefined for an unknown state. */
export function findStateInfo(state: string): TransferStateInfo | undefined {
  return infoByState.get(state);
}

/** The icon of a state, also of an unknown one. */
export function findStateIcon(state: string): StateIcon {
  return infoByState.get(state)?.stateIcon ?? { icon: "question", colour: undefined };
}

/** When the limit of a state is reached at the latest (epoch ms), given when the state was first seen. */
export function computeDeadline(state: string, firstSeenAt: number | undefined): number | undefined {
  const limit = infoByState.get(state)?.limit;
  return limit && firstSeenAt !== undefined ? firstSeenAt + limit.durationMs : undefined;
}
