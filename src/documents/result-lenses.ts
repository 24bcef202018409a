import * as vscode from "vscode";
import { scheme } from "./address";
import type { OpenResult } from "./open-result";
import type { ResultDocuments } from "./result-documents";
import type { Section } from "./result-text";

/** Shows outline and actions of the documents. The actions are commands of ours with arguments of ours alone. */
export function showParts(documents: ResultDocuments): vscode.Disposable {
  const selector = { scheme };
  const lenses: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: (listener) => documents.onDidChange(() => void listener()),
    provideCodeLenses: ({ uri }) => {
      const result = documents.at(uri);
      return result ? [...topLenses(result), ...secretLenses(result)] : [];
    },
  };
  const outline: vscode.DocumentSymbolProvider = {
    provideDocumentSymbols: (document) => (documents.at(document.uri)?.document.sections ?? []).map(symbolOf),
  };
  return vscode.Disposable.from(
    vscode.languages.registerCodeLensProvider(selector, lenses),
    vscode.languages.registerDocumentSymbolProvider(selector, outline),
  );
}

function symbolOf({ title, from, to }: Section): vscode.DocumentSymbol {
  const range = new vscode.Range(from, 0, to, Number.MAX_SAFE_INTEGER);
  const name = new vscode.Range(from, 0, from, Number.MAX_SAFE_INTEGER);
  return new vscode.DocumentSymbol(title, "", vscode.SymbolKind.Namespace, range, name);
}

function topLenses({ uri, address, object, requestType }: OpenResult): vscode.CodeLens[] {
  const { account, procId } = address;
  const lenses = [lens(0, vscode.l10n.t("Refresh"), "joker.result.refresh", uri)];
  if (isDomain(object) && isAboutTransfer(requestType)) {
    lenses.push(lens(0, vscode.l10n.t("Show Transfer"), "joker.transfer.show", { account, domain: object }));
  }
  if (/^\d+$/.test(procId)) {
    lenses.push(lens(0, vscode.l10n.t("Show Order"), "joker.orders.openTable", { account, query: { procId } }));
  }
  return lenses;
}

function secretLenses({ uri, document, isRevealed }: OpenResult): vscode.CodeLens[] {
  const reveal = isRevealed ? vscode.l10n.t("Hide Auth-ID") : vscode.l10n.t("Reveal Auth-ID");
  return document.secretLines.flatMap((line) => [
    lens(line, reveal, "joker.result.revealAuthId", uri),
    lens(line, vscode.l10n.t("Copy Auth-ID"), "joker.result.copyAuthId", uri, line),
  ]);
}

function lens(line: number, title: string, command: string, ...args: unknown[]): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command, arguments: args });
}

/** An auth-id is asked for to let a domain go; nothing is pending here then. */
function isAboutTransfer(requestType: string): boolean {
  return requestType.includes("transfer") && !requestType.includes("auth-id");
}

function isDomain(object: string): boolean {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(object);
}
