import type * as vscode from "vscode";
import * as z from "zod/mini";
import { savedTableSchema, type SavedTable } from "../messages/panel-messages";

const storageKey = "orders.tables";
const maxPanels = 20;

/**
 * Stores the states of open pages in the workspace state, the latest first. VS Code stores them too, but in a browser, and
 * after a crash, its copy is up to a minute old.
 */
export class PanelStateStore {
  constructor(private readonly memento: vscode.Memento) {}

  /** The last state of a panel; undefined for an unknown one. */
  get(table: string): SavedTable | undefined {
    return this.all().find((state) => state.table === table);
  }

  async save(state: SavedTable): Promise<void> {
    const others = this.all().filter(({ table }) => table !== state.table);
    await this.memento.update(storageKey, [state, ...others].slice(0, maxPanels));
  }

  /** Removes the state of a closed panel. */
  async remove(table: string): Promise<void> {
    await this.retain((state) => state.table !== table);
  }

  /** Removes the states of all other accounts: one may have been removed while this workspace was not open. */
  async retainAccounts(accounts: ReadonlySet<string>): Promise<void> {
    await this.retain((state) => accounts.has(state.account));
  }

  private async retain(isRetained: (state: SavedTable) => boolean): Promise<void> {
    const all = this.all();
    const retained = all.filter(isRetained);
    if (retained.length < all.length) await this.memento.update(storageKey, retained.length > 0 ? retained : undefined);
  }

  private all(): SavedTable[] {
    const stored = this.memento.get(storageKey);
    return Array.isArray(stored) ? stored.flatMap((state) => z.safeParse(savedTableSchema, state).data ?? []) : [];
  }
}
