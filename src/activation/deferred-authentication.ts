import * as vscode from "vscode";
import { hasSignedInAccount } from "../accounts/stored-account-keys";
import type { Services } from "../services";
import type { Lazy } from "../workbench/lazy";

/** The id of our provider in VS Code. */
const providerId = "joker";

/** Shows the accounts in VS Code's Accounts menu. While nobody is signed in there is nothing to load for that. */
export class DeferredAuthentication implements vscode.AuthenticationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly onDidChangeSessions = this.changed.event;
  private readonly registration: vscode.Disposable;

  constructor(
    private readonly services: Lazy<Services>,
    private readonly globalState: vscode.Memento,
  ) {
    const label = vscode.l10n.t("Joker.com");
    this.registration = vscode.authentication.registerAuthenticationProvider(providerId, label, this, {
      supportsMultipleAccounts: true,
    });
  }

  /** Passes on the changes of the accounts; to be called once the services are loaded. */
  follow({ authentication }: Services): void {
    authentication.onDidChangeSessions((change) => this.changed.fire(change));
  }

  async getSessions(
    scopes: readonly string[] | undefined,
    options: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    if (!this.services.value && !hasSignedInAccount(this.globalState)) return [];
    return (await this.services.get()).authentication.getSessions(scopes, options);
  }

  async createSession(scopes: readonly string[]): Promise<vscode.AuthenticationSession> {
    return (await this.services.get()).authentication.createSession(scopes);
  }

  async removeSession(sessionId: string): Promise<void> {
    await (await this.services.get()).authentication.removeSession(sessionId);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
