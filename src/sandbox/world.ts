import { Balance } from "./balance";
import { SandboxClock } from "./clock";
import { Credentials } from "./credentials";
import { Ids } from "./ids";
import { OrderBook } from "./orders/book";
import { OrderGenerator } from "./orders/generator";
import { Results } from "./results/results";
import { startingResults } from "./results/starting-set";
import { Schedule } from "./schedule";
import { Sessions } from "./sessions";
import { startingTransfers } from "./transfers/starting-set";
import { Transfers } from "./transfers/transfers";

const STARTING_TOTAL = 100_000;

export interface WorldOptions {
  readonly orders: number;
  readonly seed: number;
  readonly clock: () => number;
}

/** Everything the sandbox knows: one reseller's account and what goes on in it. */
export class World {
  readonly clock: SandboxClock;
  readonly startedAt: number;
  readonly credentials = new Credentials();
  readonly sessions = new Sessions();
  readonly balance = new Balance(STARTING_TOTAL);
  readonly ids: Ids;
  readonly orders: OrderBook;
  readonly results: Results;
  readonly transfers: Transfers;
  private readonly schedule = new Schedule();

  constructor({ orders, seed, clock }: WorldOptions) {
    this.clock = new SandboxClock(clock);
    this.startedAt = this.clock.now();
    const generator = new OrderGenerator(seed, orders, this.startedAt);
    this.ids = new Ids(seed, generator.nextProcId);
    this.orders = new OrderBook(generator);
    this.results = new Results(this.ids, this.schedule);
    this.transfers = new Transfers(this);
    const beginning = {
      seed,
      now: this.startedAt,
      procIdAt: (time: number) => this.unusedProcId(generator, time),
      plan: (at: number, run: () => void) => void this.plan(at, run),
    };
    startingResults(this.results, beginning);
    startingTransfers(this.transfers, this.results, beginning);
  }

  /** Lets everything happen that is due by now, and returns the time. */
  settle(): number {
    const now = this.clock.now();
    this.schedule.runUntil(now);
    return now;
  }

  plan(at: number, run: (at: number) => void): () => void {
    return this.schedule.plan(at, run);
  }

  private unusedProcId(generator: OrderGenerator, time: number): number {
    let procId = generator.procIdAfter(this.orders.firstAtLeast("createdAt", time) - 1);
    while (this.results.find((result) => result.procId === procId)) procId += 1;
    return procId;
  }
}
