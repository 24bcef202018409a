import * as vscode from "vscode";
import { Disposables } from "./disposables";

/** Renders the text of a document; `id` is the one passed to `open`. */
export type RenderDocument = (id: string) => Promise<string>;

/** Read-only documents by URI scheme. They belong to an account and are closed when it is no longer active. */
export class ReadOnlyDocuments implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private readonly renderers = new Map<string, RenderDocument>();
  private readonly freshTexts = new Map<string, string>();
  private readonly changed = this.disposables.add(new vscode.EventEmitter<vscode.Uri>());

  /** Registers a content provider for `scheme`. */
  registerScheme(scheme: string, render: RenderDocument): void {
    this.renderers.set(scheme, render);
    const provider: vscode.TextDocumentContentProvider = {
      onDidChange: this.changed.event,
      provideTextDocumentContent: (uri) => this.provideContent(uri),
    };
    this.disposables.add(vscode.workspace.registerTextDocumentContentProvider(scheme, provider));
  }

  /** Renders a document and shows it; `title` is the title of its tab. Rejects as rendering does. */
  async open(scheme: string, title: string, id = ""): Promise<vscode.TextDocument> {
    const name = title.replace(/[/\\]/g, " ");
    const uri = vscode.Uri.from({ scheme, path: `/${name}`, query: id });
    this.freshTexts.set(uri.toString(), await this.render(uri));
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    // Otherwise example.pl would be treated as Perl. Its lines are wrapped, see configurationDefaults in package.json.
    await vscode.languages.setTextDocumentLanguage(document, "joker-text");
    await vscode.window.showTextDocument(document, { preview: true });
    return document;
  }

  /** Closes all of them. */
  async closeAll(): Promise<void> {
    this.freshTexts.clear();
    const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
    const ownTabs = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputText && this.renderers.has(input.uri.scheme),
    );
    await vscode.window.tabGroups.close(ownTabs);
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async provideContent(uri: vscode.Uri): Promise<string> {
    const key = uri.toString();
    const freshText = this.freshTexts.get(key);
    this.freshTexts.delete(key);
    return freshText ?? this.render(uri);
  }

  private render(uri: vscode.Uri): Promise<string> {
    const render = this.renderers.get(uri.scheme);
    if (!render) throw new Error(`no writer for ${uri.scheme}`);
    return render(uri.query);
  }
}
