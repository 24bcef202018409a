import { transferStates, type TransferState } from "../dmapi/model";

/** The parts of a transfer's way, in their order. */
export const phases = ["preparation", "foa", "registry", "completion"] as const;

export type Phase = (typeof phases)[number];

/** Who has to do something before a transfer goes on. */
export type Actor = "you" | "owner" | "registrar" | "registry" | "joker" | "nobody";

/** How long a state may last. */
export interface Limit {
  /** Milliseconds. */
  readonly lasts: number;
  /** `answer`: who acts has so long. `contact`: Joker.com wants to hear of it if it takes longer. `usual`: a guess. */
  readonly kind: "answer" | "contact" | "usual";
}

/** How a state is shown: a codicon, and the id of a theme colour that there is in high contrast too. */
export interface Look {
  readonly icon: string;
  readonly colour: string | undefined;
}

/** What is known of a state. */
export interface StateFacts {
  readonly state: TransferState;
  /** Counted from 1 to `transferStates.length`. */
  readonly step: number;
  readonly phase: Phase;
  readonly actor: Actor;
  readonly limit: Limit | undefined;
  readonly look: Look;
}

export const hour = 3_600_000;
export const day = 24 * hour;

type Told = readonly [phase: Phase, actor: Actor, icon: string, limit?: Limit];

/** What the seed "Domain transfer control" tells; who acts where it names nobody is whose step it is. */
const told: Record<TransferState, Told> = {
  IN_DB: ["preparation", "joker", "inbox"],
  PAYMENT_PREPARED: ["preparation", "joker", "credit-card"],
  PAYMENT_ACQUIRED: ["preparation", "joker", "lock"],
  PENDING_FOA_SENDING: ["foa", "joker", "tools", { lasts: 3 * day, kind: "usual" }],
  FOA_BEEN_SENT: ["foa", "owner", "mail", { lasts: 5 * day, kind: "answer" }],
  FOA_NACK: ["foa", "you", "error"],
  FOA_ACK: ["foa", "joker", "check"],
  REGISTRY_REQUEST_SENT: ["registry", "registry", "export"],
  REGISTRY_REQUEST_RECEIVED_NOW_WAITING: ["registry", "registrar", "clock", { lasts: 5 * day, kind: "answer" }],
  REGISTRY_CANCELATION_PENDING: ["registry", "registry", "circle-slash"],
  DOMAIN_WITH_JOKER_PENDING_COMPLETE: ["completion", "joker", "home", { lasts: hour, kind: "contact" }],
  PAYMENT_COMMITTED: ["completion", "joker", "credit-card"],
  TRANSFER_PROCESSED_SUCCESSFULLY: ["completion", "nobody", "pass"],
};

const colours: Record<Phase, string | undefined> = {
  preparation: undefined,
  foa: "charts.yellow",
  registry: "charts.blue",
  completion: "charts.green",
};

const known = new Map<string, StateFacts>(
  transferStates.map((state, index) => {
    const [phase, actor, icon, limit] = told[state];
    const look = { icon, colour: actor === "you" ? "charts.red" : colours[phase] };
    return [state, { state, step: index + 1, phase, actor, limit, look }];
  }),
);

/** What is known of a state; undefined for one that this version does not know. */
export function factsOf(state: string): StateFacts | undefined {
  return known.get(state);
}

/** How a state is shown, an unknown one too. */
export function lookOf(state: string): Look {
  return known.get(state)?.look ?? { icon: "question", colour: undefined };
}

/** The time (epoch ms) at which a state that began at `since` or earlier is over its limit at the latest. */
export function deadlineOf(state: string, since: number | undefined): number | undefined {
  const limit = known.get(state)?.limit;
  return limit && since !== undefined ? since + limit.lasts : undefined;
}
