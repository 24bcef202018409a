import type { Access } from "../dmapi/model";

/** Why a modifying request is not offered: the user's switch, the kind of key, or a refusal of Joker.com's (2202). */
export type Obstacle = "read-only-mode" | "access-level" | "refused";

/** What the credentials of an account may do, as far as it is known. */
export interface Rights {
  readonly access: Access;
  /** The `User-Access` header of the last login. */
  readonly accessAsSent: string;
  /** The user's own switch: nothing that modifies leaves this computer. */
  readonly readOnlyMode: boolean;
  /** Names of modifying requests that were refused with 2202 since the last login. */
  readonly denied: ReadonlySet<string>;
}

/** What is known before anything was told. */
export const unknownRights: Rights = { access: "unknown", accessAsSent: "", readOnlyMode: false, denied: new Set() };

/** Modifying requests of ours, by what they are about. */
const requests = { transfers: "domain-transfer-control", results: "result-delete" } as const;
export type Subject = keyof typeof requests;

/** What stands in the way of modifying `subject`, or anything at all; undefined when nothing is known to. */
export function obstacleTo(rights: Rights, subject?: Subject): Obstacle | undefined {
  if (rights.readOnlyMode) return "read-only-mode";
  if (rights.access === "readonly" || rights.access === "whois-only") return "access-level";
  return subject && rights.denied.has(requests[subject]) ? "refused" : undefined;
}

/**
 * Rights after `request` was refused with 2202. A key with full access was refused because of what was asked for, not
 * because of its kind; any other is not offered that request again before its next login.
 */
export function withDenied(rights: Rights, request: string): Rights {
  return rights.access === "full" ? rights : { ...rights, denied: new Set([...rights.denied, request]) };
}
