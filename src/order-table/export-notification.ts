import * as vscode from "vscode";
import { sanitize } from "../workbench/sanitize";

/** Notifies that a file was written, with buttons to open and reveal it; as a warning if it is incomplete. */
export async function showExportNotification(text: string, uri: vscode.Uri, isPartial: boolean): Promise<void> {
  const openLabel = vscode.l10n.t("Open");
  const revealLabel = vscode.l10n.t("Show in Folder");
  const revealCommandId = findRevealCommand(uri);
  const buttons = [openLabel, ...(revealCommandId ? [revealLabel] : [])];
  const { showInformationMessage, showWarningMessage } = vscode.window;
  const chosen = await (isPartial ? showWarningMessage : showInformationMessage)(sanitize(text), ...buttons);
  if (chosen === openLabel) await openFile(uri);
  if (chosen === revealLabel && revealCommandId) await vscode.commands.executeCommand(revealCommandId, uri);
}

/** Opens the file in its default program, or in an editor if there is none. */
async function openFile(uri: vscode.Uri): Promise<void> {
  if (isOnLocalDesktop(uri) && (await vscode.env.openExternal(uri))) return;
  await vscode.commands.executeCommand("vscode.open", uri);
}

function findRevealCommand(uri: vscode.Uri): string | undefined {
  if (isOnLocalDesktop(uri)) return "revealFileInOS";
  return vscode.workspace.getWorkspaceFolder(uri) ? "revealInExplorer" : undefined;
}

/** Whether a file is on the local computer of a desktop VS Code. */
function isOnLocalDesktop(uri: vscode.Uri): boolean {
  const { remoteName, uiKind } = vscode.env;
  return uri.scheme === "file" && uiKind === vscode.UIKind.Desktop && remoteName === undefined;
}
