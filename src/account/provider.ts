import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Accounts } from "./accounts";
import { nameOf, type AccountRecord } from "./model";

/** What VS Code calls us among its accounts. */
const id = "joker";

/**
 * Shows the remembered accounts in VS Code's own Accounts menu. What other extensions get is who is signed in, and a
 * token that means nothing to anybody: never the key, never the session id.
 * @param signIn asks the user to sign in; undefined when that was given up
 */
export function provideAuthentication(
  accounts: Accounts,
  signIn: () => Promise<AccountRecord | undefined>,
): vscode.Disposable {
  const provider = new JokerAuthentication(accounts, signIn);
  const label = vscode.l10n.t("Joker.com");
  const registered = vscode.authentication.registerAuthenticationProvider(id, label, provider, {
    supportsMultipleAccounts: true,
  });
  return vscode.Disposable.from(registered, provider);
}

/** What VS Code asks for who is signed in. A session is an account: it has its id and holds no secret of ours. */
export class JokerAuthentication implements vscode.AuthenticationProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly onDidChangeSessions = this.#changed.event;
  readonly #tokens = new Map<string, string>();
  #told: readonly vscode.AuthenticationSession[];
  readonly #subscriptions: vscode.Disposable;

  constructor(
    private readonly accounts: Accounts,
    private readonly signIn: () => Promise<AccountRecord | undefined>,
  ) {
    this.#told = this.#sessions();
    const tell = () => this.#tell();
    this.#subscriptions = vscode.Disposable.from(
      accounts.onDidChange(tell),
      accounts.onDidUpdate(tell),
      accounts.onDidFollow(tell),
    );
  }

  /** Of one account alone where VS Code names it: another extension was allowed that one, and no other. */
  getSessions(
    scopes?: readonly string[],
    { account }: vscode.AuthenticationProviderSessionOptions = {},
  ): Promise<vscode.AuthenticationSession[]> {
    const sessions = this.#sessions(scopes);
    return Promise.resolve(account ? sessions.filter(({ id: sessionId }) => sessionId === account.id) : sessions);
  }

  async createSession(scopes: readonly string[]): Promise<vscode.AuthenticationSession> {
    const account = await this.signIn();
    if (!account) throw new Error(vscode.l10n.t("Sign-in canceled."));
    return this.#sessionOf(account, scopes);
  }

  async removeSession(sessionId: string): Promise<void> {
    await this.accounts.signOut(sessionId);
    this.#tell();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  #sessions(scopes: readonly string[] = []): vscode.AuthenticationSession[] {
    const signedIn = this.accounts.records().filter(({ signedOut }) => !signedOut);
    return signedIn.map((record) => this.#sessionOf(record, scopes));
  }

  #sessionOf(record: AccountRecord, scopes: readonly string[]): vscode.AuthenticationSession {
    const account = { id: record.id, label: nameOf(record) };
    return { id: record.id, account, scopes, accessToken: this.#tokenOf(record.id) };
  }

  /** The same for as long as the window lives, since VS Code compares. */
  #tokenOf(accountId: string): string {
    const token = this.#tokens.get(accountId) ?? randomBytes(16).toString("base64url");
    this.#tokens.set(accountId, token);
    return token;
  }

  #tell(): void {
    const before = this.#told;
    const now = this.#sessions();
    this.#told = now;
    const added = now.filter((session) => !before.some((other) => other.id === session.id));
    const removed = before.filter((session) => !now.some((other) => other.id === session.id));
    const changed = now.filter((session) =>
      before.some((other) => other.id === session.id && other.account.label !== session.account.label),
    );
    if (added.length + removed.length + changed.length > 0) this.#changed.fire({ added, removed, changed });
  }
}
