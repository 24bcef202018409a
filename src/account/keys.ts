/** Where SecretStorage has the credentials of an account. */
export function secretKey(id: string): string {
  return `joker.account.${id}`;
}

/** Where SecretStorage has the open session of an account. */
export function sessionKey(id: string): string {
  return `joker.session.${id}`;
}

/** The account whose credentials are at `key`; undefined for other keys. */
export function accountAt(key: string): string | undefined {
  return /^joker\.account\.(.+)$/.exec(key)?.[1];
}
