import assert from "node:assert/strict";
import { computeProgressSteps, type StepStatus } from "../../../src/transfer-panel/progress-steps";
import { transferStates } from "../../../src/state/transfer-states";

function places(present: string, seen: readonly string[] = [], isRemoved = false): Record<string, StepStatus> {
  return Object.fromEntries(
    computeProgressSteps(present, seen, isRemoved).map(({ state, status: place }) => [state, place]),
  );
}

function having(place: StepStatus, ways: Record<string, StepStatus>): string[] {
  return Object.keys(ways).filter((state) => ways[state] === place);
}

describe("The progress steps of a transfer", () => {
  it("have the thirteen states in order, with only the current one marked", () => {
    for (const present of transferStates) {
      const way = computeProgressSteps(present, []);
      assert.deepEqual(
        way.map(({ state }) => state),
        transferStates,
      );
      const ways = places(present);
      assert.deepEqual([...having("present", ways), ...having("rejected", ways)], [present]);
    }
  });

  it("include three side states", () => {
    const aside = computeProgressSteps("IN_DB", []).filter((step) => step.isDetour);
    assert.deepEqual(
      aside.map(({ state }) => state),
      ["PENDING_FOA_SENDING", "FOA_NACK", "REGISTRY_CANCELATION_PENDING"],
    );
  });

  it("have the main path completed while waiting for the registrar, and canceling as an option", () => {
    const ways = places("REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    assert.deepEqual(having("passed", ways), [
      "IN_DB",
      "PAYMENT_PREPARED",
      "PAYMENT_ACQUIRED",
      "FOA_BEEN_SENT",
      "FOA_ACK",
      "REGISTRY_REQUEST_SENT",
    ]);
    assert.deepEqual(having("off", ways), ["PENDING_FOA_SENDING", "FOA_NACK"]);
    assert.deepEqual(having("possible", ways), ["REGISTRY_CANCELATION_PENDING"]);
  });

  it("mark a detour as passed only if it was observed", () => {
    assert.equal(places("FOA_BEEN_SENT")["PENDING_FOA_SENDING"], "off");
    assert.equal(places("FOA_BEEN_SENT", ["PENDING_FOA_SENDING"])["PENDING_FOA_SENDING"], "passed");
    const ways = places("PENDING_FOA_SENDING");
    assert.deepEqual(having("passed", ways), ["IN_DB", "PAYMENT_PREPARED", "PAYMENT_ACQUIRED"]);
    assert.equal(ways["FOA_BEEN_SENT"], "ahead");
  });

  it("end with a rejection, after the FOA was sent", () => {
    const ways = places("FOA_NACK");
    assert.equal(ways["FOA_BEEN_SENT"], "passed");
    assert.deepEqual(having("ahead", ways), []);
    assert.equal(ways["FOA_ACK"], "off");
  });

  it("end with a cancellation, after the observed steps only", () => {
    const unseen = places("REGISTRY_CANCELATION_PENDING");
    assert.deepEqual([having("passed", unseen), having("ahead", unseen)], [[], []]);
    const seen = places("REGISTRY_CANCELATION_PENDING", ["FOA_BEEN_SENT", "REGISTRY_CANCELATION_PENDING"]);
    assert.deepEqual(having("passed", seen), ["IN_DB", "PAYMENT_PREPARED", "PAYMENT_ACQUIRED"]);
    assert.deepEqual(having("canceled", seen), ["FOA_BEEN_SENT"], "the owner has not answered");
  });

  it("keep the observed steps of a removed transfer, with none current or upcoming", () => {
    const ways = places("FOA_ACK", ["FOA_BEEN_SENT", "FOA_ACK"], true);
    assert.deepEqual([having("present", ways), having("ahead", ways), having("possible", ways)], [[], [], []]);
    assert.deepEqual([ways["FOA_BEEN_SENT"], ways["FOA_ACK"]], ["passed", "last"], "nothing says that it succeeded");
    assert.equal(places("TRANSFER_PROCESSED_SUCCESSFULLY", [], true)["TRANSFER_PROCESSED_SUCCESSFULLY"], "passed");
    for (const hasLeft of [false, true]) assert.equal(places("FOA_NACK", [], hasLeft)["FOA_NACK"], "rejected");
  });

  it("mark none as current for an unknown state", () => {
    const ways = places("AWAITING_MOON", ["FOA_ACK"]);
    assert.deepEqual(having("present", ways), []);
    assert.equal(ways["FOA_ACK"], "passed");
    assert.equal(ways["REGISTRY_REQUEST_SENT"], "unclear");
    assert.equal(ways["FOA_NACK"], "unclear");
    assert.equal(places("AWAITING_MOON", ["FOA_ACK"], true)["REGISTRY_REQUEST_SENT"], "off");
  });
});
