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
 *
 * What this window wrote counts, not what the global state gives back: VS Code tells each window of every write, its own
 * as well, and what comes late puts an older state back for a moment. What others wrote is taken over on their word.
 */
export class AccountStore {
  #records: AccountRecord[] | undefined;
  #active: string | undefined;

  constructor(private readonly places: Places) {}

  records(): readonly AccountRecord[] {
    return (this.#records ??= this.#stored());
  }

  /** What the global state has of an account, whoever wrote it. */
  stored(id: string): AccountRecord | undefined {
    return this.#stored().find((record) => record.id === id);
  }

  /** Takes over what another window has written about an account. */
  takeOver(id: string): void {
    this.#records = replaced(this.records(), id, this.stored(id));
  }

  record(id: string): AccountRecord | undefined {
    return this.records().find((record) => record.id === id);
  }

  /** The account this window is to begin with: its own of last time, or the one used last anywhere. */
  active(): AccountRecord | undefined {
    const { workspaceState, globalState } = this.places;
    const ids: unknown[] = [this.#active ?? workspaceState.get(activeKey), globalState.get(activeKey)];
    const usable = this.records().filter(({ signedOut }) => !signedOut);
    return ids.map((id) => usable.find((record) => record.id === id)).find((record) => record !== undefined);
  }

  async activate(id: string): Promise<void> {
    this.#active = id;
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
    await this.#keep(replaced(this.records(), record.id, record));
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
    await this.#keep(replaced(this.records(), id, undefined));
    if (this.#active === id) this.#active = undefined;
    await this.deleteKey(id);
    for (const state of [globalState, workspaceState]) {
      if (state.get(activeKey) === id) await state.update(activeKey, undefined);
    }
  }

  #stored(): AccountRecord[] {
    return readRecords(this.places.globalState.get(recordsKey));
  }

  async #keep(records: AccountRecord[]): Promise<void> {
    this.#records = records;
    await this.places.globalState.update(recordsKey, records);
  }
}

/** The list with `record` in the place of the one with this id; without it where there is none. */
function replaced(records: readonly AccountRecord[], id: string, record: AccountRecord | undefined): AccountRecord[] {
  if (!record) return records.filter((known) => known.id !== id);
  const isKnown = records.some((known) => known.id === id);
  return isKnown ? records.map((known) => (known.id === id ? record : known)) : [...records, record];
}
