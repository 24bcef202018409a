import type { Transfer } from "../dmapi/model";
import { computeDeadline, findStateInfo, type UrgencyReason } from "./transfer-states";

/** Says that a transfer does not proceed, or soon will not, unless the reseller acts. */
export interface Urgency {
  readonly reason: UrgencyReason;
  /** `now` when the deadline has passed or nothing will happen by itself; `soon` shortly before the deadline. */
  readonly when: "now" | "soon";
}

/**
 * Whether a transfer needs action by the reseller, and why.
 * @param firstSeenAt when the state was first seen (epoch ms); undefined when unknown
 */
export function findUrgency(state: string, firstSeenAt: number | undefined, now: number): Urgency | undefined {
  const { urgentReason, overdueReason, reminder } = findStateInfo(state) ?? {};
  if (urgentReason) return { reason: urgentReason, when: "now" };
  const deadline = computeDeadline(state, firstSeenAt);
  if (deadline === undefined) return undefined;
  if (overdueReason && now >= deadline) return { reason: overdueReason, when: "now" };
  if (reminder && now >= deadline - reminder.beforeMs) return { reason: reminder.reason, when: "soon" };
  return undefined;
}

/** When the result of `findUrgency` changes without a change of the state (epoch ms); undefined for never. */
export function nextUrgencyChangeAt(state: string, firstSeenAt: number | undefined, now: number): number | undefined {
  const deadline = computeDeadline(state, firstSeenAt);
  if (deadline === undefined) return undefined;
  const reminder = findStateInfo(state)?.reminder;
  const changeTimes = reminder ? [deadline - reminder.beforeMs, deadline] : [deadline];
  return changeTimes.find((changeTime) => changeTime > now);
}

/** A transfer with when its state was first seen, its deadline and its urgency. */
export interface TransferStatus {
  readonly transfer: Transfer;
  /** Epoch ms; undefined when unknown. */
  readonly firstSeenAt: number | undefined;
  readonly urgency: Urgency | undefined;
  /** Epoch ms; undefined where none is known. */
  readonly deadline: number | undefined;
  /** Counted from 1; 0 for an unknown state. */
  readonly stepNumber: number;
}

/** @param firstSeenAt as for `findUrgency` */
export function createTransferStatus(transfer: Transfer, firstSeenAt: number | undefined, now: number): TransferStatus {
  const { state } = transfer;
  return {
    transfer,
    firstSeenAt,
    urgency: findUrgency(state, firstSeenAt, now),
    deadline: computeDeadline(state, firstSeenAt),
    stepNumber: findStateInfo(state)?.stepNumber ?? 0,
  };
}

/**
 * Sorts by urgency: first what needs action by the reseller, then by deadline, the nearest first, then the rest by state,
 * the most advanced first.
 */
export function compareUrgency(a: TransferStatus, b: TransferStatus): number {
  return (
    urgencyRank(a) - urgencyRank(b) ||
    deadlineOrMax(a) - deadlineOrMax(b) ||
    b.stepNumber - a.stepNumber ||
    compareDomains(a, b)
  );
}

/** By time in the current state, the longest first; unknown times come last. */
export function compareAge(a: TransferStatus, b: TransferStatus): number {
  return (a.firstSeenAt ?? Number.MAX_VALUE) - (b.firstSeenAt ?? Number.MAX_VALUE) || compareDomains(a, b);
}

/** By domain name, in code unit order. */
export function compareDomains(a: TransferStatus, b: TransferStatus): number {
  const [left, right] = [a.transfer.domain, b.transfer.domain];
  return left < right ? -1 : Number(left > right);
}

function urgencyRank({ urgency }: TransferStatus): number {
  return urgency === undefined ? 2 : urgency.when === "now" ? 0 : 1;
}

function deadlineOrMax({ deadline = Number.MAX_VALUE }: TransferStatus): number {
  return deadline;
}
