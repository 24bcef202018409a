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

/** `saved` is of version 0.1, and counts until queries are saved under a key of their own. */
const schema = z.object({ version: z.literal(1), saved: z.array(savedQuerySchema), recent: z.array(tableQuerySchema) });
const savedSchema = z.object({ version: z.literal(1), saved: z.array(savedQuerySchema) });

/** Stored queries of an account. */
export interface StoredQueries {
  readonly saved: readonly SavedQuery[];
  /** The latest first. */
  readonly recent: readonly TableQuery[];
}

/**
 * Stores the saved and recent queries of each account, on this computer. They have a key each, so that a query which runs
 * in one window does not overwrite one that is saved in another.
 */
export class QueryStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<string>();
  /** Fires with the id of the account whose queries changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly memento: vscode.Memento) {}

  get(account: string): StoredQueries {
    const { saved, recent } = this.read(account);
    const own = z.safeParse(savedSchema, this.memento.get(savedKey(account)));
    return { saved: own.success ? own.data.saved : saved, recent };
  }

  /** Saves a query under a name, replacing an earlier one. */
  async save(account: string, name: string, query: TableQuery): Promise<void> {
    const others = this.get(account).saved.filter((other) => other.name !== name);
    await this.writeSaved(
      account,
      [...others, { name, query }].sort((a, b) => a.name.localeCompare(b.name)),
    );
  }

  async remove(account: string, name: string): Promise<void> {
    await this.writeSaved(
      account,
      this.get(account).saved.filter((other) => other.name !== name),
    );
  }

  /** Adds a query to the recent ones. */
  async addRecent(account: string, query: TableQuery): Promise<void> {
    const { saved, recent } = this.read(account);
    const others = recent.filter((other) => !isSameQuery(other, query));
    const entry = { version: 1, saved, recent: [query, ...others].slice(0, maxRecentQueries) };
    await this.memento.update(storageKey(account), entry);
    this.changed.fire(account);
  }

  /** Removes all queries of an account. */
  async removeAccount(account: string): Promise<void> {
    await this.memento.update(storageKey(account), undefined);
    await this.memento.update(savedKey(account), undefined);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private read(account: string): StoredQueries {
    const stored = z.safeParse(schema, this.memento.get(storageKey(account)));
    return stored.success ? stored.data : { saved: [], recent: [] };
  }

  private async writeSaved(account: string, saved: readonly SavedQuery[]): Promise<void> {
    await this.memento.update(savedKey(account), { version: 1, saved });
    this.changed.fire(account);
  }
}

function storageKey(account: string): string {
  return `orders.queries.${account}`;
}

function savedKey(account: string): string {
  return `orders.savedQueries.${account}`;
}
