import * as vscode from "vscode";
import type { Sharing } from "./kept-session";

/**
 * How windows share sessions here; undefined in a browser: there a window sees only the secrets that were there when it
 * was loaded, and one that writes puts back what others have changed since.
 */
export function sharingIn({ secrets, globalStorageUri }: vscode.ExtensionContext): Sharing | undefined {
  if (vscode.env.uiKind === vscode.UIKind.Web) return undefined;
  return { secrets, folder: globalStorageUri.fsPath };
}
