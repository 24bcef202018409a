import type * as vscode from "vscode";
import * as z from "zod/mini";
import { keptTable, type KeptTable } from "../messages/table";

const key = "orders.tables";
const mostTables = 20;

/**
 * What the pages of open tables keep, in the workspace, the latest first. VS Code keeps it as well, but in a browser, and
 * after a crash, what it has is up to a minute old.
 */
export class TableStates {
  constructor(private readonly memory: vscode.Memento) {}

  /** What a table kept last; undefined for one that is not known. */
  of(table: string): KeptTable | undefined {
    return this.#all().find((state) => state.table === table);
  }

  async keep(state: KeptTable): Promise<void> {
    const others = this.#all().filter(({ table }) => table !== state.table);
    await this.memory.update(key, [state, ...others].slice(0, mostTables));
  }

  /** Forgets a table that was closed. */
  async forget(table: string): Promise<void> {
    await this.#leave((state) => state.table !== table);
  }

  /** Forgets the tables of all other accounts: one may have been removed while this workspace was not open. */
  async keepOnly(accounts: ReadonlySet<string>): Promise<void> {
    await this.#leave((state) => accounts.has(state.account));
  }

  async #leave(stays: (state: KeptTable) => boolean): Promise<void> {
    const all = this.#all();
    const left = all.filter(stays);
    if (left.length < all.length) await this.memory.update(key, left.length > 0 ? left : undefined);
  }

  #all(): KeptTable[] {
    const kept = this.memory.get(key);
    return Array.isArray(kept) ? kept.flatMap((state) => z.safeParse(keptTable, state).data ?? []) : [];
  }
}
