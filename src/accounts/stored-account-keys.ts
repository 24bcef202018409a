import type { Memento } from "vscode";

/** The list of all accounts in the global state, as version 0.1 wrote it. */
export const legacyListKey = "accounts";
/** The key of an account in the global state, without its id. */
export const entryKeyPrefix = "account.";
/** The topic of messages between windows about accounts. */
export const accountSyncTopic = "accounts";

/**
 * True if an account is stored that may be signed in. It does not check what is stored, and needs nothing that does, so that
 * it can be asked at every start.
 */
export function hasSignedInAccount(globalState: Memento): boolean {
  const legacy = globalState.get<unknown>(legacyListKey);
  const entries = globalState.keys().filter((key) => key.startsWith(entryKeyPrefix));
  const isSignedOut = (key: string) =>
    globalState.get<{ record?: { signedOut?: unknown } }>(key)?.record?.signedOut === true;
  return (Array.isArray(legacy) && legacy.length > 0) || entries.some((key) => !isSignedOut(key));
}
