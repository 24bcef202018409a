import * as vscode from "vscode";
import { formatDeepLink, parseDeepLink, type DeepLink } from "../../deep-links/deep-link";
import { isObject, listSelectedRows } from "./selected-rows";

/** Gives the text to copy of a row; empty when the row has none. */
type TextReader = (row: Record<string, unknown>) => string;

/** The commands that copy a text of the selected rows, by id. */
const copyReaders: Readonly<Record<string, TextReader>> = {
  "joker.copyValue": (row) => toText(row["copy"]),
  "joker.transfer.copyDomain": read("transfer", "domain"),
  "joker.transfer.copyOwnerEmail": read("transfer", "ownerEmail"),
  "joker.transfer.copyLink": readLink("transfer", read("transfer", "domain")),
  "joker.order.copyIdentifier": read("order", "identifier"),
  "joker.order.copyId": read("order", "orderId"),
  "joker.order.copyProcId": read("order", "procId"),
  "joker.order.copyLink": readLink("order", read("order", "orderId")),
  "joker.result.copyObject": read("result", "object"),
  "joker.result.copyProcId": read("result", "procId"),
  "joker.result.copyTrackingId": read("result", "svTrId"),
  "joker.result.copyLink": readLink("result", read("result", "procId")),
};

/** Handlers of the copy commands: each copies a line for every selected row that has the text. */
export function createCopyHandlers(): Record<string, (row: unknown, rows: unknown) => Promise<void>> {
  const entries = Object.entries(copyReaders).map(([id, readText]) => {
    const handler = async (row: unknown, rows: unknown) => {
      const texts = listSelectedRows(row, rows)
        .map(readText)
        .filter((text) => text !== "");
      if (texts.length > 0) await vscode.env.clipboard.writeText(texts.join("\n"));
    };
    return [id, handler] as const;
  });
  return Object.fromEntries(entries);
}

function read(kind: "transfer" | "order" | "result", field: string): TextReader {
  return ({ [kind]: item }) => (isObject(item) ? toText(item[field]) : "");
}

/** A link that this VS Code opens; none for a value that no link may contain. */
function readLink(kind: DeepLink["kind"], readValue: TextReader): TextReader {
  return (row) => {
    const link = formatDeepLink(kind, readValue(row));
    const [path = "", query = ""] = link.split("?");
    return parseDeepLink(path, query) ? `${vscode.env.uriScheme}://joker-dmapi.joker-dmapi${link}` : "";
  };
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
