export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The time in the sandbox: a base clock plus every jump made so far. All times are epoch milliseconds. */
export class SandboxClock {
  private jumped = 0;

  constructor(private readonly base: () => number) {}

  now(): number {
    return this.base() + this.jumped;
  }

  /** Jumps by `ms`; a negative number jumps back. */
  advance(ms: number): void {
    this.jumped += ms;
  }
}

/** The same moment three calendar years earlier: how far orders stay visible. */
export function threeYearsBefore(time: number): number {
  const date = new Date(time);
  date.setUTCFullYear(date.getUTCFullYear() - 3);
  return date.getTime();
}

/** `2024-03-17T07:58:14Z`, as in the order list. */
export function isoSecond(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** `20240317075814`, as in the result list (UTC). */
export function compactSecond(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace(/[-:T]/g, "");
}

/** `2024-03-17 07:58:14 +0000`, as in the login reply. */
export function spacedSecond(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} +0000`;
}
