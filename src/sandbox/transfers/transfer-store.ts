import { domainToASCII } from "node:url";
import { accountCurrency, type Balance } from "../balance";

import type { IdGenerator } from "../id-generator";
import type { OrderStore } from "../orders/order-store";
import { EppError } from "../epp-error";
import { acknowledge, reject, type Result } from "../results/result-store";
import { getPayment, getStateRules, type TransferTraits } from "./transfer-states";

/** A transfer of a domain to the reseller's account (DMAPI docs, domain-transfer-control). */
export interface Transfer extends TransferTraits {
  readonly id: number;
  readonly domain: string;
  readonly ownerEmail: string;
  readonly adminEmail: string;
  /** Cents. */
  readonly price: number;
  /** The result of the request that started it, if there is one. */
  readonly result?: Result | undefined;
  state: string;
  payment: "none" | "reserved" | "charged";
}

interface TransferDependencies {
  readonly balance: Balance;
  readonly orders: OrderStore;
  readonly ids: IdGenerator;
  plan(at: number, run: (at: number) => void): () => void;
}

/** The pending transfers. Each changes state over time; its payment and its result follow its state. */
export class TransferStore {
  private readonly transfers = new Map<string, Transfer>();
  private readonly cancelByDomain = new Map<string, () => void>();

  constructor(private readonly dependencies: TransferDependencies) {}

  list(): Transfer[] {
    return [...this.transfers.values()];
  }

  /** Error 2303 if no such transfer is pending. */
  find(domain: string): Transfer {
    const transfer = this.transfers.get(domainToASCII(domain) || domain.toLowerCase());
    if (!transfer) throw new EppError(2303, `There is no pending transfer of ${domain}`);
    return transfer;
  }

  /** Adds a transfer that has been in its state since `at`. */
  add(transfer: Transfer, at: number): void {
    this.transfers.set(transfer.domain, transfer);
    this.setState(transfer, transfer.state, at);
  }

  /** Sets a transfer's state, including undocumented ones. */
  setState(transfer: Transfer, state: string, at: number): void {
    this.cancelByDomain.get(transfer.domain)?.();
    transfer.state = state;
    const rules = getStateRules(state);
    if (!rules) return;
    this.updatePayment(transfer, getPayment(rules, state, transfer), at);
    if (transfer.result) this.completeResult(transfer, transfer.result);
    const next = rules.getNext(transfer);
    const run = next === "gone" ? () => this.remove(transfer) : (time: number) => this.setState(transfer, next, time);
    this.cancelByDomain.set(transfer.domain, this.dependencies.plan(at + rules.durationMs, run));
  }

  /** Removes a transfer and releases its reserved amount. */
  remove(transfer: Transfer): void {
    if (transfer.payment === "reserved") this.dependencies.balance.release(transfer.price);
    this.cancelByDomain.get(transfer.domain)?.();
    this.cancelByDomain.delete(transfer.domain);
    this.transfers.delete(transfer.domain);
  }

  private updatePayment(transfer: Transfer, payment: Transfer["payment"], at: number): void {
    const { balance } = this.dependencies;
    const before = transfer.payment;
    if (before === payment || (before === "charged" && payment !== "none")) return;
    transfer.payment = payment;
    if (before === "reserved") balance.release(transfer.price);
    if (before === "charged") this.charge(transfer, -transfer.price, at);
    if (payment === "reserved") balance.reserve(transfer.price);
    if (payment === "charged") this.charge(transfer, transfer.price, at);
  }

  /** Charges the price and adds an order for it; a negative price is refunded. */
  private charge({ domain }: Transfer, price: number, at: number): void {
    this.dependencies.balance.charge(price);
    const currency = price === 0 ? "" : accountCurrency;
    const draft = { status: "ok", type: "transfer", brutto: price, netto: price, currency, identifier: domain };
    this.dependencies.orders.add(draft, this.dependencies.ids.createProcId(), at);
  }

  private completeResult({ state, domain }: Transfer, result: Result): void {
    if (result.status !== "?") return;
    if (state === "TRANSFER_PROCESSED_SUCCESSFULLY") acknowledge(result, `${domain} was transferred successfully.`);
    if (state === "FOA_NACK") reject(result, "The owner of the domain rejected the FOA");
    if (state === "REGISTRY_CANCELATION_PENDING") reject(result, "The transfer was cancelled");
  }
}
