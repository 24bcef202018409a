import assert from "node:assert/strict";
import { Burst } from "../../../src/watch/burst";
import { second } from "../../../src/watch/cadence";
import { expectation } from "../../../src/watch/expectation";
import { FakeClock } from "./fake-clock";

describe("A burst", () => {
  let clock: FakeClock;
  let refreshed: number[];
  let burst: Burst;

  beforeEach(() => {
    clock = new FakeClock(0);
    refreshed = [];
    burst = new Burst({
      after: clock.after,
      refresh: () => {
        refreshed.push(clock.now / second);
        return Promise.resolve();
      },
    });
  });

  it("looks several times within a minute, and no longer", async () => {
    burst.begin(() => false);
    await clock.pass(600 * second);
    assert.deepEqual(refreshed, [2, 5, 10, 20, 35, 60]);
  });

  it("ends as soon as what was waited for has happened", async () => {
    burst.begin(() => refreshed.length === 3);
    await clock.pass(600 * second);
    assert.deepEqual(refreshed, [2, 5, 10]);
  });

  it("is one burst for several actions, until the last of them has had its effect", async () => {
    burst.begin(() => refreshed.length >= 1);
    await clock.pass(1 * second);
    burst.begin(() => refreshed.length >= 4);
    await clock.pass(600 * second);
    assert.deepEqual(refreshed, [3, 6, 11, 21]);
  });

  it("ends at once when the account changes", async () => {
    burst.begin(() => false);
    await clock.pass(6 * second);
    burst.end();
    await clock.pass(600 * second);
    assert.deepEqual(refreshed, [2, 5]);
  });

  it("waits for each domain to change, and for an answer where a new request is about it", () => {
    const transfer = (state: string) => ({
      domain: "a.example",
      state,
      ownerEmail: "",
      adminEmail: "",
      fields: new Map(),
    });
    const result = (procId: string, status: string) => ({
      timeStamp: "",
      svTrId: procId,
      procId,
      requestType: "domain-transfer-control",
      object: "a.example",
      status,
      clTrId: "-",
      fields: new Map(),
    });
    const rows = { transfers: { value: [transfer("FOA_BEEN_SENT")] }, results: { value: [result("1", "pending")] } };
    const isOver = expectation(["a.example"], rows);
    assert.equal(isOver(), false);
    rows.results.value = [result("2", "pending"), result("1", "pending")];
    assert.equal(isOver(), false);
    rows.transfers.value = [transfer("REGISTRY_CANCELATION_PENDING")];
    assert.equal(isOver(), false);
    rows.results.value = [result("2", "ack"), result("1", "pending")];
    assert.equal(isOver(), true);
    assert.equal(expectation([], rows)(), false);
  });
});
