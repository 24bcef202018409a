import assert from "node:assert/strict";
import { minuteMs, secondMs } from "../../../src/workbench/clock";
import type { Poller } from "../../../src/polling/poller";
import type { FakeClock } from "./fake-clock";
import type { FakeResource } from "./fake-resource";
import { PollerFixture } from "./poller-fixture";

describe("The poller", () => {
  let fixture: PollerFixture;
  let clock: FakeClock;
  let first: FakeResource;
  let other: FakeResource;
  let conditions: PollerFixture["conditions"];
  let delegated: PollerFixture["delegated"];
  let poller: Poller;

  beforeEach(() => {
    fixture = new PollerFixture();
    ({ clock, first, other, conditions, delegated, poller } = fixture);
  });

  afterEach(() => fixture.poller.dispose());

  it("loads at once for the first time, and again after the interval", async () => {
    await fixture.begin();
    assert.equal(await fixture.loadsWithin(5 * minuteMs - 1), 0);
    assert.equal(await fixture.loadsWithin(1), 1);
    assert.equal(await fixture.loadsWithin(50 * minuteMs), 10);
  });

  it("is off at 0, and resumes at once", async () => {
    conditions.intervalMinutes = 0;
    poller.pollIfDue();
    assert.equal(await fixture.loadsWithin(24 * 60 * minuteMs), 0);
    conditions.intervalMinutes = 5;
    assert.equal(await fixture.loadsAtOnce(() => poller.pollIfDue()), 1);
  });

  it("loads resources with a longer staleness limit less often, and unlimited ones never", async () => {
    conditions.maxStaleIntervals = 6;
    await fixture.begin();
    await clock.advance(60 * minuteMs);
    assert.equal(other.loads.length, 3);
    conditions.maxStaleIntervals = Infinity;
    await clock.advance(600 * minuteMs);
    assert.equal(other.loads.length, 3);
  });

  it("polls each resource on time, whenever it was loaded", async () => {
    conditions.maxStaleIntervals = 3;
    await fixture.begin();
    const start = clock.now;
    await clock.advance(40 * secondMs);
    await other.refresh();
    poller.pollIfDue();
    await clock.advance(16 * minuteMs);
    assert.deepEqual(
      first.loads.map((time) => time - start),
      [0, 5, 10, 15].map((minutes) => minutes * minuteMs),
    );
    assert.equal(other.loads[2], start + 15 * minuteMs + 40 * secondMs);
  });

  it("is slower while the user is away, and polls at once on return", async () => {
    await fixture.begin();
    conditions.isFocused = false;
    poller.pollIfDue();
    assert.equal(await fixture.loadsWithin(60 * minuteMs), 4);
    await clock.advance(6 * minuteMs);
    conditions.isFocused = true;
    assert.equal(await fixture.loadsAtOnce(() => poller.retryOnFocus()), 1);
    assert.equal(await fixture.loadsAtOnce(() => poller.retryOnFocus()), 0);
  });

  it("treats a focused window without input for 15 minutes as idle", async () => {
    await fixture.begin();
    conditions.isActive = false;
    assert.equal(await fixture.loadsWithin(15 * minuteMs), 2);
    assert.equal(await fixture.loadsWithin(60 * minuteMs), 4);
    conditions.isActive = true;
    assert.equal(await fixture.loadsAtOnce(() => poller.retryOnFocus()), 1);
    assert.equal(await fixture.loadsWithin(60 * minuteMs), 12);
  });

  it("is never faster than the setting in fast polling, and polls fast only while the user is present", async () => {
    conditions.isFastPolling = true;
    await fixture.begin();
    assert.equal(await fixture.loadsWithin(10 * minuteMs), 10);
    conditions.isFocused = false;
    poller.pollIfDue();
    assert.equal(await fixture.loadsWithin(60 * minuteMs), 4);
  });

  it("is paused while nobody is signed in", async () => {
    conditions.isPaused = true;
    poller.pollIfDue();
    assert.equal(await fixture.loadsWithin(60 * minuteMs), 0);
    conditions.isPaused = false;
    assert.equal(await fixture.loadsAtOnce(() => poller.restart()), 1);
  });

  it("polls once within a minute after sleep, without catching up", async () => {
    await fixture.begin();
    await clock.advance(2 * minuteMs);
    clock.jump(8 * 60 * minuteMs);
    assert.equal(await fixture.loadsWithin(minuteMs), 1);
    assert.equal(await fixture.loadsWithin(4 * minuteMs), 0);
    assert.equal(other.loads.length, 2);
  });

  it("continues when the clock is set back", async () => {
    await fixture.begin();
    clock.jump(-3 * 60 * minuteMs);
    assert.equal(await fixture.loadsWithin(minuteMs), 1);
    assert.equal(await fixture.loadsWithin(50 * minuteMs), 10);
  });

  it("delegates to another window that replies", async () => {
    conditions.isDelegated = true;
    poller.pollIfDue();
    assert.equal(await fixture.loadsWithin(60 * minuteMs), 0);
    conditions.isDelegated = false;
    assert.equal(await fixture.loadsWithin(minuteMs), 1);
  });

  it("asks other windows only for what it would load itself", async () => {
    await fixture.begin();
    first.failure = { reason: "network" };
    await clock.advance(5 * minuteMs);
    delegated.length = 0;
    poller.pollIfDue();
    assert.deepEqual(delegated, [], "while it backs off");
    await clock.advance(30 * secondMs);
    assert.deepEqual(delegated, [first, other]);
    poller.dispose();
    await clock.advance(60 * minuteMs);
    poller.pollIfDue();
    assert.deepEqual(delegated, [first, other], "after its end");
  });

  it("takes over if the delegate window is closed after sleep, and polls once", async () => {
    await fixture.begin();
    conditions.isDelegated = true;
    assert.equal(await fixture.loadsWithin(20 * minuteMs), 0);
    clock.jump(8 * 60 * minuteMs);
    conditions.isDelegated = false;
    assert.equal(await fixture.loadsWithin(minuteMs), 1);
    assert.equal(await fixture.loadsWithin(4 * minuteMs), 0);
    assert.equal(await fixture.loadsWithin(minuteMs), 1);
  });

  it("stops when disposed", async () => {
    await fixture.begin();
    poller.dispose();
    poller.pollIfDue();
    assert.equal(await fixture.loadsWithin(60 * minuteMs), 0);
  });
});
