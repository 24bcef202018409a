import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "../eventually";
import { useSignedIn } from "./test-api";

describe("The raw reply in the document of a result", () => {
  const world = useSignedIn();

  async function rawReplyIsVisible(expected: boolean): Promise<void> {
    await eventually(() => {
      const editor = vscode.window.activeTextEditor;
      const heading = editor?.document.getText().split("\n").indexOf("# Raw reply") ?? -1;
      assert(editor && heading > 0, "no result is in front");
      const isVisible = editor.visibleRanges.some(({ end }) => end.line > heading + 1);
      assert.equal(isVisible, expected, "whether the raw reply is visible");
    });
  }

  it("is folded, also when the result is opened again after its tab was closed", async () => {
    await world().appState.results.reload();
    const result = world().appState.results.value?.find(({ status }) => status === "nack");
    await vscode.commands.executeCommand("joker.result.open", { result });
    await rawReplyIsVisible(false);
    await vscode.commands.executeCommand("editor.unfoldAll");
    await rawReplyIsVisible(true);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await vscode.commands.executeCommand("joker.result.open", { result });
    await rawReplyIsVisible(false);
  });
});
