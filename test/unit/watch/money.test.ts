import assert from "node:assert/strict";
import { moneyWarning } from "../../../src/watch/money";
import { OncePerDay } from "../../../src/watch/once-per-day";

describe("A warning of the balance", () => {
  const balance = (available: string, pending: string) => ({ available, pending, total: "", currency: "USD" });

  it("comes below the threshold, exactly", () => {
    assert.equal(moneyWarning(balance("100.00", "0.00"), [], 100), undefined);
    assert.deepEqual(moneyWarning(balance("99.99", "0.00"), [], 100), { kind: "below", threshold: 100 });
    assert.deepEqual(moneyWarning(balance("-0.01", "0"), [], 0), { kind: "below", threshold: 0 });
  });

  it("comes when more is reserved than is left, with the transfers for which nothing is reserved yet", () => {
    const transfers = ["IN_DB", "PAYMENT_PREPARED", "PAYMENT_ACQUIRED", "FOA_BEEN_SENT"].map((state) => ({ state }));
    assert.equal(moneyWarning(balance("25.00", "25.00"), transfers, 0), undefined);
    assert.deepEqual(moneyWarning(balance("24.99", "25.00"), transfers, 0), { kind: "reserved", unpaid: 2 });
  });

  it("is told once a day for an account, by all windows that share what is remembered", () => {
    const stored = new Map<string, unknown>();
    const state = {
      keys: () => [...stored.keys()],
      get: (key: string) => stored.get(key),
      update: (key: string, value: unknown) => {
        stored.set(key, value);
        return Promise.resolve();
      },
    };
    const [monday, tuesday] = [new Date(2026, 0, 5, 9), new Date(2026, 0, 6, 0, 1)];
    const once = new OncePerDay(state as never);
    assert.equal(once.take("1", monday), true);
    assert.equal(once.take("1", monday), false);
    assert.equal(once.take("2", monday), true);
    assert.equal(new OncePerDay(state as never).take("1", monday), false);
    assert.equal(once.take("1", tuesday), true);
    assert.equal(once.take("1", tuesday), false);
  });
});
