import type { Access } from "../dmapi/model";

/** Why a modifying request is not offered: read-only mode, the access level, or a refusal by Joker.com (2202). */
export type DenialReason = "read-only-mode" | "access-level" | "refused";

/** The known permissions of an account's credentials. */
export interface Permissions {
  readonly access: Access;
  /** The `User-Access` header of the last login. */
  readonly accessAsSent: string;
  /** Set by the user: no modifying request is sent. */
  readonly readOnlyMode: boolean;
  /** Names of modifying requests that were refused with 2202 since the last login. */
  readonly deniedRequests: ReadonlySet<string>;
}

/** The modifying requests by kind of row. */
const modifyingRequests = { transfers: "domain-transfer-control", results: "result-delete" } as const;
export type ModifiableKind = keyof typeof modifyingRequests;

/** Why rows of `kind`, or any rows, cannot be modified; undefined when no reason is known. */
export function findDenialReason(permissions: Permissions, kind?: ModifiableKind): DenialReason | undefined {
  if (permissions.readOnlyMode) return "read-only-mode";
  if (permissions.access === "readonly" || permissions.access === "whois-only") return "access-level";
  return kind && permissions.deniedRequests.has(modifyingRequests[kind]) ? "refused" : undefined;
}

/** Whether rows of `kind`, or any rows, can be modified; false without an account. */
export function canModify(permissions: Permissions | undefined, kind?: ModifiableKind): boolean {
  return permissions !== undefined && findDenialReason(permissions, kind) === undefined;
}

/**
 * The permissions after `request` was refused with 2202. For a key with full access, the refusal is about that one item;
 * with any other key, the request is not offered again before the next login.
 */
export function withDeniedRequest(permissions: Permissions, request: string): Permissions {
  return permissions.access === "full"
    ? permissions
    : { ...permissions, deniedRequests: new Set([...permissions.deniedRequests, request]) };
}
