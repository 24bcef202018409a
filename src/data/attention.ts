import type { Transfer } from "../dmapi/model";
import { day, deadlineOf, factsOf } from "./transfer-states";

/** Why a transfer needs the reseller. */
export type Reason =
  "foa-rejected" | "owner-nearly-late" | "owner-late" | "registrar-late" | "completion-late" | "manual-work-late";

/** A transfer that goes nowhere, or soon will, unless somebody does something. */
export interface Attention {
  readonly reason: Reason;
  /** `now` where the time is over or nothing will happen by itself; `soon` while there is some left. */
  readonly when: "now" | "soon";
}

/** How long before the owner's time is over a reminder is worth it. */
const lastChance = day;

const late: Partial<Record<string, Reason>> = {
  FOA_BEEN_SENT: "owner-late",
  REGISTRY_REQUEST_RECEIVED_NOW_WAITING: "registrar-late",
  DOMAIN_WITH_JOKER_PENDING_COMPLETE: "completion-late",
  PENDING_FOA_SENDING: "manual-work-late",
};

/**
 * Whether a transfer needs the reseller, and why.
 * @param since when the state was first seen (epoch ms), so it has lasted at least since then; undefined when unknown
 */
export function attentionOf(state: string, since: number | undefined, now: number): Attention | undefined {
  if (factsOf(state)?.actor === "you") return { reason: "foa-rejected", when: "now" };
  const deadline = deadlineOf(state, since);
  if (deadline === undefined) return undefined;
  const reason = late[state];
  if (reason && now >= deadline) return { reason, when: "now" };
  if (state === "FOA_BEEN_SENT" && now >= deadline - lastChance) return { reason: "owner-nearly-late", when: "soon" };
  return undefined;
}

/** When `attentionOf` will say something else without any change of the state (epoch ms); undefined for never. */
export function attentionChangesAt(state: string, since: number | undefined, now: number): number | undefined {
  const deadline = deadlineOf(state, since);
  if (deadline === undefined) return undefined;
  const moments = state === "FOA_BEEN_SENT" ? [deadline - lastChance, deadline] : [deadline];
  return moments.find((moment) => moment > now);
}

/** A transfer, since when it has been in its state at least, and why it needs the reseller. */
export interface Watched {
  readonly transfer: Transfer;
  /** Epoch ms; undefined when it was never noted. */
  readonly since: number | undefined;
  readonly attention: Attention | undefined;
  /** When its time is over at the latest (epoch ms); undefined where that is not known. */
  readonly deadline: number | undefined;
  /** Counted from 1; 0 for an unknown state. */
  readonly step: number;
}

/** A transfer with what is known of its time. @param since as of `attentionOf` */
export function watched(transfer: Transfer, since: number | undefined, now: number): Watched {
  const { state } = transfer;
  return {
    transfer,
    since,
    attention: attentionOf(state, since, now),
    deadline: deadlineOf(state, since),
    step: factsOf(state)?.step ?? 0,
  };
}

/**
 * How much a transfer presses: less is more urgent. What needs the reseller comes first, then what has a deadline, the
 * nearest first, then the rest in the order of the states.
 */
export function compareUrgency(a: Watched, b: Watched): number {
  return rankOf(a) - rankOf(b) || endOf(a) - endOf(b) || b.step - a.step || compareDomains(a, b);
}

/** By age, the longest in its state first; what was never noted comes last. */
export function compareAge(a: Watched, b: Watched): number {
  return (a.since ?? Number.MAX_VALUE) - (b.since ?? Number.MAX_VALUE) || compareDomains(a, b);
}

/** By name, as computers sort. */
export function compareDomains(a: Watched, b: Watched): number {
  const [left, right] = [a.transfer.domain, b.transfer.domain];
  return left < right ? -1 : Number(left > right);
}

function rankOf({ attention }: Watched): number {
  return attention === undefined ? 2 : attention.when === "now" ? 0 : 1;
}

function endOf({ deadline = Number.MAX_VALUE }: Watched): number {
  return deadline;
}
