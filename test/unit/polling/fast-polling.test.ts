import assert from "node:assert/strict";
import type { AppState } from "../../../src/state/app-state";
import type { Resource } from "../../../src/state/resource";
import { FastPolling } from "../../../src/polling/fast-polling";
import { minuteMs } from "../../../src/workbench/clock";
import { FakeClock } from "./fake-clock";

describe("Fast polling", () => {
  let clock: FakeClock;
  let transfers: { value: { state: string }[] | undefined };
  let results: { value: { status: string }[] | undefined };
  let visible: unknown[];
  let fastPolling: FastPolling;

  beforeEach(() => {
    clock = new FakeClock();
    transfers = { value: [{ state: "FOA_BEEN_SENT" }, { state: "IN_DB" }] };
    results = { value: [{ status: "ack" }, { status: "pending" }] };
    visible = [transfers, results];
    const appState = { transfers, results } as unknown as Pick<AppState, "transfers" | "results">;
    const isVisible = (resource: Resource<unknown>) => visible.includes(resource);
    fastPolling = new FastPolling(appState, isVisible, () => clock.now);
  });

  function isActiveAfter(ms: number): boolean {
    clock.jump(ms);
    return fastPolling.isActive(clock.now);
  }

  it("is active while a visible transfer is in a state that does not last", () => {
    visible = [transfers];
    assert.equal(isActiveAfter(0), true);
    for (const state of ["FOA_BEEN_SENT", "A_STATE_OF_TOMORROW"]) {
      transfers.value = [{ state }];
      assert.equal(isActiveAfter(0), false, state);
    }
  });

  it("is active while a visible result is pending", () => {
    visible = [results];
    assert.equal(isActiveAfter(0), true);
    results.value = [{ status: "ack" }, { status: "nack" }];
    assert.equal(isActiveAfter(0), false);
  });

  it("is not active for rows that nobody sees, nor before there are any", () => {
    visible = [];
    assert.equal(isActiveAfter(0), false);
    visible = [transfers, results];
    transfers.value = undefined;
    results.value = undefined;
    assert.equal(isActiveAfter(0), false);
  });

  it("ends after ten minutes", () => {
    assert.equal(isActiveAfter(0), true);
    assert.equal(isActiveAfter(10 * minuteMs - 1), true);
    assert.equal(isActiveAfter(1), false);
    assert.equal(isActiveAfter(60 * minuteMs), false);
  });

  it("lasts ten minutes from the last change", () => {
    assert.equal(isActiveAfter(0), true);
    assert.equal(isActiveAfter(9 * minuteMs), true);
    fastPolling.start();
    assert.equal(isActiveAfter(10 * minuteMs - 1), true);
    assert.equal(isActiveAfter(1), false);
  });

  it("starts again when the view is shown again", () => {
    assert.equal(isActiveAfter(0), true);
    assert.equal(isActiveAfter(10 * minuteMs), false);
    visible = [];
    assert.equal(isActiveAfter(0), false);
    visible = [transfers];
    assert.equal(isActiveAfter(0), true);
  });

  it("does not start without a row that is expected to change", () => {
    visible = [];
    fastPolling.start();
    assert.equal(isActiveAfter(0), false);
  });
});
