import { homedir } from "node:os";
import * as vscode from "vscode";
import { chooseAnswer } from "../workbench/dialogs";
import { fileLabel } from "../workbench/write-errors";
import { withExtension } from "./export-file-name";

const folderKey = "export.folder";

/**
 * Asks for a file: in the folder used last, if that is in this environment, or else the workspace's or the user's. A name
 * without extension gets one; since no dialog has asked about replacing that file, the user is asked here.
 * @param last the file of the previous attempt
 * @returns undefined if the user canceled
 */
export async function askFile(
  dialog: { readonly title: string; readonly name: string; readonly extension: string; readonly fileType: string },
  memory: vscode.Memento,
  last?: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  const { title, name, extension, fileType } = dialog;
  const chosen = await vscode.window.showSaveDialog({
    title,
    saveLabel: vscode.l10n.t("Export"),
    defaultUri: last ?? vscode.Uri.joinPath(await findStartFolder(memory), `${name}.${extension}`),
    filters: { [fileType]: [extension] },
  });
  if (!chosen) return undefined;
  const file = chosen.with({ path: withExtension(chosen.path, extension) });
  if (file.path === chosen.path || (await confirmReplacing(file))) return file;
  return askFile(dialog, memory, file);
}

/** Remembers the folder of a file for later exports. */
export async function rememberFolder(memory: vscode.Memento, file: vscode.Uri): Promise<void> {
  await memory.update(folderKey, vscode.Uri.joinPath(file, "..").toString());
}

async function findStartFolder(memory: vscode.Memento): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.map(({ uri }) => uri).find(isWritable);
  const start = folder ?? vscode.Uri.file(homedir());
  const stored = memory.get(folderKey);
  if (typeof stored !== "string") return start;
  const last = vscode.Uri.parse(stored);
  const isHere = last.scheme === start.scheme && last.authority === start.authority;
  return isHere && (await exists(last)) ? last : start;
}

function isWritable({ scheme }: vscode.Uri): boolean {
  return vscode.workspace.fs.isWritableFileSystem(scheme) !== false;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** True if there is no such file, or the user wants to replace it. */
async function confirmReplacing(file: vscode.Uri): Promise<boolean> {
  if (!(await exists(file))) return true;
  const answer = await chooseAnswer({
    message: vscode.l10n.t("{0} already exists. Replace it?", fileLabel(file)),
    detail: vscode.l10n.t("The file name extension was added to the name you entered."),
    answers: { replace: vscode.l10n.t("Replace") },
    no: vscode.l10n.t("Choose Another Name"),
  });
  return answer === "replace";
}
