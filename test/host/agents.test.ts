import assert from "node:assert/strict";
import * as vscode from "vscode";
import { accountName } from "../../src/accounts/model";
import { toolNames } from "../../src/agents/tool-names";
import { useSignedIn } from "./test-api";

async function ask(name: string, input: object = {}, token?: vscode.CancellationToken): Promise<string> {
  const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
  return result.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
}

describe("Tools for language models", () => {
  const now = useSignedIn();

  it("are known to VS Code, with a description and an input schema", () => {
    const ours = vscode.lm.tools.filter(({ name }) => name.startsWith("joker-dmapi_"));
    assert.deepEqual(ours.map(({ name }) => name).sort(), Object.values(toolNames).sort());
    for (const { description, inputSchema } of ours) {
      assert(description.length > 100, description);
      assert(inputSchema);
    }
  });

  it("answer for the active account, and name it", async () => {
    const text = await ask(toolNames.transfers, { waitingFor: "you" });
    // A password that another test has used may be part of the name.
    const name = now().log.redact(accountName(now().accounts.requireCurrent()));
    assert.ok(text.startsWith(`Joker.com account "${name}", `), text);
    assert.match(text, /^15 pending transfers\./m);
    assert.match(text, /^1 transfer matches the filter\.$/m);
    assert.match(await ask(toolNames.balance), /^Available: [\d.]+ [A-Z]{3}\./m);
    assert.match(await ask(toolNames.results), /^\d+ results of the last 90 days\.$/m);
    const orders = await ask(toolNames.orders, { period: "last-1095-days", groupBy: "type", limit: 0 });
    assert.match(orders, /^\d+ orders\./m);
    assert.match(orders, /^By order type: \d+ groups/m);
  });

  it("explain a state without an account", async () => {
    await now().accounts.signOut();
    assert.match(await ask(toolNames.transferState, { state: "FOA_NACK" }), /^FOA_NACK means: FOA rejected\./m);
    await assert.rejects(ask(toolNames.balance), /You are not signed in to Joker\.com\./);
  });

  it("never show an Auth-ID", async () => {
    const list = await ask(toolNames.results, { requestType: "domain-transfer-get-auth-id", status: "ack" });
    const procId = /Proc ID (\d+)/.exec(list)?.[1];
    assert(procId, list);
    const text = await ask(toolNames.result, { procId });
    assert.match(text, /••••••••/);
    assert.doesNotMatch(text, /[0-9a-f]{8}-[0-9a-f]{8}/);
  });

  it("can be canceled", async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    await assert.rejects(ask(toolNames.orders, {}, source.token));
  });
});
