import { domainToASCII } from "node:url";
import { ACCOUNT_CURRENCY, type Balance } from "../balance";

import type { Ids } from "../ids";
import type { OrderBook } from "../orders/book";
import { Refusal } from "../refusal";
import { acknowledge, reject, type Result } from "../results/results";
import { paymentIn, stepOf, type Course } from "./states";

/** A transfer of a domain to the reseller's account (seed: domain-transfer-control). */
export interface Transfer extends Course {
  readonly id: number;
  readonly domain: string;
  readonly ownerEmail: string;
  readonly adminEmail: string;
  /** Cents. */
  readonly price: number;
  /** The request that started it, if it is among the results. */
  readonly result?: Result | undefined;
  state: string;
  payment: "none" | "reserved" | "charged";
}

interface Surroundings {
  readonly balance: Balance;
  readonly orders: OrderBook;
  readonly ids: Ids;
  plan(at: number, run: (at: number) => void): () => void;
}

/** The transfers on the list. Each moves on by itself; its money and its result follow its state. */
export class Transfers {
  private readonly transfers = new Map<string, Transfer>();
  private readonly moves = new Map<string, () => void>();

  constructor(private readonly world: Surroundings) {}

  list(): Transfer[] {
    return [...this.transfers.values()];
  }

  /** Error 2303 if no such transfer is pending. */
  find(domain: string): Transfer {
    const transfer = this.transfers.get(domainToASCII(domain) || domain.toLowerCase());
    if (!transfer) throw new Refusal(2303, `There is no pending transfer of ${domain}`);
    return transfer;
  }

  /** Adds a transfer that has been in its state since `at`. */
  add(transfer: Transfer, at: number): void {
    this.transfers.set(transfer.domain, transfer);
    this.enter(transfer, transfer.state, at);
  }

  /** Puts a transfer into a state, one unknown to the seed included. */
  enter(transfer: Transfer, state: string, at: number): void {
    this.moves.get(transfer.domain)?.();
    transfer.state = state;
    const step = stepOf(state);
    if (!step) return;
    this.pay(transfer, paymentIn(step, state, transfer), at);
    if (transfer.result) this.conclude(transfer, transfer.result);
    const next = step.next(transfer);
    const move = next === "gone" ? () => this.remove(transfer) : (then: number) => this.enter(transfer, next, then);
    this.moves.set(transfer.domain, this.world.plan(at + step.lasts, move));
  }

  /** Takes a transfer off the list; money that is still reserved for it is free again. */
  remove(transfer: Transfer): void {
    if (transfer.payment === "reserved") this.world.balance.release(transfer.price);
    this.moves.get(transfer.domain)?.();
    this.moves.delete(transfer.domain);
    this.transfers.delete(transfer.domain);
  }

  private pay(transfer: Transfer, payment: Transfer["payment"], at: number): void {
    const { balance } = this.world;
    const before = transfer.payment;
    if (before === payment || (before === "charged" && payment !== "none")) return;
    transfer.payment = payment;
    if (before === "reserved") balance.release(transfer.price);
    if (before === "charged") this.charge(transfer, -transfer.price, at);
    if (payment === "reserved") balance.reserve(transfer.price);
    if (payment === "charged") this.charge(transfer, transfer.price, at);
  }

  /** Takes the price and makes an order of it; a negative one is given back. */
  private charge({ domain }: Transfer, price: number, at: number): void {
    this.world.balance.charge(price);
    const currency = price === 0 ? "" : ACCOUNT_CURRENCY;
    const draft = { status: "ok", type: "transfer", brutto: price, netto: price, currency, identifier: domain };
    this.world.orders.add(draft, this.world.ids.procId(), at);
  }

  private conclude({ state, domain }: Transfer, result: Result): void {
    if (result.status !== "?") return;
    if (state === "TRANSFER_PROCESSED_SUCCESSFULLY") acknowledge(result, `${domain} was transferred successfully.`);
    if (state === "FOA_NACK") reject(result, "The owner of the domain rejected the FOA");
    if (state === "REGISTRY_CANCELATION_PENDING") reject(result, "The transfer was cancelled");
  }
}
