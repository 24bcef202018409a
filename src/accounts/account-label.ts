import { stripControlCharacters } from "../workbench/sanitize";
import type { AccountRecord } from "./model";

/** Maximum length of an account name, in characters. */
export const maxLabelLength = 80;

/** Server text as a name: one line, without control characters, of limited length. */
export function sanitizeLabel(text: string): string {
  return Array.from(stripControlCharacters(text).replace(/\s+/g, " ").trim()).slice(0, maxLabelLength).join("");
}

/**
 * A name that is unique at the endpoint: the login, with the access level if that distinguishes two keys of one login, and
 * with a number otherwise.
 * @param login the login name, or what stands for it
 * @param access the access level in words
 * @param others all accounts that are known, without the one to name
 */
export function createUniqueLabel(
  endpoint: string,
  login: string,
  access: string,
  others: readonly Pick<AccountRecord, "endpoint" | "label">[],
): string {
  const isFree = (label: string) => !others.some((other) => other.endpoint === endpoint && other.label === label);
  const baseLabel = login;
  const withAccess = `${login} (${access})`;
  const freeLabel = [baseLabel, withAccess].find(isFree);
  if (freeLabel !== undefined) return freeLabel;
  let number = 2;
  while (!isFree(`${withAccess} ${number}`)) number += 1;
  return `${withAccess} ${number}`;
}
