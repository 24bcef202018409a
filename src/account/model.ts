import * as z from "zod/mini";
import { isSandbox, productionEndpoint } from "../dmapi/endpoint";
import type { Login } from "../dmapi/login";
import type { Credentials, Session } from "../dmapi/session";

/** What is stored openly of an account, so that it can be offered without asking the keyring. */
export interface AccountRecord {
  readonly id: string;
  readonly endpoint: string;
  /** The login name DMAPI tells, or the one the user gave. */
  readonly label: string;
}

/** An account in use. Immutable; a sign-in makes a new one. */
export interface Account extends AccountRecord {
  readonly session: Session;
  /** Undefined until the first login of this window. */
  readonly login?: Login;
}

/** Who we are. Each transition is a new object. */
export type SignInState =
  | { readonly kind: "restoring" }
  | { readonly kind: "signed-out" }
  | { readonly kind: "key-lost"; readonly record: AccountRecord }
  | { readonly kind: "signed-in"; readonly account: Account };

/** One SecretStorage entry per account, bound to the endpoint it was given for. */
export const secretSchema = z.object({
  version: z.literal(1),
  endpoint: z.string(),
  credentials: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("api-key"), apiKey: z.string() }),
    z.object({ kind: z.literal("password"), username: z.string(), password: z.string() }),
  ]),
});

export const recordsSchema = z.array(z.object({ id: z.string(), endpoint: z.string(), label: z.string() }));

export type Secret = z.infer<typeof secretSchema> & { readonly credentials: Credentials };

/** The account as it is named wherever one is shown: `someone`, `someone · SANDBOX`, `someone · dmapi.ote.joker.com`. */
export function nameOf({ label, endpoint }: Pick<AccountRecord, "label" | "endpoint">): string {
  const mark = markOf(endpoint);
  return mark ? `${label} · ${mark}` : label;
}

/** What marks an endpoint that is not production: SANDBOX, or its host; empty for production. */
export function markOf(endpoint: string): string {
  if (isSandbox(endpoint)) return "SANDBOX";
  return endpoint === productionEndpoint ? "" : new URL(endpoint).host;
}
