import { l10n } from "vscode";
import type { Login } from "../dmapi/login";
import type { Credentials } from "../dmapi/session";
import { accessText } from "./access-text";
import type { AccountRecord } from "./model";
import { labelFor } from "./naming";
import type { Secret } from "./schema";

/** A record of which nothing is known but where it is. */
export function blankRecord(id: string, endpoint: string): AccountRecord {
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

/** The accounts there are. */
export interface Known {
  readonly remembered: readonly AccountRecord[];
  /** With those of this window alone. */
  readonly all: readonly AccountRecord[];
  /** What the keyring has of a remembered account, or why that cannot be had. */
  readonly secretOf: (record: AccountRecord) => Promise<Secret | string>;
}

/**
 * The record of a new sign-in: the one there is of the same credentials, or a new one with a name of its own.
 * @param told what the login told
 */
export async function recordOf(
  told: AccountRecord,
  login: Login,
  credentials: Credentials,
  known: Known,
): Promise<AccountRecord> {
  const userLogin = login.userLogin || (credentials.kind === "password" ? credentials.username : "");
  const same = await accountOf(known, told.endpoint, userLogin, credentials);
  if (same) {
    const { access, accessAsSent, isSandbox } = told;
    return { ...same, userLogin, access, accessAsSent, isSandbox, signedOut: false };
  }
  const name = userLogin || l10n.t("API key");
  const access = accessText(login.access, login.accessAsSent);
  return { ...told, userLogin, label: labelFor(told.endpoint, name, access, known.all) };
}

/**
 * The account that credentials are of: the one that has them, or else one of the same login whose own are gone.
 * @param userLogin the login name these credentials have; empty where DMAPI does not tell
 */
async function accountOf(
  { remembered, secretOf }: Known,
  endpoint: string,
  userLogin: string,
  credentials: Credentials,
): Promise<AccountRecord | undefined> {
  let vacant: AccountRecord | undefined;
  for (const record of remembered.filter((known) => known.endpoint === endpoint)) {
    const secret = await secretOf(record);
    if (typeof secret !== "string" && isSame(secret.credentials, credentials)) return record;
    if (typeof secret === "string" && record.userLogin === userLogin) vacant ??= record;
  }
  return vacant;
}

/** A user name stays the same account when its password changes. */
function isSame(one: Credentials, other: Credentials): boolean {
  if (one.kind === "password") return other.kind === "password" && one.username === other.username;
  return other.kind === "api-key" && one.apiKey === other.apiKey;
}
