import * as z from "zod/mini";
import { dayMs } from "../dmapi/days";
import { maxTimeMs, secondMs } from "../workbench/clock";
import { stateIndex } from "./transfer-states";

/** A state, when it was first seen, and when its FOA was last resent by this extension (epoch ms). */
export interface ObservedState {
  readonly state: string;
  readonly at: number;
  readonly resentAt?: number;
}

/** The observed states of one transfer. */
export interface StateHistory {
  /** Counts the transfers of this domain; a second one starts a new history. */
  readonly transferNumber: number;
  /** The last day it was on the list, in days since 1970: written once a day, not at each refresh. */
  readonly lastSeenDay: number;
  /** In the order of observation. */
  readonly states: readonly ObservedState[];
}

/** The state histories of an account's transfers, by domain. */
export type StateHistoryByDomain = ReadonlyMap<string, StateHistory>;

/** Days after which the history of a transfer that left the list is dropped. */
const retentionDays = 14;
const maxDomains = 5_000;
const maxStates = 20;

const storedTimeSchema = z.number().check(z.int(), z.nonnegative(), z.maximum(maxTimeMs / secondMs));
const storedStateSchema = z.tuple([
  z.union([z.number(), z.string()]),
  storedTimeSchema,
  z.optional(storedTimeSchema), // of a resent FOA
]);
const storedRowSchema = z.tuple([z.string(), z.number(), z.number(), z.array(storedStateSchema)]);

/** Parses the stored history; invalid rows are dropped. */
export function parseStateHistory(stored: unknown): StateHistoryByDomain {
  const rows = Array.isArray(stored) ? stored.slice(0, maxDomains) : [];
  const history = new Map<string, StateHistory>();
  for (const row of rows) {
    const parsed = storedRowSchema.safeParse(row);
    if (!parsed.success) continue;
    const [domain, transferNumber, lastSeenDay, states] = parsed.data;
    const observedStates = states
      .slice(-maxStates)
      .map(([state, at, resentAt]) => createObservedState(decodeState(state), at * 1000, resentAt && resentAt * 1000));
    history.set(domain, { transferNumber, lastSeenDay, states: observedStates });
  }
  return history;
}

/** The stored form; times are seconds. */
export function serializeStateHistory(history: StateHistoryByDomain): unknown[] {
  return [...history].map(([domain, { transferNumber, lastSeenDay, states }]) => [
    domain,
    transferNumber,
    lastSeenDay,
    states.map(({ state, at, resentAt }) => {
      const times = resentAt === undefined ? [at] : [at, resentAt];
      return [state, ...times.map((ms) => Math.floor(ms / 1000))];
    }),
  ]);
}

function createObservedState(state: string, at: number, resentAt: number | undefined): ObservedState {
  return resentAt === undefined ? { state, at } : { state, at, resentAt };
}

/**
 * The states in the order of version 0.1.0, which stored known states as indexes of this list. It never changes: a state that
 * is added to `transferStates` must not change what the stored numbers mean.
 */
const indexedStates = [
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
];

function decodeState(stored: number | string): string {
  return typeof stored === "number" ? (indexedStates[stored] ?? String(stored)) : stored;
}

/**
 * Merges the histories of two windows: the first observation of each state, the last resent FOA and the later transfer of a
 * domain count.
 */
export function mergeStateHistory(a: StateHistoryByDomain, b: StateHistoryByDomain): StateHistoryByDomain {
  const merged = new Map(a);
  for (const [domain, otherHistory] of b) {
    const existing = merged.get(domain);
    merged.set(domain, existing ? mergeDomainHistory(existing, otherHistory) : otherHistory);
  }
  return merged;
}

function mergeDomainHistory(a: StateHistory, b: StateHistory): StateHistory {
  if (a.transferNumber !== b.transferNumber) return a.transferNumber > b.transferNumber ? a : b;
  const byState = new Map(a.states.map((observed) => [observed.state, observed]));
  for (const observed of b.states) {
    const { state, at, resentAt } = byState.get(observed.state) ?? observed;
    const lastResentAt = Math.max(resentAt ?? 0, observed.resentAt ?? 0);
    byState.set(state, createObservedState(state, Math.min(at, observed.at), lastResentAt || undefined));
  }
  const states = [...byState.values()];
  return {
    transferNumber: a.transferNumber,
    lastSeenDay: Math.max(a.lastSeenDay, b.lastSeenDay),
    states: states.sort(compareObservedStates),
  };
}

/** By time, then by the order of the states; a state without a place in it stays where it is. */
function compareObservedStates(a: ObservedState, b: ObservedState): number {
  const [indexA, indexB] = [stateIndex(a.state), stateIndex(b.state)];
  return a.at - b.at || (indexA < 0 || indexB < 0 ? 0 : indexA - indexB);
}

/** Adds the current states to the history and drops old entries. */
export function addObservedStates(
  previous: StateHistoryByDomain,
  transfers: readonly { readonly domain: string; readonly state: string }[],
  at: number,
): StateHistoryByDomain {
  const today = Math.floor(at / dayMs);
  const history = new Map(previous);
  const seenAt = Math.floor(at / 1000) * 1000; // as it is stored, so that it stays the same when it is read back
  for (const { domain, state } of transfers)
    history.set(domain, addObservedState(previous.get(domain), state, seenAt, today));
  return pruneHistory(history, today);
}

/** The history with the time at which the FOA of a transfer was resent. */
export function addResentFoa(previous: StateHistoryByDomain, domain: string, at: number): StateHistoryByDomain {
  const history = previous.get(domain);
  const last = history?.states.at(-1);
  if (!history || !last) return previous;
  const states = [...history.states.slice(0, -1), { ...last, resentAt: Math.floor(at / 1000) * 1000 }];
  return new Map(previous).set(domain, { ...history, states });
}

function addObservedState(previous: StateHistory | undefined, state: string, at: number, today: number): StateHistory {
  if (!previous) return { transferNumber: 1, lastSeenDay: today, states: [{ state, at }] };
  const last = previous.states.at(-1)?.state;
  if (last === state) return previous.lastSeenDay === today ? previous : { ...previous, lastSeenDay: today };
  if (isAnotherTransfer(previous, state))
    return { transferNumber: previous.transferNumber + 1, lastSeenDay: today, states: [{ state, at }] };
  return { ...previous, lastSeenDay: today, states: [...previous.states, { state, at }].slice(-maxStates) };
}

/** True when the state is an earlier one than seen before: it is another transfer of the same domain. */
function isAnotherTransfer({ states }: StateHistory, state: string): boolean {
  const furthestIndex = Math.max(-1, ...states.map((observed) => stateIndex(observed.state)));
  const index = stateIndex(state);
  return states.some((observed) => observed.state === state) || (index >= 0 && index < furthestIndex);
}

function pruneHistory(history: ReadonlyMap<string, StateHistory>, today: number): StateHistoryByDomain {
  const recent = [...history].filter(([, { lastSeenDay }]) => today - lastSeenDay <= retentionDays);
  if (recent.length <= maxDomains) return new Map(recent);
  return new Map(recent.sort(([, a], [, b]) => b.lastSeenDay - a.lastSeenDay).slice(0, maxDomains));
}
