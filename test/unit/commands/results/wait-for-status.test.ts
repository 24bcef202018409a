import assert from "node:assert/strict";
import type { ErrorDescription } from "../../../../src/accounts/error-messages";
import { maxAttempts, waitForStatus } from "../../../../src/commands/results/wait-for-status";
import { DmapiError, type DmapiErrorReason } from "../../../../src/dmapi/errors";

function explain(error: unknown): ErrorDescription {
  const { reason, message } = error as DmapiError;
  return { reason, message, shortMessage: "" };
}

/** A server that answers with these one after the other; an error is thrown, the last one stays. */
function wait(...answers: string[]) {
  const pauses: number[] = [];
  let requestCount = 0;
  const ask = () => {
    const answer = answers[Math.min(requestCount, answers.length - 1)] ?? "";
    requestCount += 1;
    const isStatus = ["ack", "nack", "?", "ACK", "pending"].includes(answer);
    if (isStatus) return Promise.resolve(answer);
    return Promise.reject(new DmapiError(answer as DmapiErrorReason, "no", { request: "result-retrieve" }));
  };
  const pause = (ms: number) => (pauses.push(ms), Promise.resolve());
  return { question: { fetchStatus: ask, explain, delay: pause }, pauses, requestCount: () => requestCount };
}

describe("Waiting for the status of a request", () => {
  it("polls until there is one, with growing delays", async () => {
    const { question, pauses } = wait("?", "?", "pending", "ACK");
    assert.equal(await waitForStatus(question), "ack");
    assert.deepEqual(pauses, [2000, 4000, 8000]);
  });

  it("retries after transient failures, and stops after others", async () => {
    assert.equal(await waitForStatus(wait("network", "timeout", "http", "nack").question), "nack");
    for (const reason of ["authentication", "not-found", "permission", "refused", "canceled"] as const) {
      const { question, requestCount } = wait("?", reason);
      await assert.rejects(waitForStatus(question), { reason });
      assert.equal(requestCount(), 2);
    }
  });

  it("stops after a day", async () => {
    const { question, requestCount, pauses } = wait("?");
    assert.equal(await waitForStatus(question), undefined);
    assert.equal(requestCount(), maxAttempts);
    const hours = pauses.reduce((sum, ms) => sum + ms, 0) / 3_600_000;
    assert(hours > 23 && hours < 26, `${hours} hours`);
  });
});
