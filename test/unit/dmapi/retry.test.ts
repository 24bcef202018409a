import assert from "node:assert/strict";
import { backoffMs } from "../../../src/polling/backoff";
import { DmapiError } from "../../../src/dmapi/errors";
import { getRetryDelayMs, parseRetryAfterMs, sleep } from "../../../src/dmapi/retry";

const busy = (retryAfter?: string) => new DmapiError("http", "busy", { request: "x", httpStatus: 503, retryAfter });

describe("The pause before a request is sent again", () => {
  it("has jitter", () => {
    const between = (attempt: number) => [0, 0.5, 1].map((chance) => getRetryDelayMs(attempt, busy(), () => chance));
    assert.deepEqual(between(2), [150, 225, 300]);
    assert.deepEqual(between(3), [300, 450, 600]);
  });

  it("ignores a Retry-After that is neither seconds nor a date", () => {
    for (const header of ["1.5", "-1", "", "soon", "soon 1", "Mon 1"]) {
      assert.equal(
        getRetryDelayMs(2, busy(header), () => 1),
        300,
        header,
      );
    }
    assert.equal(getRetryDelayMs(2, busy("2")), 2000);
    assert.equal(getRetryDelayMs(2, busy("Mon, 01 Jan 2001 00:00:00 GMT")), 0);
    const inSeconds = (count: number) => busy(new Date(now + count * 1000).toUTCString());
    const now = Date.UTC(2026, 11, 31, 23, 59, 50);
    assert.equal(getRetryDelayMs(2, inSeconds(15), Math.random, now), 15_000);
    assert.equal(getRetryDelayMs(2, inSeconds(16), Math.random, now), undefined);
  });

  it("is never longer than an hour, whatever a server asks for", () => {
    for (const header of ["31536000", "9".repeat(400), "Fri, 01 Jan 2100 00:00:00 GMT"]) {
      assert.equal(parseRetryAfterMs(header, Date.UTC(2026, 0, 1)), 3_600_000, header);
      assert.equal(backoffMs({ reason: "http", retryAfterMs: Infinity }, 1, 60_000), 3_600_000);
    }
    for (const reason of ["refused", "http", "permission", "malformed", "invalid", "defect"])
      assert(backoffMs({ reason }, 30, 60_000) <= 3_600_000, reason);
  });

  it("ends when it is canceled, in an error that names the request", async () => {
    const abort = new AbortController();
    const pause = sleep(60_000, abort.signal, "result-list");
    abort.abort();
    const canceled = { name: "DmapiError", reason: "canceled", request: "result-list" };
    await assert.rejects(pause, canceled);
    await assert.rejects(sleep(60_000, AbortSignal.abort(), "result-list"), canceled);
  });
});
