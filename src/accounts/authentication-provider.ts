import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Accounts } from "./accounts";
import { accountName, type AccountRecord } from "./model";

/**
 * What VS Code's own Accounts menu shows: the remembered accounts. Other extensions get who is signed in, and a token that
 * means nothing to anybody: never the key, never the session id. A session is an account: it has its id and no secret of ours.
 */
export class JokerAuthenticationProvider implements vscode.AuthenticationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly onDidChangeSessions = this.changed.event;
  private readonly tokens = new Map<string, string>();
  private publishedSessions: readonly vscode.AuthenticationSession[];
  private readonly subscriptions: vscode.Disposable;

  /** @param signIn asks the user to sign in; undefined when that was given up */
  constructor(
    private readonly accounts: Accounts,
    private readonly signIn: () => Promise<AccountRecord | undefined>,
  ) {
    this.publishedSessions = this.listSessions();
    const publish = () => this.publishChanges();
    this.subscriptions = vscode.Disposable.from(
      accounts.onDidChange(publish),
      accounts.onDidUpdateAccount(publish),
      accounts.onDidStoreAccount(publish),
    );
  }

  /** Of one account alone where VS Code names it: another extension was allowed that one, and no other. */
  getSessions(
    scopes?: readonly string[],
    { account }: vscode.AuthenticationProviderSessionOptions = {},
  ): Promise<vscode.AuthenticationSession[]> {
    const sessions = this.listSessions(scopes);
    return Promise.resolve(account ? sessions.filter(({ id: sessionId }) => sessionId === account.id) : sessions);
  }

  async createSession(scopes: readonly string[]): Promise<vscode.AuthenticationSession> {
    const account = await this.signIn();
    if (!account) throw new Error(vscode.l10n.t("Sign-in canceled."));
    return this.toSession(account, scopes);
  }

  async removeSession(sessionId: string): Promise<void> {
    await this.accounts.signOut(sessionId);
    this.publishChanges();
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private listSessions(scopes: readonly string[] = []): vscode.AuthenticationSession[] {
    const signedIn = this.accounts.records().filter(({ signedOut }) => !signedOut);
    return signedIn.map((record) => this.toSession(record, scopes));
  }

  private toSession(record: AccountRecord, scopes: readonly string[]): vscode.AuthenticationSession {
    const account = { id: record.id, label: accountName(record) };
    return { id: record.id, account, scopes, accessToken: this.accessTokenFor(record.id) };
  }

  /** The same for as long as the window lives, since VS Code compares. */
  private accessTokenFor(accountId: string): string {
    const token = this.tokens.get(accountId) ?? randomBytes(16).toString("base64url");
    this.tokens.set(accountId, token);
    return token;
  }

  private publishChanges(): void {
    const previous = this.publishedSessions;
    const current = this.listSessions();
    this.publishedSessions = current;
    const added = current.filter((session) => !previous.some((other) => other.id === session.id));
    const removed = previous.filter((session) => !current.some((other) => other.id === session.id));
    const changed = current.filter((session) =>
      previous.some((other) => other.id === session.id && other.account.label !== session.account.label),
    );
    if (added.length + removed.length + changed.length > 0) this.changed.fire({ added, removed, changed });
  }
}
