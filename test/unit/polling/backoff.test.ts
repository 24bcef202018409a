import assert from "node:assert/strict";
import fc from "fast-check";
import { backoffMs, isTransient } from "../../../src/polling/backoff";
import { minuteMs } from "../../../src/workbench/clock";

const hourMs = 60 * minuteMs;
const reasons = ["network", "proxy", "tls", "timeout", "http", "login", "permission", "refused", "invalid", "defect"];

describe("The backoff", () => {
  it("never shrinks with further failures, lasts an hour at most, and not less than the server asks for", () => {
    const failure = fc.record({ reason: fc.constantFrom(...reasons), retryAfterMs: fc.nat(2 * hourMs) });
    const interval = fc.integer({ min: 1, max: 1440 }).map((minutes) => minutes * minuteMs);
    fc.assert(
      fc.property(failure, fc.integer({ min: 1, max: 5000 }), interval, (failed, failures, intervalMs) => {
        const ms = backoffMs(failed, failures, intervalMs);
        assert(ms > 0 && ms <= hourMs);
        assert(ms >= Math.min(failed.retryAfterMs, hourMs));
        assert(ms <= backoffMs(failed, failures + 1, intervalMs));
      }),
    );
  });

  it("ends early on focus only after failures that may be gone with another network", () => {
    for (const reason of ["network", "proxy", "tls", "timeout"]) assert.equal(isTransient(reason), true, reason);
    for (const reason of ["http", "login", "authentication", "permission", "refused", "defect"])
      assert.equal(isTransient(reason), false, reason);
  });
});
