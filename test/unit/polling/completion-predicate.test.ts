import assert from "node:assert/strict";
import type { Result, Transfer } from "../../../src/dmapi/model";
import { createCompletionPredicate } from "../../../src/polling/completion-predicate";

const [domain, otherDomain] = ["a.example", "b.example"];

function transfer(state: string, ofDomain = domain): Transfer {
  return { domain: ofDomain, state, ownerEmail: "", adminEmail: "", fields: new Map() };
}

function result(procId: string, status: string, object = domain): Result {
  const requestType = "domain-transfer-control";
  return { timeStamp: "", svTrId: procId, procId, requestType, object, status, clTrId: "-", fields: new Map() };
}

describe("The completion of an action on transfers", () => {
  let rows: { transfers: { value: Transfer[] | undefined }; results: { value: Result[] | undefined } };
  beforeEach(() => {
    rows = {
      transfers: { value: [transfer("FOA_BEEN_SENT"), transfer("FOA_BEEN_SENT", otherDomain)] },
      results: { value: [result("1", "ack")] },
    };
  });

  it("is another state, with or without a result", () => {
    const isComplete = createCompletionPredicate([domain], rows);
    assert.equal(isComplete(), false);
    rows.transfers.value = [transfer("FOA_ACK")];
    assert.equal(isComplete(), true);
    rows.transfers.value = [];
    assert.equal(isComplete(), true, "a transfer that is no longer listed");
  });

  it("is a result of a new request, even in the same state", () => {
    const isComplete = createCompletionPredicate([domain], rows);
    for (const status of ["ack", "nack"]) {
      rows.results.value = [result("2", status), result("1", "ack")];
      assert.equal(isComplete(), true, status);
    }
  });

  it("waits for each new request about the transfer", () => {
    const isComplete = createCompletionPredicate([domain], rows);
    rows.transfers.value = [transfer("FOA_ACK")];
    rows.results.value = [result("3", "pending"), result("2", "ack"), result("1", "ack")];
    assert.equal(isComplete(), false);
    rows.results.value = [result("3", "nack"), result("2", "ack"), result("1", "ack")];
    assert.equal(isComplete(), true);
  });

  it("does not depend on requests about another object", () => {
    const isComplete = createCompletionPredicate([domain], rows);
    rows.results.value = [result("2", "ack", otherDomain)];
    assert.equal(isComplete(), false);
    rows.results.value = [result("2", "pending", otherDomain)];
    rows.transfers.value = [transfer("FOA_ACK")];
    assert.equal(isComplete(), true);
  });

  it("waits for each transfer", () => {
    const isComplete = createCompletionPredicate([domain, otherDomain], rows);
    rows.transfers.value = [transfer("FOA_ACK"), transfer("FOA_BEEN_SENT", otherDomain)];
    assert.equal(isComplete(), false);
    rows.results.value = [result("2", "ack", otherDomain)];
    assert.equal(isComplete(), true);
  });

  it("is not seen in rows that are loaded for the first time", () => {
    rows.transfers.value = undefined;
    rows.results.value = undefined;
    const isComplete = createCompletionPredicate([domain], rows);
    assert.equal(isComplete(), false);
    rows.results.value = [result("1", "ack")];
    assert.equal(isComplete(), false);
    rows.transfers.value = [transfer("FOA_BEEN_SENT")];
    assert.equal(isComplete(), false);
  });

  it("does not occur without transfers", () => {
    assert.equal(createCompletionPredicate([], rows)(), false);
  });
});
