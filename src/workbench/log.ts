import * as vscode from "vscode";

/** The extension's log, shown by `Joker: Show Log`. No secret may be written to it. */
export type Log = Pick<vscode.LogOutputChannel, "trace" | "debug" | "info" | "warn" | "error" | "show">;

export function createLog(): Log & vscode.Disposable {
  return vscode.window.createOutputChannel("Joker.com DMAPI", { log: true });
}
