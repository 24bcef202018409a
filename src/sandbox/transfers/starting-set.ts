import { DAY, MINUTE } from "../clock";
import { bakeryLabel, email, label } from "../names";
import { hash } from "../random";
import type { Beginning } from "../results/starting-set";
import type { Results } from "../results/results";
import { stepOf, type TransferState } from "./states";
import type { Transfers } from "./transfers";

/** state, TLD, price in cents, and what is special: an ASCII name, the longest one, letters beyond ASCII, an owner who refuses, … */
type Row = readonly [state: TransferState, tld: string, price: number, special?: Special];
type Special = "acme" | "long" | "idn" | "refused" | "by-hand" | "requested" | "paid-in-advance";

/** The prices of what is in flight add up to 25.00: the amount pending in the seed's example of query-account-balance. */
const table: readonly Row[] = [
  ["REGISTRY_REQUEST_RECEIVED_NOW_WAITING", "com", 519, "requested"],
  ["FOA_BEEN_SENT", "com", 519, "acme"],
  ["IN_DB", "org", 1119],
  ["PAYMENT_PREPARED", "biz", 1890, "paid-in-advance"],
  ["PAYMENT_ACQUIRED", "site", 220],
  ["PENDING_FOA_SENDING", "info", 398, "by-hand"],
  ["FOA_BEEN_SENT", "shop", 245, "long"],
  ["FOA_NACK", "online", 3290, "refused"],
  ["FOA_ACK", "eu", 0],
  ["REGISTRY_REQUEST_SENT", "nl", 0],
  ["REGISTRY_REQUEST_RECEIVED_NOW_WAITING", "net", 599, "requested"],
  ["REGISTRY_CANCELATION_PENDING", "io", 4990],
  ["DOMAIN_WITH_JOKER_PENDING_COMPLETE", "de", 0, "idn"],
  ["PAYMENT_COMMITTED", "ch", 0],
  ["TRANSFER_PROCESSED_SUCCESSFULLY", "co.uk", 0],
];

const LONG_NAME = "the-workshop-for-handmade-furniture-and-restored-pianos";

/** Fills in the transfers: every state at least once. */
export function startingTransfers(transfers: Transfers, results: Results, { seed, now, procIdAt }: Beginning): void {
  table.forEach(([state, tld, price, special], index) => {
    const bits = hash(seed, index, 60);
    const domain = `${name(special, bits)}.${tld}`;
    const requestedAt = now - 4 * DAY - (bits % 1000) * MINUTE;
    const result = {
      at: requestedAt,
      procId: procIdAt(requestedAt),
      type: "domain-transfer-in-reseller",
      object: domain,
      clTrId: "-",
    };
    const charged = stepOf(state)?.payment === "charged";
    transfers.add(
      {
        id: 620_000 + index * 37 + (bits % 37),
        domain,
        ownerEmail: special === "by-hand" ? "" : email(hash(bits, 1)),
        adminEmail: email(hash(bits, 2)),
        price,
        result: special === "requested" ? results.add(result) : undefined,
        state,
        payment: charged ? "charged" : "none",
        foaByHand: special === "by-hand",
        paidInAdvance: special === "paid-in-advance",
        ownerRefuses: special === "refused" || special === "long",
      },
      now - elapsed(state, bits),
    );
  });
}

function name(special: Special | undefined, bits: number): string {
  if (special === "acme") return "acme-widgets";
  if (special === "long") return `${LONG_NAME}-${1880 + (bits % 90)}`;
  return special === "idn" ? bakeryLabel(bits) : label(bits);
}

/** How long a transfer has been in its state: less than half the time it stays there. */
function elapsed(state: TransferState, bits: number): number {
  return Math.floor(((stepOf(state)?.lasts ?? 0) * (bits % 50)) / 100);
}
