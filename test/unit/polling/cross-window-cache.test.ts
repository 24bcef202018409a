import assert from "node:assert/strict";
import { minuteMs } from "../../../src/workbench/clock";
import { flushPromises } from "./fake-clock";
import { loadedValues, useFakeWindows } from "./fake-windows";

describe("Windows that share what they load", () => {
  const windows = useFakeWindows();

  it("leave requests to the leader, which sends each once", async () => {
    const [leader, second, third] = [windows().open(), windows().open(), windows().open()];
    assert.equal(leader.cache.isDelegated(leader.transfers), false, "it asks itself");
    assert.equal(second.cache.isDelegated(second.transfers), true);
    assert.equal(third.cache.isDelegated(third.transfers), true);
    await flushPromises();
    assert.equal(leader.transfers.requests, 1);
    for (const each of [second, third]) {
      assert.equal(each.transfers.requests, 0);
      assert.equal(each.transfers.state.kind, "ready");
    }
  });

  it("adopt rows silently, and do not forward adopted ones", async () => {
    const [leader, second] = [windows().open(), windows().open()];
    const silent: boolean[] = [];
    second.transfers.onDidChange(() => silent.push(second.cache.isAdopting));
    await leader.transfers.refresh();
    assert.deepEqual(silent, [true]);
    assert.equal(second.cache.isAdopting, false);
    assert.deepEqual(windows().sent, ["watch.rows"]);
  });

  it("send their own requests if the leader has another account, and do not get its rows", async () => {
    const [leader, second] = [windows().open({ account: "b" }), windows().open()];
    second.cache.isDelegated(second.transfers);
    await flushPromises();
    assert.equal(leader.transfers.requests, 0);
    assert.equal(second.cache.isDelegated(second.transfers), false, "it said that it cannot answer");
    assert.equal(second.polls.length, 1);
    await leader.transfers.refresh();
    assert.equal(second.transfers.state.kind, "idle");
    second.cache.resetRequests();
    assert.equal(second.cache.isDelegated(second.transfers), true, "another leader may answer");
  });

  it("send their own requests if the leader failed", async () => {
    const [leader, second] = [windows().open({ isOffline: true }), windows().open()];
    second.cache.isDelegated(second.transfers);
    await flushPromises();
    assert.equal(leader.transfers.requests, 1);
    assert.equal(second.cache.isDelegated(second.transfers), false);
  });

  it("do not adopt rows of another query or endpoint, or from the future", async () => {
    const [leader, second] = [windows().open({ scope: "one" }), windows().open({ scope: "other" })];
    await leader.results.refresh();
    assert.equal(second.results.state.kind, "idle");
    leader.transfers.setState({ kind: "ready", value: loadedValues.transfers, at: Date.now() + 3_600_000 });
    assert.equal(second.transfers.state.kind, "idle");
    second.accounts.current = { id: "a", endpoint: "https://dmapi.ote.joker.com" };
    await leader.transfers.refresh();
    assert.equal(second.transfers.state.kind, "idle");
  });

  it("ignore invalid messages", () => {
    const second = windows().open();
    const stranger = windows().join();
    for (const message of [undefined, null, 17, "rows", {}, { name: "transfers", value: "x" }]) {
      stranger.send("watch.rows", message ?? null);
      stranger.send("watch.request", message ?? null);
      stranger.send("watch.decline", message ?? null);
    }
    assert.equal(second.transfers.state.kind, "idle");
    assert.equal(second.transfers.requests, 0);
    assert.deepEqual(second.polls, []);
  });

  for (const name of ["transfers", "results", "account"] as const)
    it(`adopt the ${name} that another window loaded, and nothing else`, async () => {
      const [leader, second] = [windows().open({ scope: "all" }), windows().open({ scope: "all" })];
      await leader[name].refresh();
      assert.deepEqual(second[name].state, { kind: "ready", value: loadedValues[name], at: Date.now() });
      const ready = (["transfers", "results", "account"] as const).filter(
        (each) => second[each].state.kind === "ready",
      );
      assert.deepEqual(ready, [name]);
    });

  it("share transfers even if they show other results", async () => {
    const [leader, second] = [windows().open({ scope: "one" }), windows().open({ scope: "other" })];
    await leader.transfers.refresh();
    assert.equal(second.transfers.state.kind, "ready");
  });

  it("adopt rows of a clock that is a minute ahead, but not more", () => {
    const [leader, second] = [windows().open(), windows().open()];
    const rows = (at: number) => ({ kind: "ready" as const, value: loadedValues.transfers, at });
    leader.transfers.setState(rows(Date.now() + minuteMs + 1));
    assert.equal(second.transfers.state.kind, "idle");
    leader.transfers.setState(rows(Date.now() + minuteMs));
    assert.equal(second.transfers.state.kind, "ready");
  });

  it("neither adopt nor send rows while nobody is signed in", async () => {
    const [leader, second] = [windows().open(), windows().open()];
    second.accounts.current = undefined;
    await leader.transfers.refresh();
    assert.equal(second.transfers.state.kind, "idle");
    const sent = windows().sent.length;
    await second.account.refresh();
    assert.equal(windows().sent.length, sent);
  });

  it("send only rows that are loaded", () => {
    const [leader] = [windows().open(), windows().open()];
    leader.transfers.setState({ kind: "failed", value: loadedValues.transfers, at: Date.now() });
    leader.transfers.setState({ kind: "idle" });
    assert.deepEqual(windows().sent, []);
  });

  it("neither adopt nor send rows once disposed", async () => {
    const [leader, second] = [windows().open(), windows().open()];
    second.cache.dispose();
    await leader.transfers.refresh();
    assert.equal(second.transfers.state.kind, "idle");
    await second.results.refresh();
    assert.deepEqual(windows().sent, ["watch.rows"]);
  });
});
