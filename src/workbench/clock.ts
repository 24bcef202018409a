export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
/** The latest time that a `Date` can hold, epoch ms. */
export const maxTimeMs = 8.64e15;

/** Returns the current time, epoch ms. */
export type Clock = () => number;

/** The system's time, which tests inside VS Code move. One is made in `activate` and handed to all that asks for the time. */
export class AdjustableClock {
  private offsetMs = 0;

  /** Epoch ms. */
  readonly now: Clock = () => Date.now() + this.offsetMs;

  /** Goes on from `time` (epoch ms). */
  set(time: number): void {
    this.offsetMs = time - Date.now();
  }

  /** Jumps by `ms`; back where it is negative. */
  advance(ms: number): void {
    this.offsetMs += ms;
  }

  /** Back to the system's time. */
  reset(): void {
    this.offsetMs = 0;
  }
}
