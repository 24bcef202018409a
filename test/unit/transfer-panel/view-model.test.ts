import assert from "node:assert/strict";
import "../agents/vscode-stub";
import { createFacts, createPhases } from "../../../src/transfer-panel/view-model";
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

  it("spells out what FOA stands for, once", () => {
    const titles = createPhases(snapshot).map(({ title }) => title);
    assert.equal(titles.filter((title) => title.includes("Form of Authorization")).length, 1);
    assert.equal(createStatesHelp().match(/Form of Authorization/g)?.length, 1);
  });
});
