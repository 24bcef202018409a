import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { useDialogs, useSignedIn } from "./test-api";

describe("Exporting results", () => {
  const user = useDialogs();
  const world = useSignedIn();
  const { showSaveDialog } = vscode.window;
  const file = join(tmpdir(), `joker-results-${randomUUID()}.csv`);

  afterEach(async () => {
    Object.assign(vscode.window, { showSaveDialog });
    await rm(file, { force: true });
  });

  it("writes every result with all its fields", async () => {
    await world().appState.results.reload();
    const results = world().appState.results.value ?? [];
    assert(results.length > 10);
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(vscode.Uri.file(file)) });
    const title = new RegExp(`^Export ${results.length} results, last \\d+ days$`);
    user.answer = (text, choices) => (title.test(text) ? choices[0] : undefined);
    await vscode.commands.executeCommand("joker.results.exportCsv");
    const text = await readFile(file, "utf8");
    for (const { svTrId, procId } of results) assert(text.includes(svTrId) && text.includes(procId));
    assert.equal(text.trimEnd().split(/\r?\n/).length, results.length + 1);
    assert.match(user.shown.join(), new RegExp(`Exported ${results.length} results to`));
  });

  it("offers no export without results", async () => {
    const { pagedResults } = world().appState;
    Object.assign(vscode.window, { showSaveDialog: () => assert.fail("asked for a file") });
    Object.assign(pagedResults, { list: () => Promise.resolve([]) });
    try {
      await vscode.commands.executeCommand("joker.results.exportCsv");
    } finally {
      // The method of the class is behind it.
      Reflect.deleteProperty(pagedResults, "list");
    }
    assert.deepEqual(user.shown, ["There are no results to export."]);
  });
});
