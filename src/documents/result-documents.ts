import * as vscode from "vscode";
import type { ResultContent, ResultId } from "../dmapi/results";
import { Disposables } from "../workbench/disposables";
import { HumanError } from "../workbench/human-error";
import { addressOf, keyOf, scheme, uriOf, type Address } from "./address";
import { OpenResult } from "./open-result";

/** Where documents get results from. */
export interface ResultSource {
  /** The result of an account; throws what `describe` can explain. */
  readonly load: (account: string, id: ResultId) => Promise<ResultContent>;
  readonly describe: (error: unknown) => string;
  /** What the account is called; undefined when it is not signed in any more. */
  readonly nameOf: (account: string) => string | undefined;
}

const second = 1000;
/** Between questions about what is in progress; most requests take seconds, transfers take days. */
const pauses = [5, 10, 20, 40, 80, 160, 300].map((seconds) => seconds * second);

/** Read-only documents of results: each belongs to its account, and forgets what it knows when it is closed. */
export class ResultDocuments implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #disposables = new Disposables();
  readonly #open = new Map<string, OpenResult>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;

  constructor(private readonly source: ResultSource) {
    const { workspace } = vscode;
    this.#disposables.add(workspace.registerTextDocumentContentProvider(scheme, this));
    this.#disposables.add(workspace.onDidOpenTextDocument((document) => void colour(document)));
    this.#disposables.add(workspace.onDidCloseTextDocument(({ uri }) => void this.#forgetClosed(uri)));
    this.#disposables.add(vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.#sealClosed(closed)));
    // Those that a reload of the window opened before us.
    for (const document of workspace.textDocuments) void colour(document);
  }

  /** Loads a result and shows its document. Rejects as the source does, and then shows nothing. */
  async show(address: Address): Promise<vscode.TextDocument> {
    const uri = uriOf(address);
    await this.refresh(uri, true);
    const document = await vscode.workspace.openTextDocument(uri);
    await colour(document);
    await vscode.window.showTextDocument(document, { preview: true });
    return document;
  }

  /** What is known of a document's result; undefined where the URI is none of ours. */
  at(uri: vscode.Uri): OpenResult | undefined {
    return this.#open.get(uri.toString());
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const result = this.#resultAt(uri);
    if (!result) return `${vscode.l10n.t("You are signed out of this account. Sign in again.")}\n`;
    if (!result.isLoaded) await this.refresh(uri);
    return result.document.text;
  }

  /** Asks Joker.com anew; a failure is told in the document, or thrown where `strict`. */
  async refresh(uri: vscode.Uri, strict = false): Promise<void> {
    const result = this.#resultAt(uri);
    if (!result) throw new HumanError(vscode.l10n.t("You are signed out of this account. Sign in again."));
    const { account, procId, svTrId } = result.address;
    try {
      result.take(await this.source.load(account, { procId, svTrId }));
    } catch (error) {
      if (strict) throw error;
      result.fail(this.source.describe(error));
    }
    this.#schedule(result);
    this.#changed.fire(uri);
  }

  /** Shows what is masked, or masks it again. */
  async reveal(uri: vscode.Uri): Promise<void> {
    const result = this.at(uri);
    if (!result) return;
    if (result.isSealed) await this.refresh(uri, true);
    result.isRevealed = !result.isRevealed;
    this.#changed.fire(uri);
  }

  /** The auth-id on a line, or the first one; undefined where there is none. */
  async secretOn(uri: vscode.Uri, line?: number): Promise<string | undefined> {
    const result = this.at(uri);
    if (result?.isSealed) await this.refresh(uri, true);
    return result?.secretOn(line);
  }

  /** Asks again about what was in progress and, as a list tells, is not any more. */
  listTells(account: string, results: readonly { procId: string; svTrId: string; status: string }[]): void {
    const done = new Set(
      results.filter(({ status }) => status !== "pending").map((result) => keyOf({ ...blank, ...result, account })),
    );
    for (const result of this.#open.values()) {
      if (result.isPending && done.has(keyOf(result.address))) void this.refresh(result.uri);
    }
  }

  /** Closes the documents of accounts that are not signed in any more. */
  async closeLeft(): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const left = tabs.filter(({ input }) => {
      const address = input instanceof vscode.TabInputText ? addressOf(input.uri) : undefined;
      return address && this.source.nameOf(address.account) === undefined;
    });
    for (const { uri, address } of [...this.#open.values()]) {
      if (this.source.nameOf(address.account) === undefined) this.#forget(uri);
    }
    await vscode.window.tabGroups.close(left);
  }

  dispose(): void {
    for (const { uri } of [...this.#open.values()]) this.#forget(uri);
    this.#disposables.dispose();
  }

  #resultAt(uri: vscode.Uri): OpenResult | undefined {
    const open = this.at(uri);
    if (open) return open;
    const address = addressOf(uri);
    const name = address && this.source.nameOf(address.account);
    if (!address || name === undefined) return undefined;
    const result = new OpenResult(uri, address, name);
    this.#open.set(uri.toString(), result);
    return result;
  }

  #forget(uri: vscode.Uri): void {
    clearTimeout(this.#timers.get(uri.toString()));
    this.#timers.delete(uri.toString());
    this.#open.delete(uri.toString());
  }

  /** A change of the language closes a document and opens it again at once. */
  async #forgetClosed(uri: vscode.Uri): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    if (!isOpen) this.#forget(uri);
  }

  /** VS Code keeps a document for minutes after its last tab was closed; what was masked must not stay in it. */
  #sealClosed(closed: readonly vscode.Tab[]): void {
    for (const { input } of closed) {
      const result = input instanceof vscode.TabInputText ? this.at(input.uri) : undefined;
      if (!result || tabsOf(result.uri).length > 0) continue;
      result.seal();
      this.#changed.fire(result.uri);
    }
  }

  #schedule(result: OpenResult): void {
    const key = result.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    if (!result.isPending) return;
    const pause = pauses[Math.min(result.asked, pauses.length - 1)];
    this.#timers.set(
      key,
      setTimeout(() => this.#askAgain(result), pause),
    );
  }

  /** What nobody looks at costs no request. */
  #askAgain(result: OpenResult): void {
    const key = result.uri.toString();
    const seen = vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === key);
    if (seen) result.asked += 1;
    if (seen) void this.refresh(result.uri);
    else this.#schedule(result);
  }
}

function tabsOf(uri: vscode.Uri): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
}

const blank: Address = { account: "", procId: "", svTrId: "", requestType: "", object: "" };

/** Or else example.pl would be taken for Perl. */
async function colour(document: vscode.TextDocument): Promise<void> {
  if (document.uri.scheme !== scheme || document.languageId === scheme) return;
  await vscode.languages.setTextDocumentLanguage(document, scheme);
}
