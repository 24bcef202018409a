import * as vscode from "vscode";
import { explain } from "../../account/explain";
import { nameOf } from "../../account/model";
import { addressOf } from "../../documents/address";
import { ResultDocuments } from "../../documents/result-documents";
import { showParts } from "../../documents/result-lenses";
import type { Result } from "../../dmapi/model";
import { masked } from "../../documents/secrets";
import { retrieveResult } from "../../dmapi/results";
import { HumanError } from "../../workbench/human-error";
import { tell } from "../../workbench/messages";
import type { Desk } from "../desk";
import { whichResults } from "./which-results";

/** The documents of results, kept in step with the accounts and the list. */
export function resultDocuments({ accounts, data, log }: Desk): {
  documents: ResultDocuments;
  disposable: vscode.Disposable;
} {
  const documents = new ResultDocuments({
    load: async (account, id) => {
      const content = await retrieveResult((await accounts.use(account)).session.call, id);
      if (accounts.current?.id === account) data.reasons.note({ procId: "", svTrId: "", ...id }, content);
      log.authIds.add(...masked(content).secrets);
      return content;
    },
    describe: (error) => explain(error).message,
    nameOf: (account) => {
      const record = accounts.records().find(({ id, signedOut }) => id === account && !signedOut);
      return record && nameOf(record);
    },
  });
  const disposable = vscode.Disposable.from(
    documents,
    showParts(documents),
    accounts.onDidChange(({ kind }) => kind !== "restoring" && void documents.closeLeft()),
    data.results.onDidChange((state) => {
      if (state.kind === "ready" && accounts.current) documents.listTells(accounts.current.id, state.value);
    }),
  );
  return { documents, disposable };
}

/** Opens the document of the row, of the ids given, or of the result the user picks. */
export async function openResult(desk: Desk, documents: ResultDocuments, argument: unknown): Promise<void> {
  const named = namedResult(argument);
  if (named) {
    const account = named.account ?? desk.accounts.require().id;
    await documents.show({ procId: "", svTrId: "", requestType: "", object: "", ...named, account });
    return;
  }
  const which = { title: vscode.l10n.t("Open Result"), suits: ({ isDeleted }: Result) => isDeleted !== true };
  const meant = await whichResults(desk, argument, undefined, which);
  const [result] = meant?.results ?? [];
  if (meant && result) await documents.show({ ...result, account: meant.account.id });
}

/** What other parts and links call `joker.result.open` with. */
interface NamedResult {
  readonly account?: string;
  readonly procId?: string;
  readonly svTrId?: string;
}

/** Reads `{ account?, procId?, svTrId? }`; undefined for something else, such as a row. */
export function namedResult(argument: unknown): NamedResult | undefined {
  if (typeof argument !== "object" || argument === null || "result" in argument) return undefined;
  const given = Object.entries(argument).filter(
    ([name, value]) => ["account", "procId", "svTrId"].includes(name) && typeof value === "string" && value !== "",
  );
  const named = Object.fromEntries(given) as NamedResult;
  return named.procId !== undefined || named.svTrId !== undefined ? named : undefined;
}

/** Commands on an open document; without an argument they mean the active one. */
export function documentCommands(documents: ResultDocuments) {
  return {
    "joker.result.refresh": (uri: unknown) => documents.refresh(documentUri(uri)),
    "joker.result.revealAuthId": (uri: unknown) => documents.reveal(documentUri(uri)),
    "joker.result.copyAuthId": (uri: unknown, line: unknown) => copyAuthId(documents, documentUri(uri), line),
  };
}

async function copyAuthId(documents: ResultDocuments, uri: vscode.Uri, line: unknown): Promise<void> {
  const secret = await documents.secretOn(uri, typeof line === "number" ? line : undefined);
  if (secret === undefined) throw new HumanError(vscode.l10n.t("No Auth-ID was found in this result."));
  await vscode.env.clipboard.writeText(secret);
  tell(vscode.l10n.t("Copied the Auth-ID of {0} to the clipboard.", documents.at(uri)?.object ?? ""));
}

function documentUri(given: unknown): vscode.Uri {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  if (!uri || !addressOf(uri)) throw new HumanError(vscode.l10n.t("Open a result first."));
  return uri;
}
