import assert from "node:assert/strict";
import { minuteMs, secondMs } from "../../../src/workbench/clock";
import type { Poller } from "../../../src/polling/poller";
import { type FakeClock, flushPromises } from "./fake-clock";
import type { FakeResource } from "./fake-resource";
import { PollerFixture } from "./poller-fixture";

describe("The poller, after a failure,", () => {
  let fixture: PollerFixture;
  let clock: FakeClock;
  let first: FakeResource;
  let other: FakeResource;
  let poller: Poller;

  beforeEach(() => {
    fixture = new PollerFixture();
    ({ clock, first, other, poller } = fixture);
  });

  afterEach(() => fixture.poller.dispose());

  it("backs off longer each time, polls one resource meanwhile, and recovers after a success", async () => {
    await fixture.begin();
    first.failure = { reason: "network" };
    const others = other.loads.length;
    const before = first.loads.length;
    await clock.advance(3 * 60 * minuteMs);
    const times = first.loads.slice(before);
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    assert.deepEqual(pauses, [30 * secondMs, ...[1, 2, 4, 8, 16, 32, 60].map((minutes) => minutes * minuteMs)]);
    assert.equal(other.loads.length, others);
    first.failure = undefined;
    await clock.advance(60 * minuteMs);
    assert.equal(await fixture.loadsWithin(50 * minuteMs), 10);
    assert(other.loads.length >= others + 10);
  });

  it("retries at once when the user returns after being offline", async () => {
    await fixture.begin();
    first.failure = { reason: "network" };
    await clock.advance(3 * 60 * minuteMs);
    first.failure = undefined;
    assert.equal(await fixture.loadsAtOnce(() => poller.retryOnFocus()), 1);
  });

  it("does not retry on focus within ten seconds", async () => {
    await fixture.begin();
    first.failure = { reason: "network" };
    await clock.advance(5 * minuteMs);
    await clock.advance(10 * secondMs - 1);
    assert.equal(await fixture.loadsAtOnce(() => poller.retryOnFocus()), 0);
    await clock.advance(1);
    assert.equal(await fixture.loadsAtOnce(() => poller.retryOnFocus()), 1);
  });

  it("is not sped up by focus changes while offline", async () => {
    await fixture.begin();
    first.failure = { reason: "network" };
    await clock.advance(20 * minuteMs);
    const before = first.loads.length;
    for (let turn = 0; turn < 50; turn += 1) {
      poller.retryOnFocus();
      await flushPromises();
    }
    assert(first.loads.length <= before + 1);
  });

  it("respects Retry-After", async () => {
    await fixture.begin();
    first.failure = { reason: "http", retryAfterMs: 50 * minuteMs };
    assert.equal(await fixture.loadsWithin(5 * minuteMs), 1);
    poller.retryOnFocus();
    assert.equal(await fixture.loadsWithin(50 * minuteMs - 1), 0);
    assert.equal(await fixture.loadsWithin(2 * minuteMs), 1);
  });

  it("waits at most an hour, whatever Retry-After says", async () => {
    await fixture.begin();
    first.failure = { reason: "http", retryAfterMs: 90 * minuteMs };
    assert.equal(await fixture.loadsWithin(5 * minuteMs), 1);
    assert.equal(await fixture.loadsWithin(61 * minuteMs), 1);
  });

  it("does not poll with refused credentials until a success or new credentials", async () => {
    await fixture.begin();
    first.failure = { reason: "authentication" };
    assert.equal(await fixture.loadsWithin(24 * 60 * minuteMs), 1);
    poller.retryOnFocus();
    assert.equal(await fixture.loadsWithin(60 * minuteMs), 0);
    first.failure = undefined;
    await first.refresh();
    assert.equal(await fixture.loadsWithin(50 * minuteMs), 10);
    first.failure = { reason: "authentication" };
    await clock.advance(10 * minuteMs);
    first.failure = undefined;
    assert.equal(await fixture.loadsAtOnce(() => poller.restart()), 1);
  });

  it("continues with the other resources if one is not permitted", async () => {
    await fixture.begin();
    first.failure = { reason: "permission" };
    const others = other.loads.length;
    assert.equal(await fixture.loadsWithin(50 * minuteMs), 1);
    assert.equal(other.loads.length, others + 10);
  });

  it("resumes at once after a success of another caller", async () => {
    await fixture.begin();
    first.failure = { reason: "network" };
    assert.equal(await fixture.loadsWithin(5 * minuteMs), 1);
    first.failure = undefined;
    assert.equal(await fixture.loadsAtOnce(() => other.refresh()), 1);
  });

  it("counts failures from the last success", async () => {
    await fixture.begin();
    const start = clock.now;
    first.failure = { reason: "refused" };
    await clock.advance(15 * minuteMs);
    first.failure = undefined;
    await clock.advance(5 * minuteMs);
    first.failure = { reason: "refused" };
    await clock.advance(15 * minuteMs);
    const minutes = first.loads.map((time) => (time - start) / minuteMs);
    assert.deepEqual(minutes, [0, 5, 10, 20, 25, 30]);
  });

  it("retries all resources at once with another account", async () => {
    await fixture.begin();
    first.failure = { reason: "permission" };
    await clock.advance(5 * minuteMs);
    assert.equal(await fixture.loadsAtOnce(() => poller.restart()), 1);
  });

  it("retries within a minute when the clock is set back during a backoff", async () => {
    await fixture.begin();
    first.failure = { reason: "authentication" };
    await clock.advance(5 * minuteMs);
    clock.jump(-3 * 60 * minuteMs);
    assert.equal(await fixture.loadsWithin(minuteMs), 1);
  });
});
