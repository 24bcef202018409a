import { createIdnLabel, createLabel } from "../sample-names";
import { hash, pick } from "../random";
import { getContactPrefix, weightedTlds, type Tld } from "../tlds";

/** About one in this many orders is for a new domain. */
const ordersPerDomain = 4;

/** The domains and contacts of the orders; their number depends on the number of orders. */
export class Portfolio {
  private readonly size: number;

  constructor(
    private readonly seed: number,
    orders: number,
  ) {
    this.size = Math.max(1, Math.ceil(orders / ordersPerDomain));
  }

  /** The domain for any number. */
  domain(number: number): string {
    const bits = this.bits(number);
    const { name } = this.tld(number);
    const isIdn = name.startsWith("xn--") || bits % 40 === 0;
    return `${isIdn ? createIdnLabel(bits >>> 3) : createLabel(bits >>> 3)}.${name}`;
  }

  /** The TLD of that domain. */
  tld(number: number): Tld {
    return pick(weightedTlds, hash(this.seed, this.bits(number), 21));
  }

  private bits(number: number): number {
    return hash(this.seed, number % this.size, 20);
  }

  /** A contact handle such as `CCOM-91167381`. */
  contact(number: number): string {
    return `${getContactPrefix(this.tld(number).name)}-${91_000_000 + (hash(this.seed, number, 22) % 1_000_000)}`;
  }
}
