import { DAY, SECOND, threeYearsBefore } from "../clock";
import { fraction, hash, pick } from "../random";
import { ACCOUNT_CURRENCY } from "../balance";
import type { Order, OrderType } from "./order";
import { Portfolio } from "./portfolio";
import { price, usedTypes } from "./pricing";

const FIRST_ORDER_ID = 80_000_000;
const ORDER_ID_STEP = 7;
const FIRST_PROC_ID = 910_000_000;
const PROC_ID_STEP = 16;
/** How much denser the orders are at the end of the three years than on average: the reseller grows. */
const GROWTH = 0.2;
const VAT = 0.19;

/** The orders that were there before the sandbox started. None is stored: order `i` follows from the seed and `i`. */
export class OrderGenerator {
  private readonly start: number;
  private readonly span: number;
  private readonly portfolio: Portfolio;

  /**
   * @param length the number of orders
   * @param end the time (epoch ms) before which they all were made, beginning three years earlier
   */
  constructor(
    private readonly seed: number,
    readonly length: number,
    private readonly end: number,
  ) {
    this.start = threeYearsBefore(end);
    this.span = end - this.start;
    this.portfolio = new Portfolio(seed, length);
  }

  /** An id above those of all orders. */
  get nextId(): number {
    return FIRST_ORDER_ID + this.length * ORDER_ID_STEP;
  }

  /** A Proc-ID above those of all orders. */
  get nextProcId(): number {
    return FIRST_PROC_ID + (this.length + 1) * PROC_ID_STEP;
  }

  /** Grows with `i`, like `procId` and `createdAt`. */
  id(i: number): number {
    return FIRST_ORDER_ID + i * ORDER_ID_STEP + (hash(this.seed, i, 1) % ORDER_ID_STEP);
  }

  procId(i: number): number {
    return FIRST_PROC_ID + i * PROC_ID_STEP + (hash(this.seed, i, 2) % (PROC_ID_STEP / 2));
  }

  /** A Proc-ID between those of order `i` and the next one, for a request that made no order. */
  procIdAfter(i: number): number {
    return FIRST_PROC_ID + i * PROC_ID_STEP + PROC_ID_STEP / 2;
  }

  createdAt(i: number): number {
    const from = this.moment(i / this.length);
    const to = this.moment((i + 1) / this.length);
    const time = from + (to - from) * fraction(this.seed, i, 3);
    return Math.floor(time / SECOND) * SECOND;
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
      brutto: currency === "EUR" ? Math.round(netto * (1 + VAT)) : netto,
      netto,
      currency: netto === 0 ? "" : currency,
      identifier: this.identifier(i, type),
    };
  }

  type(i: number): OrderType {
    return pick(usedTypes, hash(this.seed, i, 4));
  }

  netto(i: number, type = this.type(i)): number {
    return price(type, this.portfolio.tld(hash(this.seed, i, 5)), hash(this.seed, i, 6));
  }

  status(i: number, netto = this.netto(i)): string {
    if (netto < 0) return "ok";
    const bits = hash(this.seed, i, 8);
    if (bits % 100 < 4) return "error";
    return bits % 9 === 0 && this.createdAt(i) > this.end - 10 * DAY ? "pending" : "ok";
  }

  identifier(i: number, type = this.type(i)): string {
    const number = hash(this.seed, i, 4) >>> 10;
    if (type === "create-contact") return this.portfolio.contact(number);
    if (type === "credit-increase" || type === "payment_fee") return `INV-${400_000 + (number % 500_000)}`;
    return this.portfolio.domain(hash(this.seed, i, 5));
  }

  private moment(part: number): number {
    return this.start + this.span * (part + GROWTH * part * (1 - part));
  }

  private currency(type: OrderType, bits: number): string {
    if (type === "credit-increase" || bits % 100 >= 9) return ACCOUNT_CURRENCY;
    return bits % 100 < 6 ? "EUR" : "GBP";
  }
}
