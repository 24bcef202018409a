import { randomUUID } from "node:crypto";
import type { Memento, SecretStorage } from "vscode";
import type { Credentials } from "../dmapi/session";
import { secretKey, sessionKey } from "./keys";
import type { AccountRecord } from "./model";
import { readRecords, readSecret, type Secret } from "./schema";

const recordsKey = "accounts";
const activeKey = "activeAccount";

/** Where accounts are kept. */
export interface Places {
  /** What every window knows. */
  readonly globalState: Memento;
  /** What one window knows. */
  readonly workspaceState: Memento;
  readonly secrets: SecretStorage;
}

/**
 * Accounts on disk: secrets in SecretStorage alone, names and endpoints in the global state, and which of them is the
 * active one in the state of the window; a new window begins with the one used last.
 */
export class AccountStore {
  constructor(private readonly places: Places) {}

  records(): AccountRecord[] {
    return readRecords(this.places.globalState.get(recordsKey));
  }

  record(id: string): AccountRecord | undefined {
    return this.records().find((record) => record.id === id);
  }

  /** The account this window is to begin with: its own of last time, or the one used last anywhere. */
  active(): AccountRecord | undefined {
    const { workspaceState, globalState } = this.places;
    const ids: unknown[] = [workspaceState.get(activeKey), globalState.get(activeKey)];
    const usable = this.records().filter(({ signedOut }) => !signedOut);
    return ids.map((id) => usable.find((record) => record.id === id)).find((record) => record !== undefined);
  }

  async activate(id: string): Promise<void> {
    await this.places.workspaceState.update(activeKey, id);
    await this.places.globalState.update(activeKey, id);
  }

  /**
   * The secret of an account; undefined when it is not there, is not readable or belongs to another endpoint. One of an
   * older version is written anew.
   */
  async secret(record: AccountRecord): Promise<Secret | undefined> {
    const text = await this.places.secrets.get(secretKey(record.id));
    const secret = text === undefined ? undefined : readSecret(text, record);
    const now = secret && JSON.stringify(secret);
    if (now && now !== text) await this.places.secrets.store(secretKey(record.id), now);
    return secret;
  }

  /** Keeps an account and its credentials. */
  async save(record: AccountRecord, credentials: Credentials): Promise<Secret> {
    const { id, endpoint } = record;
    const secret: Secret = { version: 2, id, endpoint, credentials, revision: randomUUID() };
    await this.places.secrets.store(secretKey(id), JSON.stringify(secret));
    await this.write(record);
    return secret;
  }

  /** Keeps what is openly known of an account, in the place it has in the list. */
  async write(record: AccountRecord): Promise<void> {
    const records = this.records();
    const isKnown = records.some(({ id }) => id === record.id);
    const next = isKnown ? records.map((known) => (known.id === record.id ? record : known)) : [...records, record];
    await this.places.globalState.update(recordsKey, next);
  }

  /** Takes the credentials out of the keyring, where this window sees them there. */
  async deleteKey(id: string): Promise<void> {
    const { secrets } = this.places;
    if ((await secrets.get(secretKey(id))) !== undefined) await secrets.delete(secretKey(id));
  }

  /** Takes the session of an account that is not in use any more out of the keyring. */
  async deleteSession(id: string): Promise<void> {
    const { secrets } = this.places;
    if ((await secrets.get(sessionKey(id))) !== undefined) await secrets.delete(sessionKey(id));
  }

  /** Forgets everything there is of an account. */
  async forget(id: string): Promise<void> {
    const { globalState, workspaceState } = this.places;
    await globalState.update(
      recordsKey,
      this.records().filter((record) => record.id !== id),
    );
    await this.deleteKey(id);
    for (const state of [globalState, workspaceState]) {
      if (state.get(activeKey) === id) await state.update(activeKey, undefined);
    }
  }
}
