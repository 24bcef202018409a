import type { Disposable } from "vscode";

/** A clock that is advanced by tests and calls what is due, in order. */
export class FakeClock {
  private calls: { readonly at: number; readonly call: () => void }[] = [];

  /** @param now epoch ms */
  constructor(public now = Date.UTC(2026, 0, 5, 9)) {}

  readonly after = (ms: number, call: () => void): Disposable => {
    const entry = { at: this.now + ms, call };
    this.calls.push(entry);
    return { dispose: () => void (this.calls = this.calls.filter((other) => other !== entry)) };
  };

  /** How many calls are scheduled. */
  get scheduledCount(): number {
    return this.calls.length;
  }

  /** Advances the clock, runs due calls and their promises. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    for (let next = this.next(end); next; next = this.next(end)) {
      this.now = Math.max(this.now, next.at);
      this.calls = this.calls.filter((other) => other !== next);
      next.call();
      await flushPromises();
    }
    this.now = end;
  }

  /** Jumps, as over the sleep of a laptop: timers stand still meanwhile. */
  jump(ms: number): void {
    this.now += ms;
    this.calls = this.calls.map(({ at, call }) => ({ at: at + ms, call }));
  }

  private next(end: number) {
    return this.calls.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** Runs pending promises that wait for no timer and no network. */
export async function flushPromises(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
