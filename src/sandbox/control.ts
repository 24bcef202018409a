import type { AccessLog, LogEntry } from "./access-log";
import { ACCOUNT_CURRENCY } from "./balance";
import type { Credential } from "./credentials";
import type { Rewrite, Surroundings } from "./exchange";
import type { Fault } from "./faults";
import { parseCents } from "./money";
import type { World } from "./world";

/** The clock stays where a time is written with four digits of the year. */
const LAST_MOMENT = Date.UTC(9999, 0, 1);

/** An order to be added; amounts are decimals such as `-5.00`. What is left out is an ok create of no particular domain for nothing. */
export interface NewOrder {
  readonly type?: string;
  readonly status?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly identifier?: string;
}

/** What the sandbox is in, at a glance. Amounts are decimals. */
export interface SandboxState {
  /** Epoch ms on the sandbox clock. */
  readonly now: number;
  readonly sessions: number;
  readonly orders: number;
  readonly transfers: readonly { readonly domain: string; readonly state: string }[];
  readonly results: readonly {
    readonly procId: number;
    readonly type: string;
    readonly status: string;
    readonly deleted: boolean;
  }[];
}

/** The hand behind the scenes: what tests turn. */
export class SandboxControl {
  constructor(private readonly around: Surroundings) {}

  /** The time on the sandbox clock, epoch ms. */
  now(): number {
    return this.world.settle();
  }

  /** Jumps by `ms` (back, if negative) and lets everything happen that falls due. */
  advance(ms: number): void {
    const then = this.world.clock.now() + ms;
    if (!(then >= 0 && then <= LAST_MOMENT)) throw new RangeError("advance: a time from 1970 to 9999 expected");
    this.world.clock.advance(ms);
    this.world.settle();
  }

  /** Puts a transfer into a state, also one that DMAPI does not document. Throws if there is no such transfer. */
  setTransfer(domain: string, state: string): void {
    const now = this.world.settle();
    this.world.transfers.enter(this.world.transfers.find(domain), state, now);
  }

  /** Takes a transfer off the list, or all of them. */
  removeTransfers(domain?: string): void {
    const { transfers } = this.world;
    for (const transfer of domain === undefined ? transfers.list() : [transfers.find(domain)])
      transfers.remove(transfer);
  }

  /** Makes another API key or user known. */
  addCredential(credential: Credential): void {
    this.world.credentials.add(credential);
  }

  /** Makes an API key (or the user) useless and ends its sessions. Throws if it never was one. */
  revoke(credential: string): void {
    this.world.credentials.revoke(credential);
    this.world.sessions.kill(this.world.settle(), credential);
  }

  /** Ends all sessions; returns how many there were. */
  killSessions(): number {
    return this.world.sessions.kill(this.world.settle());
  }

  liveSessions(): number {
    return this.world.sessions.count(this.world.settle());
  }

  /** Lets these faults happen to the next requests they fit, in this order. */
  fail(...faults: Fault[]): void {
    for (const fault of faults) this.around.faults.add(fault);
  }

  clearFaults(): void {
    this.around.faults.clear();
  }

  /**
   * Lets a function see every whole reply from now on and say what is sent in its place, for what no DMAPI would send;
   * undefined lets replies be.
   */
  rewrite(rewrite: Rewrite | undefined): void {
    this.around.rewrite = rewrite;
  }

  /** Milliseconds before every answer from now on. */
  setLatency(ms: number): void {
    this.around.latency = ms;
  }

  /** Adds an order of now, and moves the balance if it is ok. Returns its id. Throws a RangeError for a malformed amount. */
  addOrder({ type = "create", status = "ok", amount = "0", currency, identifier = "example.com" }: NewOrder): number {
    const cents = parseCents(amount);
    if (cents === undefined) throw new RangeError(`amount: decimal expected, not ${amount}`);
    const now = this.world.settle();
    const draft = { type, status, identifier, netto: cents, brutto: cents };
    if (status === "ok") this.world.balance.charge(cents);
    const money = cents === 0 ? "" : (currency ?? ACCOUNT_CURRENCY);
    return this.world.orders.add({ ...draft, currency: money }, this.world.ids.procId(), now).id;
  }

  /** Puts the available amount at a decimal such as `12.50`. Throws a RangeError for anything else. */
  setBalance(available: string): void {
    const cents = parseCents(available);
    if (cents === undefined) throw new RangeError(`available: decimal expected, not ${available}`);
    this.world.balance.setAvailable(cents);
  }

  /** The requests so far, oldest first. */
  get log(): readonly LogEntry[] {
    return this.accessLog.entries;
  }

  clearLog(): void {
    this.accessLog.clear();
  }

  state(): SandboxState {
    const now = this.world.settle();
    const { sessions, orders, transfers, results } = this.world;
    return {
      now,
      sessions: sessions.count(now),
      orders: orders.length,
      transfers: transfers.list().map(({ domain, state }) => ({ domain, state })),
      results: results
        .newestFirst()
        .map(({ procId, type, status, deleted }) => ({ procId, type, status, deleted: deleted === true })),
    };
  }

  private get world(): World {
    return this.around.world;
  }

  private get accessLog(): AccessLog {
    return this.around.log;
  }
}
