import * as vscode from "vscode";
import type { ResultId } from "../dmapi/results";
import { resultName, resultStatusName } from "../state/display-names";
import { truncate } from "../workbench/sanitize";

export const resultScheme = "joker-result";

/** Identifies the result of a document. Contains no secret: it is part of the document's URI. */
export interface ResultReference extends Required<ResultId> {
  /** Id of the account's record. */
  readonly accountId: string;
  /** From the list of results; empty if the document was opened by id only. */
  readonly requestType: string;
  readonly object: string;
  /** `ack`, `nack` or another status of the list, for the title; absent if the document was opened by id only. */
  readonly status?: string | undefined;
  /** When it was requested, as sent; absent if the document was opened by id only. */
  readonly timeStamp?: string | undefined;
}

/** The URI of a result's document; its last part is the title of the tab. */
export function toResultUri(reference: ResultReference): vscode.Uri {
  const { accountId, procId, svTrId, requestType, object, timeStamp } = reference;
  const query = new URLSearchParams({
    account: accountId,
    "proc-id": procId,
    svtrid: svTrId,
    type: requestType,
    object,
    ...(timeStamp !== undefined && timeStamp !== "" && { time: timeStamp }),
  });
  const path = `/${createTitle(reference).replace(/[/\\]/g, " ")}`;
  return vscode.Uri.from({ scheme: resultScheme, path, query: query.toString() });
}

/** Longer names are shortened in the title of a tab. */
const maxTitleNameLength = 40;

/** A title such as `example.com – registration failed`; a result that is known by its ids alone is named by one of them. */
function createTitle({ requestType, object, procId, svTrId, status = "" }: ResultReference): string {
  const name = resultName({ requestType, object: truncate(object, maxTitleNameLength) });
  if (name === "") return procId === "" ? svTrId : vscode.l10n.t("Result {0}", procId);
  return status === "ack" || status === "nack" ? vscode.l10n.t("{0} {1}", name, resultStatusName(status)) : name;
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
    ...(param("time") !== "" && { timeStamp: param("time") }),
  };
  return reference.accountId !== "" && (reference.procId !== "" || reference.svTrId !== "") ? reference : undefined;
}

/** The key of a result, however its document was opened. */
export function resultKey({ accountId, procId, svTrId }: ResultReference): string {
  return `${accountId} ${procId} ${svTrId}`;
}
