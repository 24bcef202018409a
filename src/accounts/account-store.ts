import { randomUUID } from "node:crypto";
import type { Memento, SecretStorage } from "vscode";
import type { Credentials } from "../dmapi/session";
import { credentialsKey, sessionKey } from "./secret-keys";
import type { AccountRecord } from "./model";
import { parseRecords, parseSecret, type StoredSecret } from "./storage-schema";

const recordsKey = "accounts";
const activeKey = "activeAccount";

/** Where accounts are stored. */
export interface AccountStorage {
  /** Shared by all windows. */
  readonly globalState: Memento;
  /** Of one window. */
  readonly workspaceState: Memento;
  readonly secrets: Pick<SecretStorage, "get" | "store" | "delete">;
}

/**
 * Accounts on disk: secrets in SecretStorage alone, names and endpoints in the global state, and which of them is the
 * active one in the state of the window; a new window begins with the one used last.
 *
 * What this window wrote counts, not what the global state gives back: VS Code tells each window of every write, its own
 * as well, and what comes late puts an older state back for a moment. What others wrote is taken over on their word.
 */
export class AccountStore {
  #records: AccountRecord[] | undefined;
  #active: string | undefined;

  constructor(private readonly storage: AccountStorage) {}

  records(): readonly AccountRecord[] {
    return (this.#records ??= this.#readAllStored());
  }

  /** The record in the global state, whichever window wrote it. */
  readStored(id: string): AccountRecord | undefined {
    return this.#readAllStored().find((record) => record.id === id);
  }

  /** Reloads a record that another window wrote. */
  reload(id: string): void {
    this.#records = replaceRecord(this.records(), id, this.readStored(id));
  }

  record(id: string): AccountRecord | undefined {
    return this.records().find((record) => record.id === id);
  }

  /** The account to activate at start: the last one of this window, otherwise the last one of any window. */
  findActive(): AccountRecord | undefined {
    const { workspaceState, globalState } = this.storage;
    const ids: unknown[] = [this.#active ?? workspaceState.get(activeKey), globalState.get(activeKey)];
    const usable = this.records().filter(({ signedOut }) => !signedOut);
    return ids.map((id) => usable.find((record) => record.id === id)).find((record) => record !== undefined);
  }

  async setActive(id: string): Promise<void> {
    this.#active = id;
    await this.storage.workspaceState.update(activeKey, id);
    await this.storage.globalState.update(activeKey, id);
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
    await this.storage.secrets.store(credentialsKey(id), JSON.stringify(secret));
    await this.saveRecord(record);
    return secret;
  }

  /** Stores an account record, at its position in the list. */
  async saveRecord(record: AccountRecord): Promise<void> {
    await this.#writeAll(replaceRecord(this.records(), record.id, record));
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
  }

  /** Deletes everything stored about an account. */
  async deleteAccount(id: string): Promise<void> {
    const { globalState, workspaceState } = this.storage;
    await this.#writeAll(replaceRecord(this.records(), id, undefined));
    if (this.#active === id) this.#active = undefined;
    await this.deleteCredentials(id);
    for (const state of [globalState, workspaceState]) {
      if (state.get(activeKey) === id) await state.update(activeKey, undefined);
    }
  }

  #readAllStored(): AccountRecord[] {
    return parseRecords(this.storage.globalState.get(recordsKey));
  }

  async #writeAll(records: AccountRecord[]): Promise<void> {
    this.#records = records;
    await this.storage.globalState.update(recordsKey, records);
  }
}

/** The list with `record` in the place of the one with this id; without it where there is none. */
function replaceRecord(
  records: readonly AccountRecord[],
  id: string,
  record: AccountRecord | undefined,
): AccountRecord[] {
  if (!record) return records.filter((known) => known.id !== id);
  const isKnown = records.some((known) => known.id === id);
  return isKnown ? records.map((known) => (known.id === id ? record : known)) : [...records, record];
}
