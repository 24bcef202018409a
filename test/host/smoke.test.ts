import * as assert from "node:assert/strict";
import * as vscode from "vscode";

describe("The extension", () => {
  it("is found and activates", async () => {
    const extension = vscode.extensions.getExtension("joker-dmapi.joker-dmapi");
    assert.ok(extension, "VS Code does not know joker-dmapi.joker-dmapi");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
