import assert from "node:assert/strict";
import * as vscode from "vscode";
import { CommandRegistry } from "../../src/commands/command-registry";
import { ResultWaiter } from "../../src/commands/results/result-waiter";
import type { Result } from "../../src/dmapi/model";
import type { Log } from "../../src/workbench/log";
import { eventually } from "../eventually";
import { useDialogs, useSignedIn } from "./test-api";

describe("Waiting for a result", () => {
  const user = useDialogs();
  const world = useSignedIn();

  async function pending(): Promise<Result> {
    await world().appState.results.reload();
    const found = world().appState.results.value?.find(({ status }) => status === "pending");
    assert(found);
    return found;
  }

  it("notifies when it is done, and does not wait twice for the same one", async () => {
    const result = await pending();
    const waiting = vscode.commands.executeCommand("joker.result.wait", { result });
    await vscode.commands.executeCommand("joker.result.wait", { result });
    assert.match(user.shown.at(-1) ?? "", /Already waiting for this result/);
    world().sandbox.control.advance(2 * 3_600_000);
    await waiting;
    await eventually(() => {
      assert(user.shown.some((text) => text.includes(result.object) && /: (succeeded|failed) \(sandbox/.test(text)));
    });
  });

  it("notifies once: a claimed result is not announced as a change too", async () => {
    const result = await pending();
    const others = world().appState.results.value?.filter(({ status }) => status === "pending") ?? [];
    assert(others.length > 1);
    const waiting = vscode.commands.executeCommand("joker.result.wait", { result });
    world().sandbox.control.advance(2 * 3_600_000);
    await world().appState.results.reload();
    await waiting;
    const isNews = (text: string) => /^[A-Z][\w -]* for \S+ (succeeded|failed)|requests? (succeeded|failed)/.test(text);
    await eventually(() => assert(user.shown.some(isNews), user.shown.join(" | ")));
    const about = user.shown.filter((text) => text.includes(result.object));
    assert.equal(about.length, 1, user.shown.join(" | "));
    assert.match(about[0] ?? "", /: (succeeded|failed) \(sandbox/);
  });

  it("resumes after a window reload, and notifies once even if two windows wait", async () => {
    const { accounts, appState: data, watcher: watch, sandbox, globalState: memory, clock } = world();
    const storedValues = new Map<string, unknown>();
    const workspaceMemory: vscode.Memento = {
      keys: () => [...storedValues.keys()],
      get: (key: string) => storedValues.get(key),
      update: (key, value) => {
        if (value === undefined) storedValues.delete(key);
        else storedValues.set(key, value);
        return Promise.resolve();
      },
    };
    const log = { warn: () => undefined } as unknown as Log;
    const commandContext = {
      accounts,
      appState: data,
      watcher: watch,
      getSelectedRows: () => [],
      registry: new CommandRegistry(),
      log,
      clock: clock.now,
      globalState: memory,
      workspaceState: workspaceMemory,
      extensionUri: vscode.Uri.file("/"),
    };
    const { object, procId } = await pending();
    const before = new ResultWaiter(commandContext);
    void before.start({ account: accounts.requireCurrent().id, procId });
    await eventually(() => assert.equal(storedValues.size, 1));
    before.dispose();
    const windows = [new ResultWaiter(commandContext), new ResultWaiter(commandContext)];
    const resumed = windows.map((window) => window.resume());
    assert.equal(storedValues.size, 1, "the end of a window ends the wait");
    sandbox.control.advance(2 * 3_600_000);
    await Promise.all(resumed);
    const isTold = (text: string) => text.includes(procId) && /: (succeeded|failed) \(sandbox/.test(text);
    await eventually(() => assert(user.shown.some(isTold), `${object} ${user.shown.join(" | ")}`));
    assert.equal(user.shown.filter((text) => text.includes(procId)).length, 1, user.shown.join(" | "));
    assert.equal(storedValues.size, 0);
    for (const window of windows) window.dispose();
  });

  it("can be canceled from its list, and then does not notify", async () => {
    const result = await pending();
    let ended = false;
    const waiting = vscode.commands.executeCommand("joker.result.wait", { result });
    void waiting.then(() => (ended = true));
    user.answer = (title, choices) => (title === "Waiting for Results" ? choices[0] : undefined);
    await eventually(async () => {
      await vscode.commands.executeCommand("joker.result.waiting");
      assert(ended, "it is still waited for");
    });
    assert(!user.shown.some((text) => text.includes(result.object)));
  });
});
