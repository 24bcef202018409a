import { DAY, MINUTE } from "../clock";
import { idnLabel, label } from "../names";
import { hash, hex, pick } from "../random";
import { contactPrefix } from "../tlds";
import { acknowledge, reject, type Result, type Results } from "./results";

/** What the things that were there at the start are made from. */
export interface Beginning {
  readonly seed: number;
  readonly now: number;
  /** A Proc-ID that fits a time, another one at each call. */
  readonly procIdAt: (time: number) => number;
  /** Lets something happen at a time. */
  readonly plan: (at: number, run: () => void) => void;
}

/** When the requests that are in progress at the start are done. */
const SOON = 40 * MINUTE;

type Outcome = "ack" | "nack" | "soon-ack" | "soon-nack";

/** days ago, request type, TLD, outcome, whether the caller gave an id of its own */
const table: readonly (readonly [number, string, string, Outcome, boolean?])[] = [
  [0.02, "domain-register", "berlin", "soon-nack"],
  [0.05, "domain-transfer-get-auth-id", "org", "soon-ack", true],
  [0.3, "domain-renew", "com", "ack"],
  [0.9, "domain-register", "shop", "nack"],
  [1.4, "domain-modify", "net", "ack", true],
  [2.2, "contact-create", "com", "ack"],
  [3.1, "domain-transfer-get-auth-id", "com", "ack"],
  [4.5, "domain-renew", "de", "ack"],
  [6.0, "host-create", "net", "ack"],
  [8.3, "domain-transfer-in-reseller", "info", "nack"],
  [10.6, "domain-lock", "com", "ack"],
  [13.1, "domain-register", "xyz", "ack", true],
  [16.7, "dns-zone-put", "eu", "ack"],
  [20.2, "contact-modify", "de", "nack"],
  [24.9, "domain-owner-change", "at", "ack"],
  [29.4, "domain-transfer-in-reseller", "com", "ack"],
  [34.0, "create-com-order", "com", "ack"],
  [38.8, "host-modify", "org", "nack"],
  [43.3, "domain-unlock", "io", "ack"],
  [47.5, "renew-org-order", "org", "nack"],
  [52.1, "domain-delete", "biz", "ack"],
  [58.6, "domain-renew", "uk", "ack", true],
];

const reasons = new Map([
  ["domain-register", "Domain is not available for registration"],
  ["domain-transfer-in-reseller", "Registry: authorization information is invalid"],
  ["contact-modify", "Parameter value syntax error: phone"],
  ["host-modify", "Host is used by another domain"],
  ["renew-org-order", "Account balance was too low"],
]);

/** Fills in the results of the last 60 days. */
export function startingResults(results: Results, { seed, now, procIdAt, plan }: Beginning): void {
  table.toReversed().forEach(([days, type, tld, outcome, own], index) => {
    const bits = hash(seed, index, 50);
    const at = now - Math.floor(days * DAY) - (bits % 10) * MINUTE;
    const result = results.add({
      at,
      procId: procIdAt(at),
      type,
      object: objectName(type, tld, bits),
      clTrId: own ? `ref-${20_000 + (bits % 10_000)}` : "-",
    });
    const finish = () => {
      if (outcome.endsWith("nack")) reject(result, reasons.get(type) ?? "Command failed");
      else acknowledge(result, answer(result, bits));
    };
    if (outcome.startsWith("soon")) plan(now + SOON, finish);
    else finish();
  });
}

function objectName(type: string, tld: string, bits: number): string {
  if (type.startsWith("contact-")) return `${contactPrefix(tld)}-${91_000_000 + (bits % 1_000_000)}`;
  const name = `${tld === "at" ? idnLabel(bits) : label(bits)}.${tld}`;
  return type.startsWith("host-") ? `${pick(["ns1", "ns2", "dns"], bits)}.${name}` : name;
}

function answer({ type, object, at }: Result, bits: number): string {
  if (type === "domain-transfer-get-auth-id") return `The Authorization ID is: "${hex(bits)}-${hex(hash(bits, 1))}"`;
  const expiry = new Date(at);
  expiry.setUTCFullYear(expiry.getUTCFullYear() + 1);
  const until = `It expires on ${expiry.toISOString().slice(0, 10)}.`;
  const renewed = /renew|register|order$/.test(type) ? `\n\n${until}` : "";
  return `Request ${type} for ${object} was completed successfully.${renewed}`;
}
