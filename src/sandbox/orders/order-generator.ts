import { dayMs, secondMs, subtractThreeYears } from "../clock";
import { fraction, hash, pick } from "../random";
import { accountCurrency } from "../balance";
import type { Order, OrderType } from "./order";
import { Portfolio } from "./portfolio";
import { calculatePrice, weightedTypes } from "./pricing";

const firstOrderId = 80_000_000;
const orderIdStep = 7;
const firstProcId = 910_000_000;
const procIdStep = 16;
/** How much denser the orders are at the end of the three years than on average. */
const growth = 0.2;
const vatRate = 0.19;

/** The orders from before the sandbox started. They are not stored: order `i` is computed from the seed and `i`. */
export class OrderGenerator {
  private readonly start: number;
  private readonly spanMs: number;
  private readonly portfolio: Portfolio;

  /**
   * @param length the number of orders
   * @param end the time (epoch ms) before which they all were made, starting three years earlier
   */
  constructor(
    private readonly seed: number,
    readonly length: number,
    private readonly end: number,
  ) {
    this.start = subtractThreeYears(end);
    this.spanMs = end - this.start;
    this.portfolio = new Portfolio(seed, length);
  }

  /** An id above those of all orders. */
  get nextId(): number {
    return firstOrderId + this.length * orderIdStep;
  }

  /** A Proc-ID above those of all orders. */
  get nextProcId(): number {
    return firstProcId + (this.length + 1) * procIdStep;
  }

  /** Grows with `i`, like `procId` and `createdAt`. */
  id(i: number): number {
    return firstOrderId + i * orderIdStep + (hash(this.seed, i, 1) % orderIdStep);
  }

  procId(i: number): number {
    return firstProcId + i * procIdStep + (hash(this.seed, i, 2) % (procIdStep / 2));
  }

  /** A Proc-ID between those of order `i` and the next one, for a request without an order. */
  procIdAfter(i: number): number {
    return firstProcId + i * procIdStep + procIdStep / 2;
  }

  createdAt(i: number): number {
    const from = this.timeAt(i / this.length);
    const to = this.timeAt((i + 1) / this.length);
    const time = from + (to - from) * fraction(this.seed, i, 3);
    return Math.floor(time / secondMs) * secondMs;
  }

  order(i: number): Order {
    const type = this.type(i);
    const netto = this.netto(i, type);
    const currency = this.currency(type, hash(this.seed, i, 7));
    return {
      id: this.id(i),
      procId: this.procId(i),
      createdAt: this.createdAt(i),
      status: this.status(i, netto),
      type,
      brutto: currency === "EUR" ? Math.round(netto * (1 + vatRate)) : netto,
      netto,
      currency: netto === 0 ? "" : currency,
      identifier: this.identifier(i, type),
    };
  }

  type(i: number): OrderType {
    return pick(weightedTypes, hash(this.seed, i, 4));
  }

  netto(i: number, type = this.type(i)): number {
    return calculatePrice(type, this.portfolio.tld(hash(this.seed, i, 5)), hash(this.seed, i, 6));
  }

  status(i: number, netto = this.netto(i)): string {
    if (netto < 0) return "ok";
    const bits = hash(this.seed, i, 8);
    if (bits % 100 < 4) return "error";
    return bits % 9 === 0 && this.createdAt(i) > this.end - 10 * dayMs ? "pending" : "ok";
  }

  identifier(i: number, type = this.type(i)): string {
    const number = hash(this.seed, i, 4) >>> 10;
    if (type === "create-contact") return this.portfolio.contact(number);
    if (type === "credit-increase" || type === "payment_fee") return `INV-${400_000 + (number % 500_000)}`;
    return this.portfolio.domain(hash(this.seed, i, 5));
  }

  private timeAt(part: number): number {
    return this.start + this.spanMs * (part + growth * part * (1 - part));
  }

  private currency(type: OrderType, bits: number): string {
    if (type === "credit-increase" || bits % 100 >= 9) return accountCurrency;
    return bits % 100 < 6 ? "EUR" : "GBP";
  }
}
