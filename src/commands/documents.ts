import * as vscode from "vscode";
import { Disposables } from "../workbench/disposables";

/** Writes the text of a document; `id` is what `open` was given. */
export type Writer = (id: string) => Promise<string>;

/** Read-only documents by scheme. They belong to an account and are closed when it is left. */
export class Documents implements vscode.Disposable {
  readonly #disposables = new Disposables();
  readonly #writers = new Map<string, Writer>();
  readonly #fresh = new Map<string, string>();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<vscode.Uri>());

  /** Makes `scheme` known. */
  provide(scheme: string, write: Writer): void {
    this.#writers.set(scheme, write);
    const provider: vscode.TextDocumentContentProvider = {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: (uri) => this.#contentOf(uri),
    };
    this.#disposables.add(vscode.workspace.registerTextDocumentContentProvider(scheme, provider));
  }

  /** Writes a document and shows it; `title` is its tab's. Rejects as the writer does. */
  async open(scheme: string, title: string, id = ""): Promise<vscode.TextDocument> {
    const name = title.replace(/[/\\]/g, " ");
    const uri = vscode.Uri.from({ scheme, path: `/${name}`, query: id });
    this.#fresh.set(uri.toString(), await this.#write(uri));
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    // Or else example.pl would be taken for Perl.
    await vscode.languages.setTextDocumentLanguage(document, "plaintext");
    await vscode.window.showTextDocument(document, { preview: true });
    return document;
  }

  /** Closes all of them. */
  async close(): Promise<void> {
    this.#fresh.clear();
    const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
    const ours = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputText && this.#writers.has(input.uri.scheme),
    );
    await vscode.window.tabGroups.close(ours);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #contentOf(uri: vscode.Uri): Promise<string> {
    const key = uri.toString();
    const fresh = this.#fresh.get(key);
    this.#fresh.delete(key);
    return fresh ?? this.#write(uri);
  }

  #write(uri: vscode.Uri): Promise<string> {
    const write = this.#writers.get(uri.scheme);
    if (!write) throw new Error(`no writer for ${uri.scheme}`);
    return write(uri.query);
  }
}
