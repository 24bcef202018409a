import assert from "node:assert/strict";
import "../agents/vscode-stub";
import { createFacts, createHeadline, createPhases } from "../../../src/transfer-panel/view-model";
import { createStatesHelp } from "../../../src/transfer-panel/transfer-states-help";
import type { TransferSnapshot } from "../../../src/transfer-panel/transfer-snapshot";
import { inTimeZone } from "../../time-zone";

const snapshot: TransferSnapshot = {
  domain: "a.example",
  fields: [["status", "FOA_BEEN_SENT"]],
  history: [{ state: "FOA_BEEN_SENT", at: Date.UTC(2026, 10, 22) }],
  hasLeftList: false,
  listed: undefined,
};

describe("The page of a transfer", () => {
  it("names the time zone of its times once, and none without times", () => {
    const zones = (of: TransferSnapshot) =>
      createFacts(of)
        .filter(({ label }) => label === "Time zone")
        .map(({ value }) => value);
    for (const [zone, name] of [
      ["Asia/Kolkata", Intl.DateTimeFormat("en", { timeZone: "Asia/Kolkata" }).resolvedOptions().timeZone],
      ["Etc/UTC", "UTC"],
    ] as const) {
      assert.deepEqual(
        inTimeZone(zone, () => zones(snapshot)),
        [name],
      );
      const ended = { ...snapshot, hasLeftList: true };
      assert.deepEqual(
        inTimeZone(zone, () => zones(ended)),
        [name],
      );
    }
    assert.deepEqual(zones({ ...snapshot, history: [] }), []);
  });

  it("says when the FOA was resent, also when it was answered since", () => {
    const resent = { state: "FOA_BEEN_SENT", at: Date.UTC(2026, 10, 22), resentAt: Date.UTC(2026, 10, 23, 9, 30) };
    const history = [resent, { state: "FOA_ACK", at: Date.UTC(2026, 10, 24) }];
    const timeOf = (of: TransferSnapshot) =>
      inTimeZone("Etc/UTC", () => createFacts(of)).find(({ label }) => label === "FOA resent from VS Code")?.value;
    assert.match(timeOf({ ...snapshot, history }) ?? "", /Nov 23, 2026, 9:30\sAM/);
    assert.equal(timeOf(snapshot), undefined);
  });

  it("claims no outcome of a transfer that left the list, unless its last state has one", () => {
    const endedIn = (state: string): TransferSnapshot => ({
      ...snapshot,
      fields: [["status", state]],
      history: [...snapshot.history, { state, at: Date.UTC(2026, 10, 23) }],
      hasLeftList: true,
    });
    const canceling = endedIn("REGISTRY_CANCELATION_PENDING");
    const { title, turn, advice, tone } = inTimeZone("Etc/UTC", () => createHeadline(canceling, 0));
    assert.deepEqual([title, tone], ["No longer pending", "normal"]);
    assert.match(turn, /^Last state: cancellation requested, first seen Nov 23, 2026/);
    assert.equal(advice, "DMAPI does not report how a transfer ended. The details below are the last ones received.");
    assert.equal(createPhases(canceling)[1]?.statusLabel, "last known");
    assert.match(
      createHeadline({ ...canceling, fields: undefined }, 0).advice,
      /Only the states seen earlier are known/,
    );
    const outcome = (state: string) => {
      const ended = createHeadline(endedIn(state), 0);
      return [ended.title, ended.turn];
    };
    assert.deepEqual(outcome("FOA_NACK"), ["FOA rejected", "No longer pending"]);
    assert.deepEqual(outcome("TRANSFER_PROCESSED_SUCCESSFULLY"), ["Transferred", "No longer pending"]);
  });

  it("spells out what FOA stands for, once", () => {
    const titles = createPhases(snapshot).map(({ title }) => title);
    assert.equal(titles.filter((title) => title.includes("Form of Authorization")).length, 1);
    assert.equal(createStatesHelp().match(/Form of Authorization/g)?.length, 1);
  });
});
