import { homedir } from "node:os";
import { setImmediate } from "node:timers/promises";
import * as vscode from "vscode";
import { csvChunks } from "../export/csv";
import type { RowIndex } from "../rows/row-index";
import { HumanError } from "../workbench/human-error";

/** What was saved. */
export interface SavedCsv {
  readonly uri: vscode.Uri;
  /** Number of orders, the header not counted. */
  readonly rows: number;
}

/**
 * Asks where to save orders as CSV, and saves them. `rows` are numbers of the index, in the order to be written;
 * all of them if absent. Gives undefined if the user gave up. Throws HumanError if the file could not be written.
 */
export async function saveCsv(account: string, index: RowIndex, rows?: Uint32Array): Promise<SavedCsv | undefined> {
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export Orders as CSV"),
    defaultUri: vscode.Uri.joinPath(startFolder(), fileName(account, new Date())),
    filters: { [vscode.l10n.t("CSV")]: ["csv"] },
  });
  if (!uri) return undefined;
  const csv = await encode(csvChunks(index, { rows }));
  try {
    await vscode.workspace.fs.writeFile(uri, csv);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HumanError(vscode.l10n.t("The orders could not be saved as {0}: {1}", uri.fsPath, reason), [], error);
  }
  return { uri, rows: rows?.length ?? index.count };
}

/** A sentence about what was saved. */
export function savedText({ uri, rows }: SavedCsv): string {
  return rows === 1
    ? vscode.l10n.t("1 order was exported to {0}.", uri.fsPath)
    : vscode.l10n.t("{0} orders were exported to {1}.", rows.toLocaleString(vscode.env.language), uri.fsPath);
}

function startFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
}

function fileName(account: string, today: Date): string {
  const name = account.replace(/[^\p{L}\p{N}@._-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
  return ["joker-orders", name, today.toISOString().slice(0, 10)].filter(Boolean).join("-") + ".csv";
}

/** Joins pieces of text as UTF-8, letting others work in between. */
async function encode(pieces: Iterable<string>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const piece of pieces) {
    parts.push(Buffer.from(piece, "utf8"));
    if (parts.length % 8 === 0) await setImmediate();
  }
  return Buffer.concat(parts);
}
