import { withoutControls } from "../workbench/plain";
import type { AccountRecord } from "./model";

/** Characters a name may have. */
export const longestName = 80;

/** What a server told, as a name may be: on one line, without characters that control text, and not too long. */
export function asName(told: string): string {
  return Array.from(withoutControls(told).replace(/\s+/g, " ").trim()).slice(0, longestName).join("");
}

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
