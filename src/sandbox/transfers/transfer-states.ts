import { dayMs, hourMs, minuteMs } from "../clock";

/** The states of a transfer as documented (DMAPI docs, domain-transfer-control), in that order. */
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

/** Traits that change the course of a transfer. */
export interface TransferTraits {
  /** The FOA's recipient cannot be parsed: it has to be sent manually. */
  readonly isFoaManual: boolean;
  /** The owner will reject the FOA. */
  readonly isRefusedByOwner: boolean;
  /** The registry charges on request: the amount is charged then, and refunded if the transfer is canceled. */
  readonly isPaidInAdvance: boolean;
}

interface TransferStateRules {
  /** Milliseconds until the next state. */
  readonly durationMs: number;
  readonly getNext: (traits: TransferTraits) => TransferState | "gone";
  /** How the price of the transfer is booked in this state. */
  readonly payment: "none" | "reserved" | "charged";
  readonly isCancellable: boolean;
}

function defineRules(
  durationMs: number,
  getNext: TransferStateRules["getNext"],
  payment: TransferStateRules["payment"],
  isCancellable = false,
): TransferStateRules {
  return { durationMs, getNext, payment, isCancellable };
}

const registryStates: ReadonlySet<string> = new Set(["REGISTRY_REQUEST_SENT", "REGISTRY_REQUEST_RECEIVED_NOW_WAITING"]);

const rulesByState: Record<TransferState, TransferStateRules> = {
  IN_DB: defineRules(20 * minuteMs, () => "PAYMENT_PREPARED", "none", true),
  PAYMENT_PREPARED: defineRules(20 * minuteMs, () => "PAYMENT_ACQUIRED", "none", true),
  PAYMENT_ACQUIRED: defineRules(
    30 * minuteMs,
    ({ isFoaManual }) => (isFoaManual ? "PENDING_FOA_SENDING" : "FOA_BEEN_SENT"),
    "reserved",
    true,
  ),
  PENDING_FOA_SENDING: defineRules(2 * dayMs, () => "FOA_BEEN_SENT", "reserved", true),
  FOA_BEEN_SENT: defineRules(
    5 * dayMs,
    ({ isRefusedByOwner }) => (isRefusedByOwner ? "FOA_NACK" : "FOA_ACK"),
    "reserved",
    true,
  ),
  FOA_NACK: defineRules(2 * dayMs, () => "gone", "none"),
  FOA_ACK: defineRules(hourMs, () => "REGISTRY_REQUEST_SENT", "reserved", true),
  REGISTRY_REQUEST_SENT: defineRules(hourMs, () => "REGISTRY_REQUEST_RECEIVED_NOW_WAITING", "reserved", true),
  REGISTRY_REQUEST_RECEIVED_NOW_WAITING: defineRules(
    5 * dayMs,
    () => "DOMAIN_WITH_JOKER_PENDING_COMPLETE",
    "reserved",
    true,
  ),
  REGISTRY_CANCELATION_PENDING: defineRules(2 * hourMs, () => "gone", "none"),
  DOMAIN_WITH_JOKER_PENDING_COMPLETE: defineRules(hourMs, () => "PAYMENT_COMMITTED", "reserved"),
  PAYMENT_COMMITTED: defineRules(hourMs, () => "TRANSFER_PROCESSED_SUCCESSFULLY", "charged"),
  TRANSFER_PROCESSED_SUCCESSFULLY: defineRules(dayMs, () => "gone", "charged"),
};

/** How the price of a transfer is booked in a state. */
export function getPayment(
  { payment }: TransferStateRules,
  state: string,
  { isPaidInAdvance }: TransferTraits,
): TransferStateRules["payment"] {
  return isPaidInAdvance && registryStates.has(state) ? "charged" : payment;
}

/** The rules of a state; undefined for an undocumented one, in which a transfer stays. */
export function getStateRules(state: string): TransferStateRules | undefined {
  const known = transferStates.find((name) => name === state);
  return known && rulesByState[known];
}
