import * as vscode from "vscode";
import * as z from "zod/mini";
import { isSameQuery, savedQuery, tableQuery, type SavedQuery, type TableQuery } from "../messages/query";

const mostRecent = 10;

const schema = z.object({ version: z.literal(1), saved: z.array(savedQuery), recent: z.array(tableQuery) });

/** Queries that are kept for an account. */
export interface Queries {
  readonly saved: readonly SavedQuery[];
  /** The latest first. */
  readonly recent: readonly TableQuery[];
}

/** The queries of each account that have a name, and the latest ones, kept on this computer. */
export class KeptQueries implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<string>();
  /** Fires with the id of the account whose queries changed. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly memory: vscode.Memento) {}

  of(account: string): Queries {
    const read = z.safeParse(schema, this.memory.get(keyOf(account)));
    return read.success ? read.data : { saved: [], recent: [] };
  }

  /** Keeps a query under a name, in place of an earlier one of that name. */
  async save(account: string, name: string, query: TableQuery): Promise<void> {
    const { saved, recent } = this.of(account);
    const others = saved.filter((other) => other.name !== name);
    const all = [...others, { name, query }].sort((a, b) => a.name.localeCompare(b.name));
    await this.#write(account, { saved: all, recent });
  }

  async forget(account: string, name: string): Promise<void> {
    const { saved, recent } = this.of(account);
    await this.#write(account, { saved: saved.filter((other) => other.name !== name), recent });
  }

  /** Remembers that a query was asked. */
  async note(account: string, query: TableQuery): Promise<void> {
    const { saved, recent } = this.of(account);
    const others = recent.filter((other) => !isSameQuery(other, query));
    await this.#write(account, { saved, recent: [query, ...others].slice(0, mostRecent) });
  }

  /** Forgets all that was kept for an account. */
  async forgetAccount(account: string): Promise<void> {
    await this.memory.update(keyOf(account), undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #write(account: string, queries: Queries): Promise<void> {
    await this.memory.update(keyOf(account), { version: 1, ...queries });
    this.#changed.fire(account);
  }
}

function keyOf(account: string): string {
  return `orders.queries.${account}`;
}
