import { Balance } from "./balance";
import { SandboxClock } from "./clock";
import { CredentialStore } from "./credential-store";
import { IdGenerator } from "./id-generator";
import { OrderStore } from "./orders/order-store";
import { OrderGenerator } from "./orders/order-generator";
import { ResultStore } from "./results/result-store";
import { addResultFixtures } from "./results/result-fixtures";
import { EventSchedule } from "./event-schedule";
import { QuirkSet } from "./quirks";
import { SessionStore } from "./session-store";
import { addTransferFixtures } from "./transfers/transfer-fixtures";
import { TransferStore } from "./transfers/transfer-store";
import { UserPropertyStore } from "./user-property-store";

const initialTotalCents = 100_000;

export interface SandboxStateOptions {
  readonly orders: number;
  readonly seed: number;
  readonly clock: () => number;
  readonly quirks?: readonly string[];
}

/** The whole state of the sandbox: one reseller's account and its pending events. */
export class SandboxState {
  readonly clock: SandboxClock;
  readonly startedAt: number;
  readonly quirks: QuirkSet;
  readonly credentials = new CredentialStore();
  readonly sessions = new SessionStore();
  readonly userProperties = new UserPropertyStore();
  readonly balance = new Balance(initialTotalCents);
  readonly ids: IdGenerator;
  readonly orders: OrderStore;
  readonly results: ResultStore;
  readonly transfers: TransferStore;
  private readonly schedule = new EventSchedule();

  constructor({ orders, seed, clock, quirks = [] }: SandboxStateOptions) {
    this.quirks = new QuirkSet(quirks);
    this.clock = new SandboxClock(clock);
    this.startedAt = this.clock.now();
    const generator = new OrderGenerator(seed, orders, this.startedAt);
    this.ids = new IdGenerator(seed, generator.nextProcId);
    this.orders = new OrderStore(generator);
    this.results = new ResultStore(this.ids, this.schedule);
    this.transfers = new TransferStore(this);
    const context = {
      seed,
      now: this.startedAt,
      procIdAt: (time: number) => this.findUnusedProcId(generator, time),
      plan: (at: number, run: () => void) => void this.plan(at, run),
    };
    addResultFixtures(this.results, context);
    addTransferFixtures(this.transfers, this.results, context);
  }

  /** Runs all events due by now, and returns the time. */
  runDueEvents(): number {
    const now = this.clock.now();
    this.schedule.runUntil(now);
    return now;
  }

  plan(at: number, run: (at: number) => void): () => void {
    return this.schedule.plan(at, run);
  }

  private findUnusedProcId(generator: OrderGenerator, time: number): number {
    let procId = generator.procIdAfter(this.orders.findFirstAtLeast("createdAt", time) - 1);
    while (this.results.find((result) => result.procId === procId)) procId += 1;
    return procId;
  }
}
