import { idnLabel, label } from "../names";
import { hash, pick } from "../random";
import { contactPrefix, usedTlds, type Tld } from "../tlds";

/** One domain in about so many orders is new; the others are about domains seen before. */
const ORDERS_PER_DOMAIN = 4;

/** The domains and contacts that the orders are about: as many as the number of orders makes plausible. */
export class Portfolio {
  private readonly size: number;

  constructor(
    private readonly seed: number,
    orders: number,
  ) {
    this.size = Math.max(1, Math.ceil(orders / ORDERS_PER_DOMAIN));
  }

  /** The domain that a number of any size points at. */
  domain(number: number): string {
    const bits = this.bits(number);
    const { name } = this.tld(number);
    const international = name.startsWith("xn--") || bits % 40 === 0;
    return `${international ? idnLabel(bits >>> 3) : label(bits >>> 3)}.${name}`;
  }

  /** The TLD of that domain. */
  tld(number: number): Tld {
    return pick(usedTlds, hash(this.seed, this.bits(number), 21));
  }

  private bits(number: number): number {
    return hash(this.seed, number % this.size, 20);
  }

  /** A contact handle such as `CCOM-91167381`. */
  contact(number: number): string {
    return `${contactPrefix(this.tld(number).name)}-${91_000_000 + (hash(this.seed, number, 22) % 1_000_000)}`;
  }
}
