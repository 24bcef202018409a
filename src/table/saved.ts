import * as vscode from "vscode";
import { plain } from "../workbench/plain";

/** Says that a file was written, with buttons to open it and to show where it is; as a warning if it is not all. */
export async function tellSaved(text: string, uri: vscode.Uri, isPartial: boolean): Promise<void> {
  const open = vscode.l10n.t("Open");
  const reveal = vscode.l10n.t("Show in Folder");
  const revealing = revealCommand(uri);
  const buttons = [open, ...(revealing ? [reveal] : [])];
  const { showInformationMessage, showWarningMessage } = vscode.window;
  const chosen = await (isPartial ? showWarningMessage : showInformationMessage)(plain(text), ...buttons);
  if (chosen === open) await openFile(uri);
  if (chosen === reveal && revealing) await vscode.commands.executeCommand(revealing, uri);
}

/** With the program the system has for such files; in an editor where there is none. */
async function openFile(uri: vscode.Uri): Promise<void> {
  if (isOnThisDesktop(uri) && (await vscode.env.openExternal(uri))) return;
  await vscode.commands.executeCommand("vscode.open", uri);
}

function revealCommand(uri: vscode.Uri): string | undefined {
  if (isOnThisDesktop(uri)) return "revealFileInOS";
  return vscode.workspace.getWorkspaceFolder(uri) ? "revealInExplorer" : undefined;
}

/** True for a file on the computer the user sits at, in a VS Code that is no web page. */
function isOnThisDesktop(uri: vscode.Uri): boolean {
  const { remoteName, uiKind } = vscode.env;
  return uri.scheme === "file" && uiKind === vscode.UIKind.Desktop && remoteName === undefined;
}
