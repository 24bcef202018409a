import { DAY, HOUR, MINUTE } from "../clock";

/** The states of a transfer in the order of the seed (domain-transfer-control), spelled as there. */
export const transferStates = [
  "IN_DB",
  "PAYMENT_PREPARED",
  "PAYMENT_ACQUIRED",
  "PENDING_FOA_SENDING",
  "FOA_BEEN_SENT",
  "FOA_NACK",
  "FOA_ACK",
  "REGISTRY_REQUEST_SENT",
  "REGISTRY_REQUEST_RECEIVED_NOW_WAITING",
  "REGISTRY_CANCELATION_PENDING",
  "DOMAIN_WITH_JOKER_PENDING_COMPLETE",
  "PAYMENT_COMMITTED",
  "TRANSFER_PROCESSED_SUCCESSFULLY",
] as const;

export type TransferState = (typeof transferStates)[number];

/** What makes one transfer go another way than most. */
export interface Course {
  /** The FOA's recipient cannot be parsed: a person has to send it. */
  readonly foaByHand: boolean;
  /** The owner will reject the FOA. */
  readonly ownerRefuses: boolean;
  /** The registry is paid when it is asked: the money is taken then, and given back should the transfer be cancelled. */
  readonly paidInAdvance: boolean;
}

interface Step {
  /** Milliseconds until the next state. */
  readonly lasts: number;
  readonly next: (course: Course) => TransferState | "gone";
  /** What the price of the transfer is while in this state. */
  readonly payment: "none" | "reserved" | "charged";
  readonly cancellable: boolean;
}

function step(lasts: number, next: Step["next"], payment: Step["payment"], cancellable = false): Step {
  return { lasts, next, payment, cancellable };
}

const atRegistry: ReadonlySet<string> = new Set(["REGISTRY_REQUEST_SENT", "REGISTRY_REQUEST_RECEIVED_NOW_WAITING"]);

const steps: Record<TransferState, Step> = {
  IN_DB: step(20 * MINUTE, () => "PAYMENT_PREPARED", "none", true),
  PAYMENT_PREPARED: step(20 * MINUTE, () => "PAYMENT_ACQUIRED", "none", true),
  PAYMENT_ACQUIRED: step(
    30 * MINUTE,
    ({ foaByHand }) => (foaByHand ? "PENDING_FOA_SENDING" : "FOA_BEEN_SENT"),
    "reserved",
    true,
  ),
  PENDING_FOA_SENDING: step(2 * DAY, () => "FOA_BEEN_SENT", "reserved", true),
  FOA_BEEN_SENT: step(5 * DAY, ({ ownerRefuses }) => (ownerRefuses ? "FOA_NACK" : "FOA_ACK"), "reserved", true),
  FOA_NACK: step(2 * DAY, () => "gone", "none"),
  FOA_ACK: step(HOUR, () => "REGISTRY_REQUEST_SENT", "reserved", true),
  REGISTRY_REQUEST_SENT: step(HOUR, () => "REGISTRY_REQUEST_RECEIVED_NOW_WAITING", "reserved", true),
  REGISTRY_REQUEST_RECEIVED_NOW_WAITING: step(5 * DAY, () => "DOMAIN_WITH_JOKER_PENDING_COMPLETE", "reserved", true),
  REGISTRY_CANCELATION_PENDING: step(2 * HOUR, () => "gone", "none"),
  DOMAIN_WITH_JOKER_PENDING_COMPLETE: step(HOUR, () => "PAYMENT_COMMITTED", "reserved"),
  PAYMENT_COMMITTED: step(HOUR, () => "TRANSFER_PROCESSED_SUCCESSFULLY", "charged"),
  TRANSFER_PROCESSED_SUCCESSFULLY: step(DAY, () => "gone", "charged"),
};

/** What the price of a transfer is in a state. */
export function paymentIn({ payment }: Step, state: string, { paidInAdvance }: Course): Step["payment"] {
  return paidInAdvance && atRegistry.has(state) ? "charged" : payment;
}

/** What happens in a state; undefined for one that the seed does not know, in which a transfer stays. */
export function stepOf(state: string): Step | undefined {
  const known = transferStates.find((name) => name === state);
  return known && steps[known];
}
