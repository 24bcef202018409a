import * as z from "zod/mini";
import { transferStates } from "../dmapi/model";

/** A state, and when it was seen first (epoch ms). */
export interface Sighting {
  readonly state: string;
  readonly at: number;
}

/** What was seen of one transfer. */
export interface Seen {
  /** Counts the transfers of this domain: a second one begins anew. */
  readonly run: number;
  /** The last day it was on the list, in days since 1970: written once a day, not at each refresh. */
  readonly lastDay: number;
  /** In the order in which they were seen. */
  readonly states: readonly Sighting[];
}

/** What was seen of an account's transfers, by domain. */
export type SeenByDomain = ReadonlyMap<string, Seen>;

const dayLength = 86_400_000;
/** Transfers that left the list are forgotten after so many days, and those beyond so many, the longest gone first. */
const keptDays = 14;
const mostDomains = 5_000;
const mostStates = 20;

const storedState = z.tuple([z.union([z.number(), z.string()]), z.number().check(z.nonnegative())]);
const storedRow = z.tuple([z.string(), z.number(), z.number(), z.array(storedState)]);

/** Reads what was stored; rows that make no sense are left out. */
export function readSeen(stored: unknown): SeenByDomain {
  const rows = Array.isArray(stored) ? stored.slice(0, mostDomains) : [];
  const seen = new Map<string, Seen>();
  for (const row of rows) {
    const parsed = storedRow.safeParse(row);
    if (!parsed.success) continue;
    const [domain, run, lastDay, states] = parsed.data;
    const read = states.slice(-mostStates).map(([state, at]) => ({ state: stateOf(state), at: at * 1000 }));
    seen.set(domain, { run, lastDay, states: read });
  }
  return seen;
}

/** What is stored: short, since VS Code writes all of it at once. Known states are numbers, times are seconds. */
export function storedSeen(seen: SeenByDomain): unknown[] {
  return [...seen].map(([domain, { run, lastDay, states }]) => [
    domain,
    run,
    lastDay,
    states.map(({ state, at }) => [codeOf(state), Math.floor(at / 1000)]),
  ]);
}

function stateOf(code: number | string): string {
  return typeof code === "number" ? (transferStates[code] ?? String(code)) : code;
}

function codeOf(state: string): number | string {
  const index = (transferStates as readonly string[]).indexOf(state);
  return index < 0 ? state : index;
}

/** What two windows saw, together: the first sighting of each state counts, and the later transfer of a domain. */
export function mergeSeen(a: SeenByDomain, b: SeenByDomain): SeenByDomain {
  const merged = new Map(a);
  for (const [domain, other] of b) {
    const one = merged.get(domain);
    merged.set(domain, one ? mergeOne(one, other) : other);
  }
  return merged;
}

function mergeOne(a: Seen, b: Seen): Seen {
  if (a.run !== b.run) return a.run > b.run ? a : b;
  const first = new Map(a.states.map(({ state, at }) => [state, at]));
  for (const { state, at } of b.states) first.set(state, Math.min(at, first.get(state) ?? at));
  const states = [...first].map(([state, at]) => ({ state, at }));
  return { run: a.run, lastDay: Math.max(a.lastDay, b.lastDay), states: states.sort(bySight) };
}

function bySight(a: Sighting, b: Sighting): number {
  return a.at - b.at || placeOf(a.state) - placeOf(b.state);
}

/** What is seen now, added to what was seen before; what has been gone for long is forgotten. */
export function addSeen(
  before: SeenByDomain,
  now: readonly { readonly domain: string; readonly state: string }[],
  at: number,
): SeenByDomain {
  const today = Math.floor(at / dayLength);
  const seen = new Map(before);
  const second = Math.floor(at / 1000) * 1000; // as it is stored, so that it stays the same when it is read back
  for (const { domain, state } of now) seen.set(domain, addOne(before.get(domain), state, second, today));
  return bounded(seen, today);
}

function addOne(before: Seen | undefined, state: string, at: number, today: number): Seen {
  if (!before) return { run: 1, lastDay: today, states: [{ state, at }] };
  const last = before.states.at(-1)?.state;
  if (last === state) return before.lastDay === today ? before : { ...before, lastDay: today };
  if (isBack(before, state)) return { run: before.run + 1, lastDay: today, states: [{ state, at }] };
  return { ...before, lastDay: today, states: [...before.states, { state, at }].slice(-mostStates) };
}

/** True where a transfer stands at a state it had passed: it is another transfer of the same domain. */
function isBack({ states }: Seen, state: string): boolean {
  const passed = Math.max(-1, ...states.map((sighting) => placeOf(sighting.state)));
  const place = placeOf(state);
  return states.some((sighting) => sighting.state === state) || (place >= 0 && place < passed);
}

function placeOf(state: string): number {
  return (transferStates as readonly string[]).indexOf(state);
}

function bounded(seen: ReadonlyMap<string, Seen>, today: number): SeenByDomain {
  const kept = [...seen].filter(([, { lastDay }]) => today - lastDay <= keptDays);
  if (kept.length <= mostDomains) return new Map(kept);
  return new Map(kept.sort(([, a], [, b]) => b.lastDay - a.lastDay).slice(0, mostDomains));
}
