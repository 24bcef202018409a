import assert from "node:assert/strict";
import * as vscode from "vscode";
import { useDialogs, useSignedIn } from "./test-api";

describe("What a result says first", () => {
  useDialogs();
  const world = useSignedIn();

  function active(): vscode.TextDocument {
    const document = vscode.window.activeTextEditor?.document;
    assert(document);
    return document;
  }

  it("has a title in words, and the reason, status and date first", async () => {
    await world().appState.results.reload();
    const result = world().appState.results.value?.find(
      ({ requestType, status }) => requestType === "domain-register" && status === "nack",
    );
    assert(result);
    await vscode.commands.executeCommand("joker.result.open", { result });
    const document = active();
    const { label = "" } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.equal(label, `${result.object} – registration failed`);
    const [, reason, status, requested] = document.getText().split("\n");
    assert.match(reason ?? "", /^Reason: \S/);
    assert.equal(status, "Status: failed (nack)");
    assert.match(requested ?? "", /^Requested: [A-Z][a-z]{2} \d+, \d{4}, /);
    await vscode.commands.executeCommand("joker.result.open", { procId: result.procId });
    assert.equal(active().uri.path, `/Result ${result.procId}`);
  });
});
