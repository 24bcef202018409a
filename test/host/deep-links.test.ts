import assert from "node:assert/strict";
import * as vscode from "vscode";
import { useDialogs, useSignedIn } from "./test-api";

/** What a click on a link in another program comes to, behind VS Code's own question whether it may. */
function follow(rest: string): Thenable<unknown> {
  const uri = vscode.Uri.parse(`vscode://joker-dmapi.joker-dmapi${rest}`);
  return vscode.commands.executeCommand("joker.followLink", uri);
}

describe("A link", () => {
  const world = useSignedIn();
  const dialogs = useDialogs();

  it("that is invalid shows an error and sends no request", async () => {
    const { sandbox } = world();
    sandbox.control.clearLog();
    for (const rest of [
      "/transfer?domain=acme-widgets.com&action=cancel",
      "/cancel?domain=acme-widgets.com",
      "/order",
    ]) {
      dialogs.shown.splice(0);
      await follow(rest);
      assert.match(dialogs.shown.join(), /The link is invalid/, rest);
    }
    assert.deepEqual(sandbox.control.log, []);
  });

  it("shows a transfer and changes nothing", async () => {
    const { sandbox } = world();
    const before = sandbox.control.getSnapshot().transfers;
    await follow("/transfer?domain=acme-widgets.com");
    assert.deepEqual(sandbox.control.getSnapshot().transfers, before);
    const names = new Set(sandbox.control.log.map(({ request }) => request));
    for (const name of ["result-delete", "logout"]) assert(!names.has(name));
  });

  it("for an unknown account shows an error and does not sign in", async () => {
    const { accounts, sandbox } = world();
    const account = accounts.current?.id;
    sandbox.control.clearLog();
    await follow("/result?proc-id=1&account=somebody-else");
    assert.match(dialogs.shown.join(), /The link is for account somebody-else\. Sign in to this account/);
    assert.equal(accounts.current?.id, account);
    assert.deepEqual(sandbox.control.log, []);
  });

  it("for another account asks first, and does not switch to it", async () => {
    const { accounts, sandbox } = world();
    const first = accounts.current?.id;
    const key = { kind: "api-key", apiKey: "sandbox-readonly" } as const;
    const second = await accounts.signIn(sandbox.url, key, true);
    sandbox.control.clearLog();
    await follow(`/transfer?domain=acme-widgets.com&account=${first}`);
    assert.match(dialogs.shown.join(), /Open the link with account/);
    assert.equal(accounts.current?.id, second.id);
    assert.deepEqual(
      sandbox.control.log.filter(({ request }) => request === "domain-transfer-control"),
      [],
    );
  });
});

describe("Diagnose Connection", () => {
  const world = useSignedIn();

  it("writes a report without a secret, to be read and copied", async () => {
    world();
    await vscode.commands.executeCommand("joker.diagnose");
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, "joker-diagnosis");
    await vscode.commands.executeCommand("joker.diagnose.copyReport");
    const report = await vscode.env.clipboard.readText();
    for (const title of ["Name resolution", "Proxy", "Clock", "Sign-in", "Access level", "Sessions"]) {
      assert.match(report, new RegExp(`^[✓–] ${title} \\(\\d+ ms\\)$`, "m"));
    }
    assert.match(report, /DMAPI version: 1\.2\.53/);
    assert.doesNotMatch(report, /sandbox-full|[0-9a-f]{32}/);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });
});
