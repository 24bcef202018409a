import assert from "node:assert/strict";
import { maxStaleIntervals } from "../../../src/polling/staleness-policy";

describe("The staleness policy", () => {
  /** The limits of a resource by whether it is visible, a request is in progress, and the user is present. */
  function limits(name: Parameters<typeof maxStaleIntervals>[0]): Record<string, number> {
    const limit = (isVisible: boolean, isPending: boolean, isUserPresent: boolean) =>
      maxStaleIntervals(name, { isVisible: () => isVisible, isPending: () => isPending, isUserPresent });
    return {
      hidden: limit(false, false, true),
      visible: limit(true, false, true),
      pending: limit(false, true, true),
      visibleAndPending: limit(true, true, true),
      visibleWhileAway: limit(true, false, false),
      pendingWhileAway: limit(false, true, false),
    };
  }

  it("polls transfers in every round", () => {
    assert.deepEqual(new Set(Object.values(limits("transfers"))), new Set([1]));
  });

  it("polls results in every round while one is pending or the view is visible", () => {
    assert.deepEqual(limits("results"), {
      hidden: 6,
      visible: 1,
      pending: 1,
      visibleAndPending: 1,
      visibleWhileAway: 1,
      pendingWhileAway: 1,
    });
  });

  it("polls the balance rarely", () => {
    assert.deepEqual(limits("account"), {
      hidden: 6,
      visible: 3,
      pending: 6,
      visibleAndPending: 3,
      visibleWhileAway: 6,
      pendingWhileAway: 6,
    });
  });

  it("polls orders only while they are visible to the user", () => {
    assert.deepEqual(limits("orders"), {
      hidden: Infinity,
      visible: 3,
      pending: Infinity,
      visibleAndPending: 3,
      visibleWhileAway: Infinity,
      pendingWhileAway: Infinity,
    });
  });
});
