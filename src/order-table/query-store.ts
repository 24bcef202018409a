import * as vscode from "vscode";
import * as z from "zod/mini";
import {
  isSameQuery,
  savedQuerySchema,
  tableQuerySchema,
  type SavedQuery,
  type TableQuery,
} from "../messages/table-query";

const maxRecentQueries = 10;

const schema = z.object({ version: z.literal(1), saved: z.array(savedQuerySchema), recent: z.array(tableQuerySchema) });

/** Stored queries of an account. */
export interface StoredQueries {
  readonly saved: readonly SavedQuery[];
  /** The latest first. */
  readonly recent: readonly TableQuery[];
}

/** Stores the saved and recent queries of each account, on this computer. */
export class QueryStore implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<string>();
  /** Fires with the id of the account whose queries changed. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly memento: vscode.Memento) {}

  get(account: string): StoredQueries {
    const stored = z.safeParse(schema, this.memento.get(storageKey(account)));
    return stored.success ? stored.data : { saved: [], recent: [] };
  }

  /** Saves a query under a name, replacing an earlier one. */
  async save(account: string, name: string, query: TableQuery): Promise<void> {
    const { saved, recent } = this.get(account);
    const others = saved.filter((other) => other.name !== name);
    const all = [...others, { name, query }].sort((a, b) => a.name.localeCompare(b.name));
    await this.#write(account, { saved: all, recent });
  }

  async remove(account: string, name: string): Promise<void> {
    const { saved, recent } = this.get(account);
    await this.#write(account, { saved: saved.filter((other) => other.name !== name), recent });
  }

  /** Adds a query to the recent ones. */
  async addRecent(account: string, query: TableQuery): Promise<void> {
    const { saved, recent } = this.get(account);
    const others = recent.filter((other) => !isSameQuery(other, query));
    await this.#write(account, { saved, recent: [query, ...others].slice(0, maxRecentQueries) });
  }

  /** Removes all queries of an account. */
  async removeAccount(account: string): Promise<void> {
    await this.memento.update(storageKey(account), undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #write(account: string, queries: StoredQueries): Promise<void> {
    await this.memento.update(storageKey(account), { version: 1, ...queries });
    this.#changed.fire(account);
  }
}

function storageKey(account: string): string {
  return `orders.queries.${account}`;
}
