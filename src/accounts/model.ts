import { isLoopbackEndpoint, productionEndpoint } from "../dmapi/endpoint";
import type { Access } from "../dmapi/model";
import type { Session } from "../dmapi/session";
import type { Permissions } from "./permissions";

/** The non-secret part of an account, which is readable without the keyring. */
export interface AccountRecord {
  readonly id: string;
  readonly endpoint: string;
  /** The name of the account, unique per endpoint. */
  readonly label: string;
  /** The login name in DMAPI's reply, or the one the user entered; empty when neither is known. */
  readonly userLogin: string;
  /** True when a server on this computer identified itself as a sandbox. */
  readonly isSandbox: boolean;
  /** The access level in the last login reply. */
  readonly access: Access;
  readonly accessAsSent: string;
  /** Set by the user: no modifying request is sent. */
  readonly readOnlyMode: boolean;
  /** True after signing out: the key is deleted, the record stays for signing in again. */
  readonly signedOut: boolean;
}

/** An account in use. A sign-in creates a new object; its name and permissions may change. */
export interface Account extends AccountRecord {
  readonly session: Session;
  readonly permissions: Permissions;
}

/**
 * Why an account cannot be used: its key is missing, the keyring could not be read or does not answer, or another window
 * stored a key that this window sees only after a reload.
 */
export type KeyProblem = "missing" | "unreadable" | "no-answer" | "elsewhere";

/** The sign-in state. Each transition is a new object. */
export type SignInState =
  | { readonly kind: "restoring" }
  | { readonly kind: "signed-out" }
  | { readonly kind: "key-lost"; readonly record: AccountRecord; readonly why: KeyProblem }
  | { readonly kind: "signed-in"; readonly account: Account };

/** The name of an account as shown: `someone`, `someone · SANDBOX`, `someone · dmapi.ote.joker.com`. */
export function accountName(account: Pick<AccountRecord, "label" | "endpoint" | "isSandbox">): string {
  const environment = environmentLabel(account);
  return environment ? `${account.label} · ${environment}` : account.label;
}

/** The environment of an account: SANDBOX or the endpoint's host; empty for production. */
export function environmentLabel({ endpoint, isSandbox }: Pick<AccountRecord, "endpoint" | "isSandbox">): string {
  return isSandbox && isLoopbackEndpoint(endpoint) ? "SANDBOX" : endpointLabel(endpoint);
}

/** A message about an account, followed by its environment unless that is production. */
export function withEnvironmentLabel(text: string, account: Pick<AccountRecord, "endpoint" | "isSandbox">): string {
  const environment = environmentLabel(account);
  return environment ? `${text} (${environment})` : text;
}

/** The host of an endpoint; empty for production. */
export function endpointLabel(endpoint: string): string {
  return endpoint === productionEndpoint ? "" : new URL(endpoint).host;
}

/** An account that is no longer in use. */
export interface EndedAccount {
  readonly id: string;
  /** Whether everything that is stored of it must be deleted; otherwise its pages and documents must close. */
  readonly isRemoved: boolean;
}
