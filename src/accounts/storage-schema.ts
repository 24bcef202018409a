import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { parseUrl } from "../dmapi/parse-url";
import type { AccountRecord } from "./model";

const credentialsSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("api-key"), apiKey: z.string() }),
  z.object({ kind: z.literal("password"), username: z.string(), password: z.string() }),
]);

const secretSchemaV1 = z.object({ version: z.literal(1), endpoint: z.string(), credentials: credentialsSchema });

const secretSchemaV2 = z.object({
  version: z.literal(2),
  id: z.string(),
  endpoint: z.string(),
  credentials: credentialsSchema,
  revision: z.string(),
});

/**
 * The one SecretStorage entry of an account. It is bound to the account and to the endpoint it was given for;
 * `revision` is another one whenever the credentials are.
 */
export type StoredSecret = z.infer<typeof secretSchemaV2>;

/**
 * Reads an entry of the keyring, in the form of this version or an older one.
 * @returns undefined when it is unreadable, or belongs to another account or endpoint
 */
export function parseSecret(
  text: string,
  { id, endpoint }: Pick<AccountRecord, "id" | "endpoint">,
): StoredSecret | undefined {
  const value = migrateSecret(parseJson(text), id);
  const parsed = secretSchemaV2.safeParse(value);
  return parsed.success && parsed.data.id === id && parsed.data.endpoint === endpoint ? parsed.data : undefined;
}

/** Version 1 knew neither the account's id nor a revision. */
function migrateSecret(value: unknown, id: string): unknown {
  const parsed = secretSchemaV1.safeParse(value);
  return parsed.success ? { ...parsed.data, version: 2, id, revision: randomUUID() } : value;
}

const accessSchema = z.enum(["full", "readonly", "modify-only", "whois-only", "unknown"]);

/** Version 0.1 wrote the first three fields alone. */
const recordSchema = z.object({
  id: z.string(),
  endpoint: z.string().check(z.refine((text) => parseUrl(text) !== undefined)),
  label: z.string(),
  userLogin: z.optional(z.string()),
  isSandbox: z._default(z.boolean(), false),
  access: z._default(accessSchema, "unknown"),
  accessAsSent: z._default(z.string(), ""),
  readOnlyMode: z._default(z.boolean(), false),
  signedOut: z._default(z.boolean(), false),
});

/** Reads the list of accounts of version 0.1; an entry that is none is left out, the others stay. */
export function parseRecords(value: unknown): AccountRecord[] {
  const entries: unknown[] = Array.isArray(value) ? value : [];
  return entries.flatMap((entry) => parseRecord(entry) ?? []);
}

function parseRecord(value: unknown): AccountRecord | undefined {
  const parsed = recordSchema.safeParse(value);
  return parsed.success ? { ...parsed.data, userLogin: parsed.data.userLogin ?? parsed.data.label } : undefined;
}

const entrySchema = z.object({ version: z.literal(1), position: z.number(), record: z.unknown() });

/** What the global state has of one account. */
export interface StoredEntry {
  /** Accounts are listed in the order of their positions. */
  readonly position: number;
  readonly record: AccountRecord;
}

/** Reads the entry of an account; undefined when it is none. */
export function parseEntry(value: unknown): StoredEntry | undefined {
  const parsed = entrySchema.safeParse(value);
  const record = parsed.success ? parseRecord(parsed.data.record) : undefined;
  return parsed.success && record ? { position: parsed.data.position, record } : undefined;
}

/** undefined when the text is not JSON. */
function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const sessionSchema = z.object({
  version: z.literal(1),
  endpoint: z.string(),
  /** Of the credentials that opened the session. */
  revision: z.string(),
  usableUntil: z.number(),
  login: z.object({
    authSid: z.string(),
    sessionTimeout: z.number(),
    userLogin: z.string(),
    access: accessSchema,
    accessAsSent: z.string(),
    environment: z.string(),
    tlds: z.array(z.string()),
  }),
});

/** The SecretStorage entry of an account's open session, bound to its endpoint and to the credentials that opened it. */
export type StoredSession = z.infer<typeof sessionSchema>;

/** Reads the entry of an open session; undefined when it is unreadable, or of other credentials or another endpoint. */
export function parseStoredSession(
  text: string | undefined,
  bound: { readonly endpoint: string; readonly revision: string },
): StoredSession | undefined {
  const parsed = sessionSchema.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { endpoint, revision } = parsed.data;
  return endpoint === bound.endpoint && revision === bound.revision ? parsed.data : undefined;
}

/** Sent to the other windows after writing an account. Contains no secret. */
export const accountSyncSchema = z.object({
  id: z.string(),
  /** The account record as JSON; empty after its removal. */
  record: z.optional(z.string()),
  /** Changes with the credentials; absent when there are none. */
  revision: z.optional(z.string()),
});

export type AccountSyncMessage = z.infer<typeof accountSyncSchema>;

/** Something that was written about an account. */
export interface StoredAccount {
  readonly change: AccountSyncMessage;
  /** Whether another window wrote it. */
  readonly isFromOtherWindow: boolean;
}
