import type { AccountRecord } from "./model";

/**
 * What to call an account so that no other at its endpoint is called the same: the login, with the kind of key where
 * that tells two keys of one login apart, and with a number where nothing else does.
 * @param login the login name, or what stands for it
 * @param access the access level in words
 * @param others all accounts that are known, without the one to name
 */
export function labelFor(
  endpoint: string,
  login: string,
  access: string,
  others: readonly Pick<AccountRecord, "endpoint" | "label">[],
): string {
  const isFree = (label: string) => !others.some((other) => other.endpoint === endpoint && other.label === label);
  const plain = login;
  const withAccess = `${login} (${access})`;
  const found = [plain, withAccess].find(isFree);
  if (found !== undefined) return found;
  let number = 2;
  while (!isFree(`${withAccess} ${number}`)) number += 1;
  return `${withAccess} ${number}`;
}
