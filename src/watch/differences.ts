import type { Result, Transfer } from "../dmapi/model";

/** What can be told of a transfer. */
export type TransferKind = "transferCompleted" | "transferEnded" | "foaAccepted" | "foaRejected" | "transferAttention";

/** Something that happened to a transfer between two looks. */
export interface TransferEvent {
  readonly kind: TransferKind;
  readonly domain: string;
  /** The state it is in, or was seen in last. */
  readonly state: string;
}

/** Something that happened to an asynchronous request between two looks. */
export interface ResultEvent {
  readonly kind: "resultSucceeded" | "resultFailed";
  readonly result: Result;
}

type Rows = readonly Pick<Transfer, "domain" | "state">[];

const beforeAnswer = new Set(["IN_DB", "PAYMENT_PREPARED", "PAYMENT_ACQUIRED", "PENDING_FOA_SENDING", "FOA_BEEN_SENT"]);
const afterAcceptance = new Set([
  "FOA_ACK",
  "REGISTRY_REQUEST_SENT",
  "REGISTRY_REQUEST_RECEIVED_NOW_WAITING",
  "DOMAIN_WITH_JOKER_PENDING_COMPLETE",
  "PAYMENT_COMMITTED",
]);

/**
 * What happened to transfers between two lists. The list holds pending transfers only (seed "Domain transfer control"),
 * so one that is on it no more has ended; how, is known only where its last state tells.
 */
export function transferEvents(before: Rows, now: Rows): TransferEvent[] {
  const present = new Set(now.map(({ domain }) => domain));
  const past = new Map(before.map(({ domain, state }) => [domain, state]));
  const gone = before.filter(({ domain }) => !present.has(domain)).flatMap(ended);
  const changed = now.flatMap(({ domain, state }) => moved(domain, past.get(domain), state));
  return [...changed, ...gone];
}

/** What was told in its last state already is not told again when it leaves the list. */
function ended({ domain, state }: Rows[number]): TransferEvent[] {
  if (state === "TRANSFER_PROCESSED_SUCCESSFULLY" || state === "FOA_NACK") return [];
  return [{ kind: "transferEnded", domain, state }];
}

/** States between two looks may have been missed. A transfer that is new on the list has no past to compare with. */
function moved(domain: string, past: string | undefined, state: string): TransferEvent[] {
  if (past === undefined || past === state) return [];
  if (state === "TRANSFER_PROCESSED_SUCCESSFULLY") return [{ kind: "transferCompleted", domain, state }];
  if (state === "FOA_NACK") return [{ kind: "foaRejected", domain, state }];
  return beforeAnswer.has(past) && afterAcceptance.has(state) ? [{ kind: "foaAccepted", domain, state }] : [];
}

/** Which transfers need the reseller now and did not before. */
export function attentionEvents(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
  rows: Rows,
): TransferEvent[] {
  return rows
    .filter(({ domain }) => now.has(domain) && now.get(domain) !== before.get(domain))
    .map(({ domain, state }) => ({ kind: "transferAttention", domain, state }));
}

/** Which requests that were in progress have an answer now. */
export function resultEvents(before: readonly Result[], now: readonly Result[]): ResultEvent[] {
  const pending = new Set(before.filter(({ status }) => status === "pending").map(idOf));
  return now.flatMap((result) => {
    const kind = result.status === "ack" ? "resultSucceeded" : result.status === "nack" ? "resultFailed" : undefined;
    return kind !== undefined && pending.has(idOf(result)) ? [{ kind, result }] : [];
  });
}

/** How a transfer that left the list ended, where the newest answer to a request that ordered it says so. */
export function endAsAnswered(domain: string, results: readonly Result[]): "ack" | "nack" | undefined {
  const order = results.find(({ object, requestType }) => object === domain && isTransferOrder(requestType));
  return endings.find((ending) => ending === order?.status);
}

const endings = ["ack", "nack"] as const;

/** `domain-transfer-in-reseller` and the like; not domain-transfer-control, which sends FOAs again and cancels. */
export function isTransferOrder(requestType: string): boolean {
  return requestType.includes("transfer") && requestType !== "domain-transfer-control";
}

function idOf({ svTrId, procId }: Result): string {
  return `${svTrId} ${procId}`;
}
