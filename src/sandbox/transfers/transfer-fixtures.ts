import { dayMs, minuteMs } from "../clock";
import { createBakeryLabel, createEmail, createLabel } from "../sample-names";
import { hash } from "../random";
import type { FixtureContext } from "../results/result-fixtures";
import type { ResultStore } from "../results/result-store";
import { getStateRules, type TransferState } from "./transfer-states";
import type { TransferStore } from "./transfer-store";

/** state, TLD, price in cents, and a variant: an ASCII name, the longest one, non-ASCII letters, an owner who refuses, … */
type TransferFixture = readonly [state: TransferState, tld: string, price: number, special?: FixtureVariant];
type FixtureVariant = "acme" | "long" | "idn" | "refused" | "by-hand" | "requested" | "paid-in-advance";

/** The reserved prices add up to 25.00, the pending amount in the example of DMAPI's docs (query-account-balance). */
const transferFixtures: readonly TransferFixture[] = [
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

const longName = "the-workshop-for-handmade-furniture-and-restored-pianos";

/** Adds transfers: every state at least once. */
export function addTransferFixtures(
  transfers: TransferStore,
  results: ResultStore,
  { seed, now, procIdAt }: FixtureContext,
): void {
  transferFixtures.forEach(([state, tld, price, variant], index) => {
    const bits = hash(seed, index, 60);
    const domain = `${createName(variant, bits)}.${tld}`;
    const requestedAt = now - 4 * dayMs - (bits % 1000) * minuteMs;
    const result = {
      at: requestedAt,
      procId: procIdAt(requestedAt),
      type: "domain-transfer-in-reseller",
      object: domain,
      clTrId: "-",
    };
    const isCharged = getStateRules(state)?.payment === "charged";
    transfers.add(
      {
        id: 620_000 + index * 37 + (bits % 37),
        domain,
        ownerEmail: variant === "by-hand" ? "" : createEmail(hash(bits, 1)),
        adminEmail: createEmail(hash(bits, 2)),
        price,
        result: variant === "requested" ? results.add(result) : undefined,
        state,
        payment: isCharged ? "charged" : "none",
        isFoaManual: variant === "by-hand",
        isPaidInAdvance: variant === "paid-in-advance",
        isRefusedByOwner: variant === "refused" || variant === "long",
      },
      now - getElapsedMs(state, bits),
    );
  });
}

function createName(variant: FixtureVariant | undefined, bits: number): string {
  if (variant === "acme") return "acme-widgets";
  if (variant === "long") return `${longName}-${1880 + (bits % 90)}`;
  return variant === "idn" ? createBakeryLabel(bits) : createLabel(bits);
}

/** How long a transfer has been in its state: less than half the time it stays there. */
function getElapsedMs(state: TransferState, bits: number): number {
  return Math.floor(((getStateRules(state)?.durationMs ?? 0) * (bits % 50)) / 100);
}
