/** The SecretStorage key of an account's credentials. */
export function credentialsKey(accountId: string): string {
  return `joker.account.${accountId}`;
}

/** The SecretStorage key of an account's open session. */
export function sessionKey(accountId: string): string {
  return `joker.session.${accountId}`;
}

/** The account id in a credentials key; undefined for other keys. */
export function accountIdFromKey(key: string): string | undefined {
  return /^joker\.account\.(.+)$/.exec(key)?.[1];
}
