import assert from "node:assert/strict";
import { Poller, type Pollable } from "../../../src/polling/poller";
import { FakeClock, flushPromises } from "./fake-clock";
import { FakeResource } from "./fake-resource";

/** A poller of two resources, under conditions that tests change. */
export class PollerFixture {
  readonly clock = new FakeClock();
  readonly first = new FakeResource(this.clock);
  readonly other = new FakeResource(this.clock);
  readonly conditions = {
    intervalMinutes: 5,
    isFocused: true,
    isActive: true,
    isFastPolling: false,
    isPaused: false,
    isDelegated: false,
    /** Of `other`. */
    maxStaleIntervals: 1,
  };
  /** What another window was asked to load. */
  readonly delegated: Pollable[] = [];
  readonly poller = new Poller(
    [
      { resource: this.first, maxStaleIntervals: () => 1 },
      { resource: this.other, maxStaleIntervals: () => this.conditions.maxStaleIntervals },
    ],
    {
      now: () => this.clock.now,
      schedule: this.clock.after,
      intervalMinutes: () => this.conditions.intervalMinutes,
      isFocused: () => this.conditions.isFocused,
      isActive: () => this.conditions.isActive,
      isFastPolling: () => this.conditions.isFastPolling,
      isPaused: () => this.conditions.isPaused,
      isDelegated: (resource) => {
        this.delegated.push(resource);
        return this.conditions.isDelegated;
      },
    },
  );

  async begin(): Promise<void> {
    this.poller.pollIfDue();
    await flushPromises();
    assert.equal(this.first.loads.length, 1);
  }

  /** How often `first` was loaded within so many milliseconds. */
  readonly loadsWithin = async (ms: number): Promise<number> => {
    const before = this.first.loads.length;
    await this.clock.advance(ms);
    return this.first.loads.length - before;
  };

  /** How often `first` is loaded when this is done. */
  readonly loadsAtOnce = async (action: () => unknown): Promise<number> => {
    const before = this.first.loads.length;
    await action();
    await flushPromises();
    return this.first.loads.length - before;
  };
}
