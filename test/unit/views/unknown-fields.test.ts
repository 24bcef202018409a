import assert from "node:assert/strict";
import { listUnknownFields } from "../../../src/views/unknown-fields";

describe("The fields an item does not show yet", () => {
  it("are lines of their own, but for empty ones", () => {
    const fields = new Map([
      ["domain", "a.example"],
      ["since", "2026-01-01"],
      ["column-6", ""],
    ]);
    assert.deepEqual(listUnknownFields(fields, ["a.example"]), [["since", "2026-01-01"]]);
  });
});
