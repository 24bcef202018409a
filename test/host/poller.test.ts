import assert from "node:assert/strict";
import * as vscode from "vscode";
import { asked, settled, signedIn } from "./inside";

describe("The poller", () => {
  asked();
  const world = signedIn();
  const original = globalThis.setInterval;
  const timers: { readonly tick: () => void; readonly ms: number }[] = [];

  before(() => {
    const capture = (tick: () => void, ms = 0) => {
      timers.push({ tick, ms });
      return original(() => undefined, 1_000_000);
    };
    globalThis.setInterval = capture;
  });

  after(async () => {
    globalThis.setInterval = original;
    await every(undefined);
  });

  function every(minutes: number | undefined): Thenable<void> {
    return vscode.workspace.getConfiguration("joker").update("refreshInterval", minutes, true);
  }

  it("runs as often as joker.refreshInterval says, for the balance and what can be seen, in a window that has the focus", async () => {
    const { data, sandbox } = world();
    await settled(data.account, "ready");
    await every(7);
    const timer = timers.at(-1);
    assert.equal(timer?.ms, 7 * 60_000);
    sandbox.control.clearLog();
    timer.tick();
    await Promise.all(data.all.filter(({ state }) => state.kind === "loading").map((resource) => resource.refresh()));
    const asked = sandbox.control.log.filter(({ request }) => request === "query-account-balance").length;
    assert.equal(asked, vscode.window.state.focused ? 1 : 0);
  });

  it("is off at 0", async () => {
    const before = timers.length;
    await every(0);
    assert.equal(timers.length, before);
  });
});
