export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The sandbox clock: a base clock plus an adjustable offset. All times are epoch ms. */
export class SandboxClock {
  private offsetMs = 0;

  constructor(private readonly base: () => number) {}

  now(): number {
    return this.base() + this.offsetMs;
  }

  /** Moves the clock by `ms`, back if negative. */
  advance(ms: number): void {
    this.offsetMs += ms;
  }
}

/** The same time three calendar years earlier, the oldest time of visible orders. */
export function subtractThreeYears(time: number): number {
  const date = new Date(time);
  date.setUTCFullYear(date.getUTCFullYear() - 3);
  return date.getTime();
}

/** `2024-03-17T07:58:14Z`, as in the order list. */
export function formatIsoTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** `20240317075814`, as in the result list (UTC). */
export function formatCompactTime(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace(/[-:T]/g, "");
}

/** `2024-03-17 07:58:14 +0000`, as in the login reply. */
export function formatSpacedTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} +0000`;
}
