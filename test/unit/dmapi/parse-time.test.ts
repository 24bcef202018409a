import assert from "node:assert/strict";
import { isTime, joinTimeParts, parseTime } from "../../../src/dmapi/parse-time";

describe("Times of DMAPI", () => {
  it("are read in every form that is known", () => {
    const noon = Date.UTC(2024, 2, 17, 7, 58, 14);
    for (const text of [
      "20240317075814",
      "2024-03-17 07:58:14",
      "2024-03-17T07:58:14Z",
      "2024-03-17 07:58:14 UTC",
      "2024-03-17 08:58:14 +0100",
      "2024-03-17T08:58:14+01:00",
    ])
      assert.equal(parseTime(text), noon, text);
    assert.equal(parseTime("2024-03-17"), Date.UTC(2024, 2, 17));
  });

  it("are nothing else", () => {
    for (const text of [
      "",
      "-",
      "8181810",
      "20241317075814",
      "2024-13-17",
      "12345678901234",
      "2023-02-29",
      "20240231000000",
      "2024-03-17 7:58",
      "now",
    ])
      assert.equal(isTime(text), false, text);
  });

  it("are put together again where they were split at blanks", () => {
    assert.deepEqual(joinTimeParts(["2024-03-17", "07:58:14", "+0100", "id"]), ["2024-03-17 07:58:14 +0100", "id"]);
    assert.deepEqual(joinTimeParts(["id", "2024-03-17", "07:58", "x"]), ["id", "2024-03-17 07:58", "x"]);
    assert.deepEqual(joinTimeParts(["20240317075814", "07:58", "+0100"]), ["20240317075814", "07:58", "+0100"]);
  });
});
