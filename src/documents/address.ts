import * as vscode from "vscode";
import type { ResultId } from "../dmapi/results";

export const scheme = "joker-result";

/** Which result a document shows, and whose it is. No secret: it is part of the document's URI. */
export interface Address extends Required<ResultId> {
  /** Id of the account's record. */
  readonly account: string;
  /** As the list told when the document was opened; empty where it was opened by its id alone. */
  readonly requestType: string;
  readonly object: string;
}

/** The URI of a result's document; its last part is the title of the tab. */
export function uriOf({ account, procId, svTrId, requestType, object }: Address): vscode.Uri {
  const title = [requestType, object, procId, svTrId].filter((part) => part !== "").join(" ");
  const query = new URLSearchParams({ account, "proc-id": procId, svtrid: svTrId, type: requestType, object });
  return vscode.Uri.from({ scheme, path: `/${title.replace(/[/\\]/g, " ")}`, query: query.toString() });
}

/** What a document's URI says; undefined for a URI that is none of ours. */
export function addressOf(uri: vscode.Uri): Address | undefined {
  if (uri.scheme !== scheme) return undefined;
  const query = new URLSearchParams(uri.query);
  const of = (name: string) => query.get(name) ?? "";
  const address: Address = {
    account: of("account"),
    procId: of("proc-id"),
    svTrId: of("svtrid"),
    requestType: of("type"),
    object: of("object"),
  };
  return address.account !== "" && (address.procId !== "" || address.svTrId !== "") ? address : undefined;
}

/** What names a result at its account, however its document was opened. */
export function keyOf({ account, procId, svTrId }: Address): string {
  return `${account} ${procId} ${svTrId}`;
}
