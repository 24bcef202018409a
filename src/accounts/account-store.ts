import { createHash, randomUUID } from "node:crypto";
import type { Memento, SecretStorage } from "vscode";
import type { Credentials } from "../dmapi/login";
import { entryKeyPrefix, legacyListKey } from "./stored-account-keys";
import { credentialsKey, sessionKey } from "./secret-keys";
import type { AccountRecord } from "./model";
import type { SecretKeyIndex } from "./secret-key-index";
import { parseEntry, parseRecords, parseSecret, type StoredEntry, type StoredSecret } from "./storage-schema";

const removedKeyPrefix = "removedAccount.";
const activeKey = "activeAccount";
/** More are not remembered. */
const maxRemoved = 100;

/** Where accounts are stored. */
export interface AccountStorage {
  /** Shared by all windows. */
  readonly globalState: Memento;
  /** Of one window. */
  readonly workspaceState: Memento;
  readonly secrets: Pick<SecretStorage, "get" | "store" | "delete">;
  /** Finds secrets whose account is lost; undefined where windows cannot share secrets. */
  readonly keyIndex?: SecretKeyIndex;
}

/**
 * Accounts on disk: secrets in SecretStorage alone, names and endpoints in the global state, and which of them is the
 * active one in the state of the window; a new window begins with the one used last.
 *
 * Each account is an entry of its own, and only what changes of it is written over what is stored, so that windows which
 * write at the same time do not overwrite each other. A removal stays noted, under a digest of the account's id: what
 * another window writes with an old copy does not bring the account back.
 */
export class AccountStore {
  private active: string | undefined;

  constructor(private readonly storage: AccountStorage) {}

  /** All accounts, whichever window wrote them, the oldest first. */
  records(): readonly AccountRecord[] {
    return this.entries().map(({ record }) => record);
  }

  record(id: string): AccountRecord | undefined {
    return this.records().find((record) => record.id === id);
  }

  /** True for an account that was removed in this window or another one. */
  isRemoved(id: string): boolean {
    return this.storage.globalState.get(removedKey(id)) !== undefined;
  }

  /** The account to activate at start: the last one of this window, otherwise the last one of any window. */
  findActive(): AccountRecord | undefined {
    const { workspaceState, globalState } = this.storage;
    const ids: unknown[] = [this.active ?? workspaceState.get(activeKey), globalState.get(activeKey)];
    const usable = this.records().filter(({ signedOut }) => !signedOut);
    return ids.map((id) => usable.find((record) => record.id === id)).find((record) => record !== undefined);
  }

  async setActive(id: string): Promise<void> {
    this.active = id;
    const { workspaceState, globalState } = this.storage;
    await Promise.all([workspaceState.update(activeKey, id), globalState.update(activeKey, id)]);
  }

  /**
   * The secret of an account; undefined when it is not there, is not readable or belongs to another endpoint. One of an
   * older version is written anew.
   */
  async loadSecret(record: AccountRecord): Promise<StoredSecret | undefined> {
    const text = await this.storage.secrets.get(credentialsKey(record.id));
    const secret = text === undefined ? undefined : parseSecret(text, record);
    const migratedText = secret && JSON.stringify(secret);
    if (migratedText && migratedText !== text)
      await this.storage.secrets.store(credentialsKey(record.id), migratedText);
    return secret;
  }

  /** Stores an account and its credentials. */
  async saveAccount(record: AccountRecord, credentials: Credentials): Promise<StoredSecret> {
    const { id, endpoint } = record;
    const secret: StoredSecret = { version: 2, id, endpoint, credentials, revision: randomUUID() };
    await this.storage.keyIndex?.add(id);
    await this.storage.secrets.store(credentialsKey(id), JSON.stringify(secret));
    if (this.isRemoved(id)) await this.storage.globalState.update(removedKey(id), undefined);
    await this.writeRecord(record);
    return secret;
  }

  /**
   * Changes what is stored of an account, whichever window wrote it.
   * @returns the new record; undefined when there is none, for example because another window has removed it
   */
  async changeRecord(id: string, change: Partial<AccountRecord>): Promise<AccountRecord | undefined> {
    const stored = this.record(id);
    if (!stored) return undefined;
    const record = { ...stored, ...change };
    if (JSON.stringify(record) !== JSON.stringify(stored)) await this.writeRecord(record);
    return record;
  }

  /** Takes the credentials out of the keyring, where this window sees them there. */
  async deleteCredentials(id: string): Promise<void> {
    const { secrets } = this.storage;
    if ((await secrets.get(credentialsKey(id))) !== undefined) await secrets.delete(credentialsKey(id));
  }

  /** Takes the session of an account that is not in use any more out of the keyring. */
  async deleteSession(id: string): Promise<void> {
    const { secrets } = this.storage;
    if ((await secrets.get(sessionKey(id))) !== undefined) await secrets.delete(sessionKey(id));
    if (!this.record(id)) await this.storage.keyIndex?.remove(id);
  }

  /** Deletes both secrets of an account that is not stored any more. */
  async deleteSecrets(id: string): Promise<void> {
    await this.deleteCredentials(id);
    await this.deleteSession(id);
  }

  /** Deletes everything stored about an account. */
  async deleteAccount(id: string): Promise<void> {
    const { globalState, workspaceState } = this.storage;
    await this.migrate();
    await this.noteRemoval(id);
    if (this.active === id) this.active = undefined;
    const lastActive = [globalState, workspaceState].filter((state) => state.get(activeKey) === id);
    await Promise.all([
      globalState.update(entryKeyPrefix + id, undefined),
      ...lastActive.map((state) => state.update(activeKey, undefined)),
      this.deleteCredentials(id),
    ]);
  }

  private entries(): StoredEntry[] {
    const { globalState } = this.storage;
    const legacy = parseRecords(globalState.get(legacyListKey)).map((record, position) => ({ position, record }));
    const keys = globalState.keys().filter((key) => key.startsWith(entryKeyPrefix));
    const own = keys.flatMap((key) => this.ownEntry(key.slice(entryKeyPrefix.length)) ?? []);
    const byId = new Map([...legacy, ...own].map((entry) => [entry.record.id, entry]));
    const entries = [...byId.values()].filter(({ record }) => !this.isRemoved(record.id));
    return entries.sort((a, b) => a.position - b.position || (a.record.id < b.record.id ? -1 : 1));
  }

  /** The entry of an account; undefined when it is none, or that of another account. */
  private ownEntry(id: string): StoredEntry | undefined {
    const entry = parseEntry(this.storage.globalState.get(entryKeyPrefix + id));
    return entry?.record.id === id ? entry : undefined;
  }

  /** Writes a record at its position in the list, or at the end. */
  private async writeRecord(record: AccountRecord): Promise<void> {
    await this.migrate();
    const entries = this.entries();
    const end = (entries.at(-1)?.position ?? -1) + 1;
    const position = entries.find((entry) => entry.record.id === record.id)?.position ?? end;
    await this.storage.globalState.update(entryKeyPrefix + record.id, { version: 1, position, record });
  }

  /** Turns the list of version 0.1 into entries. */
  private async migrate(): Promise<void> {
    const { globalState } = this.storage;
    if (globalState.get(legacyListKey) === undefined) return;
    for (const { position, record } of this.entries()) {
      const entry = { version: 1, position, record };
      if (!this.ownEntry(record.id)) await globalState.update(entryKeyPrefix + record.id, entry);
    }
    await globalState.update(legacyListKey, undefined);
  }

  private async noteRemoval(id: string): Promise<void> {
    const { globalState } = this.storage;
    const numberOf = (key: string) => Number(globalState.get(key));
    const noted = globalState.keys().filter((key) => key.startsWith(removedKeyPrefix));
    const newestFirst = [...noted].sort((a, b) => numberOf(b) - numberOf(a));
    const [newest] = newestFirst;
    await Promise.all([
      globalState.update(removedKey(id), newest === undefined ? 1 : numberOf(newest) + 1),
      ...newestFirst.slice(maxRemoved - 1).map((key) => globalState.update(key, undefined)),
    ]);
  }
}

/** A removed account is not named in what stays of it. */
function removedKey(id: string): string {
  return removedKeyPrefix + createHash("sha256").update(id).digest("hex").slice(0, 32);
}
