import { dayMs, minuteMs } from "../clock";
import { createIdnLabel, createLabel } from "../sample-names";
import { hash, formatHex, pick } from "../random";
import { getContactPrefix } from "../tlds";
import { acknowledge, reject, type Result, type ResultStore } from "./result-store";

/** The context in which the initial results and transfers are created. */
export interface FixtureContext {
  readonly seed: number;
  readonly now: number;
  /** An unused Proc-ID for a time. */
  readonly procIdAt: (time: number) => number;
  /** Plans an event at a time. */
  readonly plan: (at: number, run: () => void) => void;
}

/** How long the requests that are initially in progress take. */
const pendingDurationMs = 40 * minuteMs;

type FixtureOutcome = "ack" | "nack" | "soon-ack" | "soon-nack";

/** days ago, request type, TLD, outcome, whether the caller gave an id of its own */
const resultFixtures: readonly (readonly [number, string, string, FixtureOutcome, boolean?])[] = [
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

const failureReasonByType = new Map([
  ["domain-register", "Domain is not available for registration"],
  ["domain-transfer-in-reseller", "Registry: authorization information is invalid"],
  ["contact-modify", "Parameter value syntax error: phone"],
  ["host-modify", "Host is used by another domain"],
  ["renew-org-order", "Account balance was too low"],
]);

/** Adds results of the last 60 days. */
export function addResultFixtures(results: ResultStore, { seed, now, procIdAt, plan }: FixtureContext): void {
  resultFixtures.toReversed().forEach(([days, type, tld, outcome, hasClTrId], index) => {
    const bits = hash(seed, index, 50);
    const at = now - Math.floor(days * dayMs) - (bits % 10) * minuteMs;
    const result = results.add({
      at,
      procId: procIdAt(at),
      type,
      object: createObjectName(type, tld, bits),
      clTrId: hasClTrId ? `ref-${20_000 + (bits % 10_000)}` : "-",
    });
    const complete = () => {
      if (outcome.endsWith("nack")) reject(result, failureReasonByType.get(type) ?? "Command failed");
      else acknowledge(result, createAnswerText(result, bits));
    };
    if (outcome.startsWith("soon")) plan(now + pendingDurationMs, complete);
    else complete();
  });
}

function createObjectName(type: string, tld: string, bits: number): string {
  if (type.startsWith("contact-")) return `${getContactPrefix(tld)}-${91_000_000 + (bits % 1_000_000)}`;
  const name = `${tld === "at" ? createIdnLabel(bits) : createLabel(bits)}.${tld}`;
  return type.startsWith("host-") ? `${pick(["ns1", "ns2", "dns"], bits)}.${name}` : name;
}

function createAnswerText({ type, object, at }: Result, bits: number): string {
  if (type === "domain-transfer-get-auth-id")
    return `The Authorization ID is: "${formatHex(bits)}-${formatHex(hash(bits, 1))}"`;
  const expiry = new Date(at);
  expiry.setUTCFullYear(expiry.getUTCFullYear() + 1);
  const until = `It expires on ${expiry.toISOString().slice(0, 10)}.`;
  const renewed = /renew|register|order$/.test(type) ? `\n\n${until}` : "";
  return `Request ${type} for ${object} was completed successfully.${renewed}`;
}
