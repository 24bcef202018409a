import * as vscode from "vscode";
import { hasSignedInAccount } from "../accounts/stored-account-keys";
import type { JokerApi, JokerExports } from "../public-api/joker-api";
import type { Services } from "../services";
import type { Clock } from "../workbench/clock";
import type { Lazy } from "../workbench/lazy";

/** What other extensions get. The services are loaded for it only while someone is signed in. */
export class DeferredApi implements vscode.Disposable {
  private readonly accountsChanged = new vscode.EventEmitter<void>();
  private readonly transfersChanged = new vscode.EventEmitter<void>();
  readonly exports: JokerExports;

  constructor(
    private readonly services: Lazy<Services>,
    private readonly globalState: vscode.Memento,
    private readonly clock: Clock,
  ) {
    const api = Object.freeze(this.createApi());
    this.exports = Object.freeze({
      getApi: (version: number) => {
        if (version === 1) return api;
        throw new Error(`DMAPI for Joker.com has version 1 of its API, not ${version}`);
      },
    });
  }

  /** Passes on the changes; to be called once the services are loaded. */
  follow({ accounts, appState }: Services): void {
    const changeAccounts = () => this.accountsChanged.fire();
    for (const event of [accounts.onDidChange, accounts.onDidUpdateAccount, accounts.onDidEndAccount])
      event(changeAccounts);
    appState.transfers.onDidChange(({ kind }) => {
      if (kind === "ready" || kind === "idle") this.transfersChanged.fire();
    });
  }

  private createApi(): JokerApi {
    return {
      getAccounts: async () => {
        if (!this.services.value && !hasSignedInAccount(this.globalState)) return [];
        const { read, source } = await this.load();
        return read.listAccounts(source);
      },
      getTransfers: async () => {
        const { read, source } = await this.load();
        return read.readTransfers(source);
      },
      getOrderTotals: async (days) => {
        const { read, source } = await this.load();
        return read.readOrderTotals(source, days);
      },
      onDidChangeAccounts: this.accountsChanged.event,
      onDidChangeTransfers: this.transfersChanged.event,
    };
  }

  private async load() {
    const [{ accounts, appState }, read] = await Promise.all([this.services.get(), import("../public-api/read-api")]);
    return { read, source: { accounts, appState, clock: this.clock } };
  }

  dispose(): void {
    this.accountsChanged.dispose();
    this.transfersChanged.dispose();
  }
}
