import { repeatByWeight } from "./random";

/** A TLD and what it costs, in cents. */
export interface Tld {
  readonly name: string;
  readonly create: number;
  readonly renew: number;
  readonly transfer: number;
}

/** name, share of the orders, create, renew, transfer */
const tldTable: readonly (readonly [string, number, number, number, number])[] = [
  ["ac", 1, 4890, 4890, 4890],
  ["academy", 2, 1490, 3290, 3290],
  ["agency", 3, 790, 2490, 2490],
  ["ai", 6, 14900, 14900, 14900],
  ["app", 6, 1390, 1690, 1690],
  ["asia", 2, 890, 1490, 1490],
  ["at", 12, 1250, 1250, 0],
  ["be", 5, 690, 790, 690],
  ["berlin", 4, 3490, 3990, 3990],
  ["biz", 6, 1290, 1890, 1890],
  ["blog", 3, 590, 2790, 2790],
  ["ca", 4, 1290, 1390, 1290],
  ["cc", 2, 1090, 1190, 1190],
  ["ch", 10, 1090, 1090, 0],
  ["cloud", 4, 490, 2290, 2290],
  ["co.uk", 8, 690, 790, 0],
  ["com", 110, 1019, 1019, 519],
  ["de", 45, 590, 590, 0],
  ["dev", 6, 1190, 1490, 1490],
  ["dk", 3, 1590, 1590, 1590],
  ["es", 4, 890, 890, 0],
  ["eu", 16, 590, 690, 0],
  ["fr", 6, 790, 890, 890],
  ["gallery", 1, 990, 2490, 2490],
  ["hamburg", 3, 3490, 3990, 3990],
  ["info", 14, 398, 2190, 398],
  ["io", 8, 3990, 4990, 4990],
  ["it", 6, 790, 890, 890],
  ["me", 4, 690, 1990, 1990],
  ["mobi", 1, 590, 2990, 2990],
  ["name", 2, 890, 990, 990],
  ["net", 30, 1259, 1259, 599],
  ["nl", 10, 690, 790, 0],
  ["online", 6, 149, 3290, 3290],
  ["org", 24, 790, 1119, 1119],
  ["pl", 4, 890, 1290, 1290],
  ["se", 4, 1490, 1590, 0],
  ["shop", 8, 245, 3390, 245],
  ["site", 5, 120, 2990, 220],
  ["store", 4, 290, 4990, 4990],
  ["tech", 3, 490, 4990, 4990],
  ["tv", 2, 3290, 3290, 3290],
  ["uk", 4, 690, 790, 0],
  ["us", 4, 890, 990, 990],
  ["wien", 2, 3290, 3490, 3490],
  ["xn--80asehdb", 1, 1290, 1490, 1490],
  ["xn--p1ai", 1, 990, 990, 990],
  ["xyz", 8, 199, 1390, 1390],
  ["zone", 3, 200, 2940, 2940],
];

/** Every TLD the sandbox offers, sorted by name. */
export const tlds: readonly Tld[] = tldTable.map(([name, , create, renew, transfer]) => ({
  name,
  create,
  renew,
  transfer,
}));

/** The TLDs repeated by their share of the orders. */
export const weightedTlds: readonly Tld[] = repeatByWeight(
  tldTable
    .map(([, share], index) => [tlds[index], share] as const)
    .filter((entry): entry is [Tld, number] => entry[0] !== undefined),
);

/** The prefix of a TLD's contact handles: `com` → `CCOM`, `co.uk` → `CUK`. */
export function getContactPrefix(tld: string): string {
  const last = tld.slice(tld.lastIndexOf(".") + 1);
  return last.startsWith("xn--") ? "CIDN" : `C${last.toUpperCase()}`;
}
