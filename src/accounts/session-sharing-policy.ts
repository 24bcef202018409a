import * as vscode from "vscode";
import type { SessionSharing } from "./shared-session-store";

/**
 * How windows share sessions; undefined in a browser: there a window sees only the secrets that existed when it was
 * loaded, and writing one overwrites the changes of other windows.
 */
export function createSessionSharing(
  secrets: SessionSharing["secrets"],
  { globalStorageUri }: vscode.ExtensionContext,
): SessionSharing | undefined {
  if (vscode.env.uiKind === vscode.UIKind.Web) return undefined;
  return { secrets, lockFolder: globalStorageUri.fsPath };
}
