import type { AccessLog, LogEntry } from "./access-log";
import { accountCurrency } from "./balance";
import type { Credential } from "./credential-store";
import type { ReplyRewriter, ServerContext } from "./request-handler";
import type { Fault } from "./fault-injection";
import { parseCents } from "./money";
import type { QuirkName } from "./quirks";
import type { SandboxState } from "./sandbox-state";

/** Years must have four digits. */
const maxTime = Date.UTC(9999, 0, 1);

/** An order to add; amounts are decimals such as `-5.00`. Defaults to a free `create` with status ok. */
export interface NewOrder {
  readonly type?: string;
  readonly status?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly identifier?: string;
}

/** A summary of the sandbox's state. */
export interface SandboxSnapshot {
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

/** Controls the sandbox from tests. */
export class SandboxControl {
  constructor(private readonly context: ServerContext) {}

  /** The time on the sandbox clock, epoch ms. */
  now(): number {
    return this.sandbox.runDueEvents();
  }

  /** Moves the clock by `ms` (back if negative) and runs all due events. */
  advance(ms: number): void {
    const target = this.sandbox.clock.now() + ms;
    if (!(target >= 0 && target <= maxTime)) throw new RangeError("advance: a time from 1970 to 9999 expected");
    this.sandbox.clock.advance(ms);
    this.sandbox.runDueEvents();
  }

  /** Sets the state of a transfer, including undocumented ones. Throws if there is no such transfer. */
  setTransfer(domain: string, state: string): void {
    const now = this.sandbox.runDueEvents();
    this.sandbox.transfers.setState(this.sandbox.transfers.find(domain), state, now);
  }

  /** Removes a transfer, or all of them. */
  removeTransfers(domain?: string): void {
    const { transfers } = this.sandbox;
    for (const transfer of domain === undefined ? transfers.list() : [transfers.find(domain)])
      transfers.remove(transfer);
  }

  /** Adds an API key or user. */
  addCredential(credential: Credential): void {
    this.sandbox.credentials.add(credential);
  }

  /** Revokes an API key (or a user) and ends its sessions. Throws if there is none. */
  revoke(credential: string): void {
    this.sandbox.credentials.revoke(credential);
    this.sandbox.sessions.endAll(this.sandbox.runDueEvents(), credential);
  }

  /** Ends all sessions; returns how many there were. */
  killSessions(): number {
    return this.sandbox.sessions.endAll(this.sandbox.runDueEvents());
  }

  countSessions(): number {
    return this.sandbox.sessions.count(this.sandbox.runDueEvents());
  }

  /** Injects these faults into the next matching requests, in this order. */
  addFaults(...faults: Fault[]): void {
    for (const fault of faults) this.context.faults.add(fault);
  }

  clearFaults(): void {
    this.context.faults.clear();
  }

  /**
   * Passes every complete reply through a function from now on, to send what a real DMAPI would not; undefined stops that.
   */
  rewriteReplies(rewrite: ReplyRewriter | undefined): void {
    this.context.rewrite = rewrite;
  }

  /** The quirks in effect. */
  get quirks(): readonly QuirkName[] {
    return this.sandbox.quirks.list();
  }

  /** Replaces the quirks in effect. Throws a RangeError for an unknown one or for two of the same group. */
  setQuirks(names: readonly string[]): void {
    this.sandbox.quirks.set(names);
  }

  /** Milliseconds before every answer from now on. */
  setLatency(ms: number): void {
    this.context.latencyMs = ms;
  }

  /** Adds an order with the current time, and charges the balance if its status is ok. Returns its id. Throws a RangeError for a malformed amount. */
  addOrder({ type = "create", status = "ok", amount = "0", currency, identifier = "example.com" }: NewOrder): number {
    const cents = parseCents(amount);
    if (cents === undefined) throw new RangeError(`amount: decimal expected, not ${amount}`);
    const now = this.sandbox.runDueEvents();
    const draft = { type, status, identifier, netto: cents, brutto: cents };
    if (status === "ok") this.sandbox.balance.charge(cents);
    const money = cents === 0 ? "" : (currency ?? accountCurrency);
    return this.sandbox.orders.add({ ...draft, currency: money }, this.sandbox.ids.createProcId(), now).id;
  }

  /** Sets the available amount to a decimal such as `12.50`. Throws a RangeError for anything else. */
  setBalance(available: string): void {
    const cents = parseCents(available);
    if (cents === undefined) throw new RangeError(`available: decimal expected, not ${available}`);
    this.sandbox.balance.setAvailable(cents);
  }

  /** The requests so far, oldest first. */
  get log(): readonly LogEntry[] {
    return this.accessLog.entries;
  }

  clearLog(): void {
    this.accessLog.clear();
  }

  getSnapshot(): SandboxSnapshot {
    const now = this.sandbox.runDueEvents();
    const { sessions, orders, transfers, results } = this.sandbox;
    return {
      now,
      sessions: sessions.count(now),
      orders: orders.length,
      transfers: transfers.list().map(({ domain, state }) => ({ domain, state })),
      results: results
        .listNewestFirst()
        .map(({ procId, type, status, isDeleted: deleted }) => ({ procId, type, status, deleted: deleted === true })),
    };
  }

  private get sandbox(): SandboxState {
    return this.context.sandbox;
  }

  private get accessLog(): AccessLog {
    return this.context.accessLog;
  }
}
