import * as vscode from "vscode";
import type { ResultContent, ResultId } from "../dmapi/results";
import { Disposables } from "../workbench/disposables";
import { UserFacingError } from "../workbench/user-facing-error";
import { parseResultUri, resultKey, resultScheme, toResultUri, type ResultReference } from "./result-uri";
import { ResultDocument } from "./result-document";
import { secondMs, type Clock } from "../workbench/clock";
import { withLastUpdated } from "../workbench/last-updated";

/** Loads results for documents. */
export interface ResultDataSource {
  /** The result of an account; throws what `describeError` can explain. */
  readonly load: (account: string, id: ResultId) => Promise<ResultContent>;
  readonly describeError: (error: unknown) => string;
  /** The account's name; undefined if it is not signed in any more. */
  readonly getAccountName: (account: string) => string | undefined;
  readonly clock: Clock;
}

/** Poll intervals for results in progress, with backoff: most requests take seconds, transfers take days. */
const pollIntervalsMs = [5, 10, 20, 40, 80, 160, 300].map((seconds) => seconds * secondMs);

/** Read-only documents of results: each belongs to an account, and drops its data when it is closed. */
export class ResultDocuments implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly disposables = new Disposables();
  private readonly open = new Map<string, ResultDocument>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly changed = this.disposables.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.changed.event;

  constructor(private readonly source: ResultDataSource) {
    const { workspace } = vscode;
    this.disposables.add(workspace.registerTextDocumentContentProvider(resultScheme, this));
    this.disposables.add(workspace.onDidOpenTextDocument((document) => void setResultLanguage(document)));
    this.disposables.add(workspace.onDidCloseTextDocument(({ uri }) => void this.removeIfClosed(uri)));
    this.disposables.add(vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.clearSecretsOfClosed(closed)));
    // Documents that were restored before activation.
    for (const document of workspace.textDocuments) void setResultLanguage(document);
  }

  /** Loads a result and shows its document. Rejects as the source does, and then shows nothing. */
  async show(reference: ResultReference, preserveFocus = false): Promise<vscode.TextDocument> {
    const uri = toResultUri(reference);
    const wasShown = findTabs(uri).length > 0;
    await this.refresh(uri, true);
    if (this.source.getAccountName(reference.accountId) === undefined) throw createSignedOutError();
    const document = await vscode.workspace.openTextDocument(uri);
    await setResultLanguage(document);
    await vscode.window.showTextDocument(document, { preview: true, preserveFocus });
    if (!wasShown) await this.foldRawReply(uri);
    return document;
  }

  /** Folds the last section of the document in front. */
  private async foldRawReply(uri: vscode.Uri): Promise<void> {
    const last = this.get(uri)?.rendered.sections.at(-1);
    if (last) await vscode.commands.executeCommand("editor.fold", { selectionLines: [last.firstLine] });
  }

  /** The open document with this URI; undefined if there is none. */
  get(uri: vscode.Uri): ResultDocument | undefined {
    return this.open.get(uri.toString());
  }

  /** The document in front of the user. */
  get active(): ResultDocument | undefined {
    const { activeTextEditor } = vscode.window;
    const result = activeTextEditor && this.get(activeTextEditor.document.uri);
    return result?.isLoaded === true && !result.isClosed ? result : undefined;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const result = this.getOrCreate(uri);
    if (!result || result.isClosed) return `${signedOutText()}\n`;
    // Without an event, at which VS Code would ask again: where loading fails, that would never end.
    if (!result.isLoaded) await this.load(result);
    return result.rendered.text;
  }

  /** Loads the result again; an error is shown in the document, or thrown if `strict`. */
  async refresh(uri: vscode.Uri, strict = false): Promise<void> {
    const result = this.getOrCreate(uri);
    if (!result || result.isClosed) throw createSignedOutError();
    await this.load(result, strict);
    this.changed.fire(uri);
  }

  private async load(result: ResultDocument, strict = false): Promise<void> {
    const { accountId, procId, svTrId } = result.reference;
    try {
      result.setContent(await this.source.load(accountId, { procId, svTrId }), this.source.clock());
    } catch (error) {
      if (strict) throw error;
      result.setError(withLastUpdated(this.source.describeError(error), result.loadedAt, this.source.clock()));
    }
    this.schedulePoll(result);
  }

  /** Reveals or masks the auth-ids. */
  async toggleSecrets(uri: vscode.Uri): Promise<void> {
    const result = this.get(uri);
    if (!result) return;
    if (result.isCleared) await this.refresh(uri, true);
    result.isRevealed = !result.isRevealed;
    this.changed.fire(uri);
  }

  /** The auth-id on a line, or the first one; undefined where there is none. */
  async getSecretOnLine(uri: vscode.Uri, line?: number): Promise<string | undefined> {
    const result = this.get(uri);
    if (result?.isCleared) await this.refresh(uri, true);
    return result?.getSecretOnLine(line);
  }

  /** Refreshes documents in progress whose results a list shows as finished. */
  refreshFinished(accountId: string, results: readonly { procId: string; svTrId: string; status: string }[]): void {
    const finishedKeys = new Set(
      results
        .filter(({ status }) => status !== "pending")
        .map((result) => resultKey({ ...emptyReference, ...result, accountId })),
    );
    for (const result of this.open.values()) {
      if (result.isPending && finishedKeys.has(resultKey(result.reference))) void this.refresh(result.uri);
    }
  }

  /** Closes the documents of accounts that are not signed in any more. */
  closeSignedOut(): Promise<void> {
    return this.closeWhere(({ accountId }) => this.source.getAccountName(accountId) === undefined);
  }

  /** Closes the documents of an account. */
  closeAccount(account: string): Promise<void> {
    return this.closeWhere(({ accountId }) => accountId === account);
  }

  dispose(): void {
    for (const { uri } of [...this.open.values()]) this.remove(uri);
    this.disposables.dispose();
  }

  private getOrCreate(uri: vscode.Uri): ResultDocument | undefined {
    const open = this.get(uri);
    if (open) return open;
    const reference = parseResultUri(uri);
    const name = reference && this.source.getAccountName(reference.accountId);
    if (!reference || name === undefined) return undefined;
    const result = new ResultDocument(uri, reference, name);
    this.open.set(uri.toString(), result);
    return result;
  }

  /** The text is replaced at once: VS Code keeps it in memory for minutes after the tab is closed. */
  private async closeWhere(predicate: (reference: ResultReference) => boolean): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const tabsToClose = tabs.filter(({ input }) => {
      const reference = input instanceof vscode.TabInputText ? parseResultUri(input.uri) : undefined;
      return reference && predicate(reference);
    });
    const ending = [...this.open.values()].filter(({ reference }) => predicate(reference));
    for (const result of ending) {
      result.close();
      this.clearTimer(result.uri);
      this.changed.fire(result.uri);
    }
    await vscode.window.tabGroups.close(tabsToClose);
    for (const { uri } of ending) this.remove(uri);
  }

  private remove(uri: vscode.Uri): void {
    this.get(uri)?.close();
    this.clearTimer(uri);
    this.open.delete(uri.toString());
  }

  private clearTimer(uri: vscode.Uri): void {
    clearTimeout(this.timers.get(uri.toString()));
    this.timers.delete(uri.toString());
  }

  /** Setting the language closes a document and opens it again at once. */
  private async removeIfClosed(uri: vscode.Uri): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    if (!isOpen) this.remove(uri);
  }

  /** VS Code keeps a document in memory for minutes after its last tab was closed; auth-ids must not stay in it. */
  private clearSecretsOfClosed(closed: readonly vscode.Tab[]): void {
    for (const { input } of closed) {
      const result = input instanceof vscode.TabInputText ? this.get(input.uri) : undefined;
      if (!result || findTabs(result.uri).length > 0) continue;
      result.clearSecrets();
      this.changed.fire(result.uri);
    }
  }

  private schedulePoll(result: ResultDocument): void {
    const key = result.uri.toString();
    this.clearTimer(result.uri);
    if (!result.isPending) return;
    const intervalMs = pollIntervalsMs[Math.min(result.pollCount, pollIntervalsMs.length - 1)];
    this.timers.set(
      key,
      setTimeout(() => this.poll(result), intervalMs),
    );
  }

  /** Polls only while the document is visible. */
  private poll(result: ResultDocument): void {
    const key = result.uri.toString();
    const isVisible = vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === key);
    if (isVisible) result.pollCount += 1;
    if (isVisible) void this.refresh(result.uri);
    else this.schedulePoll(result);
  }
}

function createSignedOutError(): UserFacingError {
  return new UserFacingError(signedOutText());
}

function signedOutText(): string {
  return vscode.l10n.t("You are signed out of this account. Sign in again.");
}

function findTabs(uri: vscode.Uri): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
}

const emptyReference: ResultReference = { accountId: "", procId: "", svTrId: "", requestType: "", object: "" };

/** Without a language id, `example.pl` would be detected as Perl. */
async function setResultLanguage(document: vscode.TextDocument): Promise<void> {
  if (document.uri.scheme !== resultScheme || document.languageId === resultScheme) return;
  await vscode.languages.setTextDocumentLanguage(document, resultScheme);
}
