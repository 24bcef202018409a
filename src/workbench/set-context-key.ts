import * as vscode from "vscode";

/** Sets a context key which package.json's `when` clauses read, such as `joker.transfers.state`. */
export function setContextKey(name: string, value: string | number | boolean | undefined): void {
  void vscode.commands.executeCommand("setContext", `joker.${name}`, value);
}
