import * as vscode from "vscode";
import { describeError } from "../../accounts/error-messages";
import { accountName } from "../../accounts/model";
import { parseResultUri } from "../../result-documents/result-uri";
import { ResultDocuments } from "../../result-documents/result-documents";
import { registerResultProviders } from "../../result-documents/code-lens-provider";
import type { Result } from "../../dmapi/model";
import { maskAuthIds } from "../../state/mask-auth-ids";
import { retrieveResult } from "../../dmapi/results";
import { UserFacingError } from "../../workbench/user-facing-error";
import { showInfo } from "../../workbench/dialogs";
import type { CommandContext } from "../command-context";
import { isResultRow, resolveResultSelection } from "./resolve-selection";

/** Creates the result documents, which follow the accounts and the list. */
export function createResultDocuments({ accounts, appState, clock, log }: CommandContext): {
  documents: ResultDocuments;
  disposable: vscode.Disposable;
} {
  const documents = new ResultDocuments({
    clock,
    load: async (account, id) => {
      const content = await retrieveResult((await accounts.requireById(account)).session.call, id);
      if (accounts.current?.id === account)
        appState.failureReasons.recordContent({ procId: "", svTrId: "", ...id }, content);
      log.authIds.add(...maskAuthIds(content).secrets);
      return content;
    },
    describeError: (error) => describeError(error).message,
    getAccountName: (account) => {
      const record = accounts.records().find(({ id, signedOut }) => id === account && !signedOut);
      return record && accountName(record);
    },
  });
  const disposable = vscode.Disposable.from(
    documents,
    registerResultProviders(documents),
    accounts.onDidEndAccount(({ id }) => void documents.closeAccount(id)),
    accounts.onDidChange(({ kind }) => kind !== "restoring" && void documents.closeSignedOut()),
    appState.results.onDidChange((state) => {
      if (state.kind === "ready" && accounts.current) documents.refreshFinished(accounts.current.id, state.value);
    }),
  );
  return { documents, disposable };
}

/** Opens the document of the row, which keeps the focus in the tree, of the ids given, or of the result the user picks. */
export async function openResult(
  context: CommandContext,
  documents: ResultDocuments,
  argument: unknown,
): Promise<void> {
  const args = parseOpenResultArgs(argument);
  if (args) {
    const account = args.account ?? context.accounts.requireCurrent().id;
    await documents.show({ procId: "", svTrId: "", requestType: "", object: "", ...args, accountId: account });
    return;
  }
  const prompt = { title: vscode.l10n.t("Open Result"), suits: ({ isDeleted }: Result) => isDeleted !== true };
  const selection = await resolveResultSelection(context, argument, undefined, prompt);
  const [result] = selection?.results ?? [];
  if (!selection || !result) return;
  await documents.show({ ...result, accountId: selection.account.id }, isResultRow(argument));
}

/** The arguments other callers and links pass to `joker.result.open`. */
interface OpenResultArgs {
  readonly account?: string;
  readonly procId?: string;
  readonly svTrId?: string;
}

/** Parses `{ account?, procId?, svTrId? }`; undefined for anything else, such as a row. */
export function parseOpenResultArgs(argument: unknown): OpenResultArgs | undefined {
  if (typeof argument !== "object" || argument === null || "result" in argument) return undefined;
  const entries = Object.entries(argument).filter(
    ([name, value]) => ["account", "procId", "svTrId"].includes(name) && typeof value === "string" && value !== "",
  );
  const args = Object.fromEntries(entries) as OpenResultArgs;
  return args.procId !== undefined || args.svTrId !== undefined ? args : undefined;
}

/** The commands of result documents; without an argument they act on the active document. */
export function createDocumentCommands(documents: ResultDocuments) {
  return {
    "joker.result.refresh": (uri: unknown) => documents.refresh(requireResultUri(uri)),
    "joker.result.revealAuthId": (uri: unknown) => documents.toggleSecrets(requireResultUri(uri)),
    "joker.result.copyAuthId": (uri: unknown, line: unknown) => copyAuthId(documents, requireResultUri(uri), line),
  };
}

async function copyAuthId(documents: ResultDocuments, uri: vscode.Uri, line: unknown): Promise<void> {
  const secret = await documents.getSecretOnLine(uri, typeof line === "number" ? line : undefined);
  if (secret === undefined) throw new UserFacingError(vscode.l10n.t("No Auth-ID was found in this result."));
  await vscode.env.clipboard.writeText(secret);
  showInfo(vscode.l10n.t("Copied the Auth-ID of {0} to the clipboard.", documents.get(uri)?.object ?? ""));
}

function requireResultUri(given: unknown): vscode.Uri {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  if (!uri || !parseResultUri(uri)) throw new UserFacingError(vscode.l10n.t("Open a result first."));
  return uri;
}
