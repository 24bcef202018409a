import assert from "node:assert/strict";
import { computePhasePath } from "../../../src/transfer-panel/phase-path";
import { transferStateInfos } from "../../../src/state/transfer-states";

const statuses = (present: string, seen: readonly string[] = [], hasLeftList = false) =>
  computePhasePath(present, seen, hasLeftList).map(({ status }) => status);

describe("The path of a transfer", () => {
  it("has four phases, of which the one of the state is current", () => {
    for (const { state, detour, notification } of transferStateInfos) {
      if (detour?.isFinal === true || notification) continue;
      const path = computePhasePath(state, []);
      const [current, ...others] = path.filter(({ status }) => status === "current");
      assert.deepEqual(others, []);
      assert(
        current?.steps.some((step) => step.state === state && step.status === "present"),
        state,
      );
    }
    assert.deepEqual(statuses("FOA_BEEN_SENT"), ["done", "current", "upcoming", "upcoming"]);
    assert.deepEqual(statuses("TRANSFER_PROCESSED_SUCCESSFULLY"), ["done", "done", "done", "done"]);
  });

  it("ends with a rejection in the phase of the owner", () => {
    assert.deepEqual(statuses("FOA_NACK"), ["done", "rejected", "skipped", "skipped"]);
  });

  it("ends with a cancellation in the phase in which the transfer was, without going on", () => {
    const seen = ["PAYMENT_ACQUIRED", "FOA_BEEN_SENT", "REGISTRY_CANCELATION_PENDING"];
    const path = computePhasePath("REGISTRY_CANCELATION_PENDING", seen);
    assert.deepEqual(
      path.map(({ status }) => status),
      ["done", "canceling", "skipped", "skipped"],
    );
    assert.equal(path[1]?.steps.at(-1)?.state, "REGISTRY_CANCELATION_PENDING");
    assert.deepEqual(path[2]?.steps, []);
    assert.deepEqual(statuses("REGISTRY_CANCELATION_PENDING"), ["unclear", "unclear", "canceling", "skipped"]);
  });

  it("has no current phase once the transfer has left the list", () => {
    assert.deepEqual(statuses("FOA_BEEN_SENT", ["FOA_BEEN_SENT"], true), ["done", "last", "skipped", "skipped"]);
    const seen = ["FOA_BEEN_SENT", "REGISTRY_CANCELATION_PENDING"];
    assert.deepEqual(statuses("REGISTRY_CANCELATION_PENDING", seen, true), ["done", "last", "skipped", "skipped"]);
    assert.deepEqual(statuses("FOA_NACK", [], true), ["done", "rejected", "skipped", "skipped"]);
    assert.deepEqual(statuses("TRANSFER_PROCESSED_SUCCESSFULLY", [], true), ["done", "done", "done", "done"]);
  });

  it("has no detour that was not taken", () => {
    const steps = computePhasePath("FOA_BEEN_SENT", []).flatMap((phase) => phase.steps.map(({ state }) => state));
    for (const detour of ["PENDING_FOA_SENDING", "FOA_NACK", "REGISTRY_CANCELATION_PENDING"] as const) {
      assert(!steps.includes(detour), detour);
    }
    const seen = computePhasePath("FOA_BEEN_SENT", ["PENDING_FOA_SENDING"])[1]?.steps.map(({ state }) => state);
    assert.equal(seen?.[0], "PENDING_FOA_SENDING");
  });

  it("has no current phase in an unknown state", () => {
    assert.deepEqual(statuses("AWAITING_MOON"), ["unclear", "unclear", "unclear", "unclear"]);
  });
});
