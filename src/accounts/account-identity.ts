import { l10n } from "vscode";
import type { LoginInfo } from "../dmapi/login";
import type { Credentials } from "../dmapi/login";
import { accessText } from "./access-text";
import type { AccountRecord } from "./model";
import { createUniqueLabel } from "./account-label";
import type { StoredSecret } from "./storage-schema";

/** The record of an account before its first login. */
export function createBlankRecord(id: string, endpoint: string): AccountRecord {
  return {
    id,
    endpoint,
    label: "",
    userLogin: "",
    isSandbox: false,
    access: "unknown",
    accessAsSent: "",
    readOnlyMode: false,
    signedOut: false,
  };
}

/** The known accounts. */
export interface KnownAccounts {
  readonly persisted: readonly AccountRecord[];
  /** Including those of this window only. */
  readonly all: readonly AccountRecord[];
  /** The secret of a stored account, or why it is not available. */
  readonly loadSecret: (record: AccountRecord) => Promise<StoredSecret | string>;
}

/**
 * The record of a new sign-in: the one there is of the same credentials, or a new one with a name of its own.
 * @param loginRecord a record with what the login returned
 */
export async function resolveRecord(
  loginRecord: AccountRecord,
  login: LoginInfo,
  credentials: Credentials,
  knownAccounts: KnownAccounts,
): Promise<AccountRecord> {
  const userLogin = login.userLogin || (credentials.kind === "password" ? credentials.username : "");
  const existing = await findMatchingRecord(knownAccounts, loginRecord.endpoint, userLogin, credentials);
  if (existing) {
    const { access, accessAsSent, isSandbox } = loginRecord;
    return { ...existing, userLogin, access, accessAsSent, isSandbox, signedOut: false };
  }
  const name = userLogin || l10n.t("API key");
  const access = accessText(login.access, login.accessAsSent);
  return { ...loginRecord, userLogin, label: createUniqueLabel(loginRecord.endpoint, name, access, knownAccounts.all) };
}

/**
 * The account of the credentials: the one that has them, otherwise one of the same login whose credentials are missing.
 * @param userLogin the login name these credentials have; empty where DMAPI does not tell
 */
async function findMatchingRecord(
  { persisted, loadSecret }: KnownAccounts,
  endpoint: string,
  userLogin: string,
  credentials: Credentials,
): Promise<AccountRecord | undefined> {
  let recordWithoutSecret: AccountRecord | undefined;
  for (const record of persisted.filter((candidate) => candidate.endpoint === endpoint)) {
    const secret = await loadSecret(record);
    if (typeof secret !== "string" && areSameCredentials(secret.credentials, credentials)) return record;
    if (typeof secret === "string" && record.userLogin === userLogin) recordWithoutSecret ??= record;
  }
  return recordWithoutSecret;
}

/** A user name stays the same account when its password changes. */
function areSameCredentials(one: Credentials, other: Credentials): boolean {
  if (one.kind === "password") return other.kind === "password" && one.username === other.username;
  return other.kind === "api-key" && one.apiKey === other.apiKey;
}
