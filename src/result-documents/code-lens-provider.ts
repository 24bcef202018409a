import * as vscode from "vscode";
import { createFieldHover } from "../workbench/markdown";
import { resultScheme } from "./result-uri";
import type { ResultDocument } from "./result-document";
import type { ResultDocuments } from "./result-documents";
import type { Section } from "./result-text";

/** Registers the outline, the folding, the hovers and the code lenses of the documents. Arguments of the commands never come from the result's text. */
export function registerResultProviders(documents: ResultDocuments): vscode.Disposable {
  const selector = { scheme: resultScheme };
  const lenses: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: (listener) => documents.onDidChange(() => void listener()),
    provideCodeLenses: ({ uri }) => {
      const result = documents.get(uri);
      return result ? [...createTopLenses(result), ...createSecretLenses(result)] : [];
    },
  };
  const outline: vscode.DocumentSymbolProvider = {
    provideDocumentSymbols: (document) => (documents.get(document.uri)?.rendered.sections ?? []).map(createSymbol),
  };
  const folding: vscode.FoldingRangeProvider = {
    provideFoldingRanges: ({ uri }) =>
      (documents.get(uri)?.rendered.sections ?? []).map(
        ({ firstLine, lastLine }) => new vscode.FoldingRange(firstLine, lastLine),
      ),
  };
  const hovers: vscode.HoverProvider = {
    provideHover: ({ uri }, { line }) => createFieldHover(documents.get(uri)?.rendered.keysByLine.get(line)),
  };
  return vscode.Disposable.from(
    vscode.languages.registerFoldingRangeProvider(selector, folding),
    vscode.languages.registerHoverProvider(selector, hovers),
    vscode.languages.registerCodeLensProvider(selector, lenses),
    vscode.languages.registerDocumentSymbolProvider(selector, outline),
  );
}

function createSymbol({ title, firstLine, lastLine }: Section): vscode.DocumentSymbol {
  const range = new vscode.Range(firstLine, 0, lastLine, Number.MAX_SAFE_INTEGER);
  const name = new vscode.Range(firstLine, 0, firstLine, Number.MAX_SAFE_INTEGER);
  return new vscode.DocumentSymbol(title, "", vscode.SymbolKind.Namespace, range, name);
}

function createTopLenses({ uri, reference, object, requestType }: ResultDocument): vscode.CodeLens[] {
  const { accountId: account, procId } = reference;
  const lenses = [createLens(0, vscode.l10n.t("Refresh"), "joker.result.refresh", uri)];
  if (isDomain(object) && isAboutTransfer(requestType)) {
    lenses.push(createLens(0, vscode.l10n.t("Show Transfer"), "joker.transfer.show", { account, domain: object }));
  }
  if (/^\d+$/.test(procId)) {
    lenses.push(createLens(0, vscode.l10n.t("Show Order"), "joker.orders.openTable", { account, query: { procId } }));
  }
  return lenses;
}

function createSecretLenses({ uri, rendered, isRevealed }: ResultDocument): vscode.CodeLens[] {
  const reveal = isRevealed ? vscode.l10n.t("Hide Auth-ID") : vscode.l10n.t("Reveal Auth-ID");
  return rendered.secretLines.flatMap((line) => [
    createLens(line, reveal, "joker.result.revealAuthId", uri),
    createLens(line, vscode.l10n.t("Copy Auth-ID"), "joker.result.copyAuthId", uri, line),
  ]);
}

function createLens(line: number, title: string, command: string, ...args: unknown[]): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command, arguments: args });
}

/** A request for an auth-id belongs to an outgoing transfer, which is not among ours. */
function isAboutTransfer(requestType: string): boolean {
  return requestType.includes("transfer") && !requestType.includes("auth-id");
}

function isDomain(object: string): boolean {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(object);
}
