import { isLoopbackEndpoint, productionEndpoint } from "../dmapi/endpoint";
import type { Access } from "../dmapi/model";
import type { Session } from "../dmapi/session";
import type { Rights } from "./rights";

/** What is stored openly of an account, so that it can be offered without asking the keyring. */
export interface AccountRecord {
  readonly id: string;
  readonly endpoint: string;
  /** What the account is called: no two at one endpoint are called the same. */
  readonly label: string;
  /** The login name as DMAPI tells it, or the one the user gave; empty where neither is known. */
  readonly userLogin: string;
  /** True when the server on this computer said of itself that it is a sandbox. */
  readonly isSandbox: boolean;
  /** What the last login told of the credentials. */
  readonly access: Access;
  readonly accessAsSent: string;
  /** The user's own switch: nothing that modifies is sent. */
  readonly readOnlyMode: boolean;
  /** True when the user has signed out: there is no key, but the name is kept to sign in to again. */
  readonly signedOut: boolean;
}

/** An account in use. A sign-in makes a new one; its name and what is known of its rights may change. */
export interface Account extends AccountRecord {
  readonly session: Session;
  readonly rights: Rights;
}

/**
 * Why an account cannot be put into use: its key is gone, the keyring could not be asked, or another window has put the
 * key there and this one sees it only after it was loaded again.
 */
export type KeyProblem = "missing" | "unreadable" | "elsewhere";

/** Who we are. Each transition is a new object. */
export type SignInState =
  | { readonly kind: "restoring" }
  | { readonly kind: "signed-out" }
  | { readonly kind: "key-lost"; readonly record: AccountRecord; readonly why: KeyProblem }
  | { readonly kind: "signed-in"; readonly account: Account };

/** The account as it is named wherever one is shown: `someone`, `someone · SANDBOX`, `someone · dmapi.ote.joker.com`. */
export function nameOf(account: Pick<AccountRecord, "label" | "endpoint" | "isSandbox">): string {
  const mark = markOf(account);
  return mark ? `${account.label} · ${mark}` : account.label;
}

/** The name for narrow places, which cut what is last: `SANDBOX · someone`. */
export function markedFirst(account: Pick<AccountRecord, "label" | "endpoint" | "isSandbox">): string {
  const mark = markOf(account);
  return mark ? `${mark} · ${account.label}` : account.label;
}

/** What marks an account that is not at the production endpoint: SANDBOX, or the endpoint's host; empty for production. */
export function markOf({ endpoint, isSandbox }: Pick<AccountRecord, "endpoint" | "isSandbox">): string {
  return isSandbox && isLoopbackEndpoint(endpoint) ? "SANDBOX" : markOfEndpoint(endpoint);
}

/** What became of an action of an account, with the mark of its endpoint where that is not production. */
export function markedText(text: string, account: Pick<AccountRecord, "endpoint" | "isSandbox">): string {
  const mark = markOf(account);
  return mark ? `${text} (${mark})` : text;
}

/** What marks an endpoint nobody has signed in to yet: its host; empty for production. */
export function markOfEndpoint(endpoint: string): string {
  return endpoint === productionEndpoint ? "" : new URL(endpoint).host;
}
