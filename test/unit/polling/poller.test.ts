import assert from "node:assert/strict";
import { minuteMs, secondMs } from "../../../src/workbench/clock";
import { Poller, type Pollable, type PollerDependencies } from "../../../src/polling/poller";
import { Emitter } from "../../../src/ipc/emitter";
import { FakeClock, flushPromises } from "./fake-clock";

type Outcome = { reason: string; retryAfterMs?: number } | undefined;

/** A resource whose loads are counted, and fail when told so. */
class FakeResource implements Pollable {
  private readonly changed = new Emitter<unknown>((error) => {
    throw error;
  });
  readonly onDidChange = this.changed.event;
  state: Pollable["state"] = { kind: "idle" };
  readonly loads: number[] = [];
  failure: Outcome;

  constructor(private readonly clock: FakeClock) {}

  refresh(): Promise<void> {
    this.loads.push(this.clock.now);
    const { at } = this.state;
    this.become(
      this.failure
        ? { kind: "failed", failure: this.failure, ...(at !== undefined && { at }) }
        : { kind: "ready", at: this.clock.now },
    );
    return Promise.resolve();
  }

  private become(state: Pollable["state"]): void {
    this.state = state;
    this.changed.fire(state);
  }
}

describe("The poller", () => {
  let clock: FakeClock;
  let first: FakeResource;
  let other: FakeResource;
  let is: { focused: boolean; active: boolean; hurried: boolean; quiet: boolean; minutes: number; delegated: boolean };
  let poller: Poller;
  let maxStaleIntervals: number;

  beforeEach(() => {
    clock = new FakeClock();
    first = new FakeResource(clock);
    other = new FakeResource(clock);
    is = { focused: true, active: true, hurried: false, quiet: false, minutes: 5, delegated: false };
    maxStaleIntervals = 1;
    const around: PollerDependencies = {
      now: () => clock.now,
      schedule: clock.after,
      intervalMinutes: () => is.minutes,
      isFocused: () => is.focused,
      isActive: () => is.active,
      isFastPolling: () => is.hurried,
      isPaused: () => is.quiet,
      isDelegated: () => is.delegated,
    };
    const watched = [
      { resource: first, maxStaleIntervals: () => 1 },
      { resource: other, maxStaleIntervals: () => maxStaleIntervals },
    ];
    poller = new Poller(watched, around);
  });

  afterEach(() => poller.dispose());

  async function begin(): Promise<void> {
    poller.pollIfDue();
    await flushPromises();
    assert.equal(first.loads.length, 1);
  }

  /** How often `first` was loaded within so many milliseconds. */
  async function loadsWithin(ms: number): Promise<number> {
    const before = first.loads.length;
    await clock.advance(ms);
    return first.loads.length - before;
  }

  /** How often `first` is loaded when this is done. */
  async function loadsAtOnce(action: () => unknown): Promise<number> {
    const before = first.loads.length;
    await action();
    await flushPromises();
    return first.loads.length - before;
  }

  it("loads at once for the first time, and again after the interval", async () => {
    await begin();
    assert.equal(await loadsWithin(5 * minuteMs - 1), 0);
    assert.equal(await loadsWithin(1), 1);
    assert.equal(await loadsWithin(50 * minuteMs), 10);
  });

  it("is off at 0, and resumes at once", async () => {
    is.minutes = 0;
    poller.pollIfDue();
    assert.equal(await loadsWithin(24 * 60 * minuteMs), 0);
    is.minutes = 5;
    assert.equal(await loadsAtOnce(() => poller.pollIfDue()), 1);
  });

  it("loads resources with a longer staleness limit less often, and unlimited ones never", async () => {
    maxStaleIntervals = 6;
    await begin();
    await clock.advance(60 * minuteMs);
    assert.equal(other.loads.length, 3);
    maxStaleIntervals = Infinity;
    await clock.advance(600 * minuteMs);
    assert.equal(other.loads.length, 3);
  });

  it("is slower while the user is away, and polls at once on return", async () => {
    await begin();
    is.focused = false;
    poller.pollIfDue();
    assert.equal(await loadsWithin(60 * minuteMs), 4);
    await clock.advance(6 * minuteMs);
    is.focused = true;
    assert.equal(await loadsAtOnce(() => poller.retryOnFocus()), 1);
    assert.equal(await loadsAtOnce(() => poller.retryOnFocus()), 0);
  });

  it("treats a focused window without input for 15 minutes as idle", async () => {
    await begin();
    is.active = false;
    assert.equal(await loadsWithin(15 * minuteMs), 2);
    assert.equal(await loadsWithin(60 * minuteMs), 4);
    is.active = true;
    poller.retryOnFocus();
    assert.equal(await loadsWithin(60 * minuteMs), 12);
  });

  it("is never faster than the setting in fast polling, and polls fast only while the user is present", async () => {
    is.hurried = true;
    await begin();
    assert.equal(await loadsWithin(10 * minuteMs), 10);
    is.focused = false;
    poller.pollIfDue();
    assert.equal(await loadsWithin(60 * minuteMs), 4);
  });

  it("is paused while nobody is signed in", async () => {
    is.quiet = true;
    poller.pollIfDue();
    assert.equal(await loadsWithin(60 * minuteMs), 0);
    is.quiet = false;
    assert.equal(await loadsAtOnce(() => poller.restart()), 1);
  });

  it("polls once within a minute after sleep, without catching up", async () => {
    await begin();
    await clock.advance(2 * minuteMs);
    clock.jump(8 * 60 * minuteMs);
    assert.equal(await loadsWithin(minuteMs), 1);
    assert.equal(await loadsWithin(4 * minuteMs), 0);
    assert.equal(other.loads.length, 2);
  });

  it("continues when the clock is set back", async () => {
    await begin();
    clock.jump(-3 * 60 * minuteMs);
    assert.equal(await loadsWithin(minuteMs), 1);
    assert.equal(await loadsWithin(50 * minuteMs), 10);
  });

  it("backs off after each failure, polls one resource meanwhile, and recovers after a success", async () => {
    await begin();
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
    assert.equal(await loadsWithin(50 * minuteMs), 10);
    assert(other.loads.length >= others + 10);
  });

  it("retries at once when the user returns after being offline", async () => {
    await begin();
    first.failure = { reason: "network" };
    await clock.advance(3 * 60 * minuteMs);
    first.failure = undefined;
    assert.equal(await loadsAtOnce(() => poller.retryOnFocus()), 1);
  });

  it("is not sped up by focus changes while offline", async () => {
    await begin();
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
    await begin();
    first.failure = { reason: "http", retryAfterMs: 50 * minuteMs };
    assert.equal(await loadsWithin(5 * minuteMs), 1);
    poller.retryOnFocus();
    assert.equal(await loadsWithin(50 * minuteMs - 1), 0);
    assert.equal(await loadsWithin(2 * minuteMs), 1);
  });

  it("waits at most an hour, whatever Retry-After says", async () => {
    await begin();
    first.failure = { reason: "http", retryAfterMs: 90 * minuteMs };
    assert.equal(await loadsWithin(5 * minuteMs), 1);
    assert.equal(await loadsWithin(61 * minuteMs), 1);
  });

  it("does not poll with refused credentials until a success or new credentials", async () => {
    await begin();
    first.failure = { reason: "authentication" };
    assert.equal(await loadsWithin(24 * 60 * minuteMs), 1);
    poller.retryOnFocus();
    assert.equal(await loadsWithin(60 * minuteMs), 0);
    first.failure = undefined;
    await first.refresh();
    assert.equal(await loadsWithin(50 * minuteMs), 10);
    first.failure = { reason: "authentication" };
    await clock.advance(10 * minuteMs);
    first.failure = undefined;
    assert.equal(await loadsAtOnce(() => poller.restart()), 1);
  });

  it("continues with the other resources if one is not permitted", async () => {
    await begin();
    first.failure = { reason: "permission" };
    const others = other.loads.length;
    assert.equal(await loadsWithin(50 * minuteMs), 1);
    assert.equal(other.loads.length, others + 10);
  });

  it("delegates to another window that replies", async () => {
    is.delegated = true;
    poller.pollIfDue();
    assert.equal(await loadsWithin(60 * minuteMs), 0);
    is.delegated = false;
    assert.equal(await loadsWithin(minuteMs), 1);
  });

  it("takes over if the delegate window is closed after sleep, and polls once", async () => {
    await begin();
    is.delegated = true;
    assert.equal(await loadsWithin(20 * minuteMs), 0);
    clock.jump(8 * 60 * minuteMs);
    is.delegated = false;
    assert.equal(await loadsWithin(minuteMs), 1);
    assert.equal(await loadsWithin(4 * minuteMs), 0);
    assert.equal(await loadsWithin(minuteMs), 1);
  });

  it("stops when disposed", async () => {
    await begin();
    poller.dispose();
    poller.pollIfDue();
    assert.equal(await loadsWithin(60 * minuteMs), 0);
  });
});
