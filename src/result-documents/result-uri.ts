import * as vscode from "vscode";
import type { ResultId } from "../dmapi/results";

export const resultScheme = "joker-result";

/** Identifies the result of a document. Contains no secret: it is part of the document's URI. */
export interface ResultReference extends Required<ResultId> {
  /** Id of the account's record. */
  readonly accountId: string;
  /** From the list of results; empty if the document was opened by id only. */
  readonly requestType: string;
  readonly object: string;
}

/** The URI of a result's document; its last part is the title of the tab. */
export function toResultUri({ accountId, procId, svTrId, requestType, object }: ResultReference): vscode.Uri {
  const title = [requestType, object, procId, svTrId].filter((part) => part !== "").join(" ");
  const query = new URLSearchParams({
    account: accountId,
    "proc-id": procId,
    svtrid: svTrId,
    type: requestType,
    object,
  });
  return vscode.Uri.from({ scheme: resultScheme, path: `/${title.replace(/[/\\]/g, " ")}`, query: query.toString() });
}

/** Parses a document's URI; undefined for one with another scheme or without ids. */
export function parseResultUri(uri: vscode.Uri): ResultReference | undefined {
  if (uri.scheme !== resultScheme) return undefined;
  const query = new URLSearchParams(uri.query);
  const param = (name: string) => query.get(name) ?? "";
  const reference: ResultReference = {
    accountId: param("account"),
    procId: param("proc-id"),
    svTrId: param("svtrid"),
    requestType: param("type"),
    object: param("object"),
  };
  return reference.accountId !== "" && (reference.procId !== "" || reference.svTrId !== "") ? reference : undefined;
}

/** The key of a result, however its document was opened. */
export function resultKey({ accountId, procId, svTrId }: ResultReference): string {
  return `${accountId} ${procId} ${svTrId}`;
}
