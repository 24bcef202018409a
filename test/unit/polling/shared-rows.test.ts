import assert from "node:assert/strict";
import { parseRows } from "../../../src/polling/shared-rows";

describe("Rows of another window", () => {
  it("are ignored if no Date can hold the time they were loaded at", () => {
    const rows = { account: "1", endpoint: "https://dmapi.joker.com", scope: "", name: "transfers", value: [] };
    assert.equal(parseRows({ ...rows, at: 1_794_500_000_000 })?.at, 1_794_500_000_000);
    for (const at of [0, -1, 8.64e15 + 1, 1e308]) assert.equal(parseRows({ ...rows, at }), undefined, `${at}`);
  });
});
