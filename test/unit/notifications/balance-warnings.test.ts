import assert from "node:assert/strict";
import { findBalanceWarnings } from "../../../src/notifications/balance-warnings";
import { DailyThrottle } from "../../../src/notifications/daily-throttle";

describe("A warning of the balance", () => {
  const balance = (available: string, pending: string) => ({ available, pending, total: "", currency: "USD" });

  it("comes below the threshold, exactly", () => {
    assert.deepEqual(findBalanceWarnings(balance("100.00", "0.00"), [], 100), []);
    assert.deepEqual(findBalanceWarnings(balance("99.99", "0.00"), [], 100), [{ kind: "below", threshold: 100 }]);
    assert.deepEqual(findBalanceWarnings(balance("-0.01", "0"), [], 0), [{ kind: "below", threshold: 0 }]);
  });

  it("comes when more is reserved than is left, with the transfers for which nothing is reserved yet", () => {
    const transfers = ["IN_DB", "PAYMENT_PREPARED", "PAYMENT_ACQUIRED", "FOA_BEEN_SENT"].map((state) => ({ state }));
    assert.deepEqual(findBalanceWarnings(balance("25.00", "25.00"), transfers, 0), []);
    assert.deepEqual(findBalanceWarnings(balance("24.99", "25.00"), transfers, 0), [{ kind: "reserved", unpaid: 2 }]);
  });

  it("is both where both are true, so that neither hides the other", () => {
    const kinds = findBalanceWarnings(balance("24.99", "25.00"), [], 100).map(({ kind }) => kind);
    assert.deepEqual(kinds, ["below", "reserved"]);
  });

  it("may be shown again once it is reset, and only that one", async () => {
    const state = remembering();
    const [once, day] = [new DailyThrottle(state), new Date(2026, 0, 5)];
    for (const what of ["1", "2", "3"]) once.tryAcquire(what, day);
    await once.forget(["1", "2"]);
    assert.deepEqual(
      ["1", "2", "3"].map((what) => once.tryAcquire(what, day)),
      [true, true, false],
    );
  });

  it("is shown once a day per account, over all windows with a common store", () => {
    const state = remembering();
    const [monday, tuesday] = [new Date(2026, 0, 5, 9), new Date(2026, 0, 6, 0, 1)];
    const once = new DailyThrottle(state);
    assert.equal(once.tryAcquire("1", monday), true);
    assert.equal(once.tryAcquire("1", monday), false);
    assert.equal(once.tryAcquire("2", monday), true);
    assert.equal(new DailyThrottle(state).tryAcquire("1", monday), false);
    assert.equal(once.tryAcquire("1", tuesday), true);
    assert.equal(once.tryAcquire("1", tuesday), false);
  });
});

function remembering(): never {
  const stored = new Map<string, unknown>();
  const state = {
    keys: () => [...stored.keys()],
    get: (key: string) => stored.get(key),
    update: (key: string, value: unknown) => {
      stored.set(key, value);
      return Promise.resolve();
    },
  };
  return state as never;
}
