import { pick, repeatByWeight } from "../random";
import type { Tld } from "../tlds";
import type { OrderType } from "./order";

export const weightedTypes = repeatByWeight<OrderType>([
  ["renew", 520],
  ["create", 196],
  ["transfer", 70],
  ["create-contact", 46],
  ["service_request", 30],
  ["privacy_pp1", 24],
  ["cor", 22],
  ["credit-increase", 18],
  ["privacy_pp2", 14],
  ["autons", 14],
  ["delete_domain", 14],
  ["payment_fee", 10],
  ["lock", 9],
  ["unlock", 9],
  ["restore", 4],
]);

const topUpAmounts = [5_000, 10_000, 10_000, 20_000, 25_000, 50_000, 100_000];
const feeAmounts = [145, 290, 580, 725];

/** The price of an order in cents before VAT; negative for a refund or a top-up. */
export function calculatePrice(type: OrderType, tld: Tld, bits: number): number {
  const sign = bits % 100 < 2 ? -1 : 1;
  const years = bits % 11 === 0 ? 2 : 1;
  switch (type) {
    case "renew":
      return tld.renew * years * sign;
    case "create":
      return tld.create * years;
    case "transfer":
      return tld.transfer * sign;
    case "restore":
      return 5_900 + tld.renew;
    case "delete_domain":
      return bits % 3 === 0 ? -tld.create : 0;
    case "cor":
      return bits % 4 === 0 ? 750 : 0;
    case "privacy_pp1":
      return 299;
    case "privacy_pp2":
      return 499;
    case "credit-increase":
      return -pick(topUpAmounts, bits);
    case "payment_fee":
      return pick(feeAmounts, bits);
    default:
      return 0;
  }
}
