import assert from "node:assert/strict";
import { isOutdated } from "../../../src/views/outdated-rows";

const minuteMs = 60_000;

describe("Rows of a view", () => {
  const conditions = { intervalMinutes: 5, isFocused: true, intervalsPerPoll: 1 };

  for (const kind of ["ready", "loading"] as const) {
    it(`are outdated after two and a half intervals, whatever the reason: ${kind}`, () => {
      const state = { kind, value: [], at: 0 };
      assert.equal(isOutdated(state, 12 * minuteMs, conditions), false);
      assert.equal(isOutdated(state, 13 * minuteMs, conditions), true);
    });
  }

  it("may be older where they are polled less often", () => {
    const state = { kind: "ready", value: [], at: 0 } as const;
    assert.equal(isOutdated(state, 37 * minuteMs, { ...conditions, intervalsPerPoll: 3 }), false);
    assert.equal(isOutdated(state, 38 * minuteMs, { ...conditions, intervalsPerPoll: 3 }), true);
    assert.equal(isOutdated(state, 37 * minuteMs, { ...conditions, isFocused: false }), false);
    assert.equal(isOutdated(state, 38 * minuteMs, { ...conditions, isFocused: false }), true);
    assert.equal(isOutdated(state, 1e12, { ...conditions, intervalMinutes: 0 }), false);
  });

  it("are not outdated before there are any", () => {
    assert.equal(isOutdated({ kind: "idle" }, 1e12, conditions), false);
    assert.equal(isOutdated({ kind: "loading" }, 1e12, conditions), false);
  });
});
