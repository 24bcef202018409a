import type { Memento, SecretStorage } from "vscode";
import { recordsSchema, secretSchema, type AccountRecord, type Secret } from "./model";

const recordsKey = "accounts";
const activeKey = "activeAccount";

/** Accounts on disk: secrets in SecretStorage alone, names and endpoints in the global state. */
export class AccountStore {
  constructor(
    private readonly state: Memento,
    private readonly secrets: SecretStorage,
  ) {}

  records(): AccountRecord[] {
    const parsed = recordsSchema.safeParse(this.state.get(recordsKey));
    return parsed.success ? parsed.data : [];
  }

  active(): AccountRecord | undefined {
    const id = this.state.get(activeKey);
    return this.records().find((record) => record.id === id);
  }

  async activate(id: string | undefined): Promise<void> {
    await this.state.update(activeKey, id);
  }

  /** The secret of an account; undefined when it is not there, is not readable or belongs to another endpoint. */
  async secret(record: AccountRecord): Promise<Secret | undefined> {
    const text = await this.secrets.get(secretKey(record.id));
    const parsed = secretSchema.safeParse(parseJson(text));
    return parsed.success && parsed.data.endpoint === record.endpoint ? parsed.data : undefined;
  }

  async save(record: AccountRecord, secret: Secret): Promise<void> {
    await this.secrets.store(secretKey(record.id), JSON.stringify(secret));
    await this.state.update(recordsKey, [...this.records().filter(({ id }) => id !== record.id), record]);
    await this.activate(record.id);
  }

  async forget(id: string): Promise<void> {
    await this.secrets.delete(secretKey(id));
    await this.state.update(
      recordsKey,
      this.records().filter((record) => record.id !== id),
    );
    if (this.state.get(activeKey) === id) await this.activate(undefined);
  }
}

function secretKey(id: string): string {
  return `joker.account.${id}`;
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
