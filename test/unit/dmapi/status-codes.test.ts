import assert from "node:assert/strict";
import { findStatusCodeReason, isSessionLimit, mayBeDeadSession } from "../../../src/dmapi/status-codes";

describe("A Status-Code", () => {
  it("means the same as in EPP, and something else in a reply to a login", () => {
    const codes = [2200, 2201, 2202, 2303, 2500, 2501, 2502, 2400, 1000];
    const of = (isLogin: boolean) => codes.map((code) => findStatusCodeReason(code, isLogin));
    const none = undefined;
    assert.deepEqual(of(false), ["authentication", "permission", "permission", "not-found", "refused", "authentication", "refused", none, none]); // prettier-ignore
    assert.deepEqual(of(true), ["authentication", none, none, none, "refused", "refused", "refused", none, none]);
  });

  it("or the texts beside it say that there are too many sessions", () => {
    assert.equal(isSessionLimit(2502, []), true);
    for (const text of [
      "Too many sessions",
      "you have too many open sessions",
      "The maximum number of concurrent sessions is reached",
      "limit of 10 sessions",
      "Session limit exceeded",
      "sessions limit",
    ])
      assert.equal(isSessionLimit(2400, ["", text]), true, text);
    for (const text of [
      "",
      "session expired",
      "too many requests",
      "limitless possessions",
      `too many ${"x".repeat(41)} sessions`,
    ])
      // prettier-ignore
      assert.equal(isSessionLimit(undefined, [text]), false, text);
    assert.equal(isSessionLimit(undefined, []), false);
  });

  it("may stand for a dead session", () => {
    assert.deepEqual([2200, 2201, 2202, 2203, undefined].map(mayBeDeadSession), [false, true, true, false, false]);
  });
});
