import type { Disposable, Event } from "vscode";
import { backoffMs, isGlobalFailure, isTransient, type Failure } from "./backoff";
import { idleTimeoutMs, pollIntervalMs } from "../state/poll-interval";
import { minuteMs, secondMs } from "../workbench/clock";

/** A resource the poller can refresh: the part of `Resource` it needs. */
export interface Pollable {
  readonly state: {
    readonly kind: "idle" | "loading" | "ready" | "failed";
    /** Epoch ms of the data. */
    readonly at?: number;
    readonly failure?: Failure;
  };
  readonly onDidChange: Event<unknown>;
  refresh(): Promise<void>;
}

/** A resource and how stale it may get. */
export interface PollTarget {
  readonly resource: Pollable;
  /** How many polling intervals old its data may be; Infinity when it is not polled. */
  readonly maxStaleIntervals: (isUserPresent: boolean) => number;
}

/** What the poller depends on; times are epoch ms. */
export interface PollerDependencies {
  readonly now: () => number;
  /** Calls back once after so many milliseconds, unless disposed of before. */
  readonly schedule: (ms: number, call: () => void) => Disposable;
  /** The setting `joker.refreshInterval`. */
  readonly intervalMinutes: () => number;
  readonly isFocused: () => boolean;
  /** The window was used recently. */
  readonly isActive: () => boolean;
  /** A visible row is expected to change soon. */
  readonly isFastPolling: () => boolean;
  /** No account to poll for: signed out, or the key is not available. */
  readonly isPaused: () => boolean;
  /** True when another window was asked to load it, and may still answer. */
  readonly isDelegated: (resource: Pollable) => boolean;
}

/** The longest timer: timers do not advance while a laptop sleeps, the clock does. */
const maxSleepMs = minuteMs;
/** Refocusing the window does not repeat a failed request sooner than this. */
const minFocusRetryMs = 10 * secondMs;

/** Consecutive failures, and until when (epoch ms) no request is sent because of them. */
interface Backoff {
  readonly reason: string;
  readonly failures: number;
  readonly since: number;
  readonly until: number;
}

/**
 * Refreshes resources that are too old, one after the other. The only poller. Checks whenever a condition changed
 * (`pollIfDue`), and at least once a minute.
 */
export class Poller implements Disposable {
  private timer: Disposable | undefined;
  private isPolling = false;
  private lastActiveAt: number;
  /** For all requests, and below for single resources. */
  private globalBackoff: Backoff | undefined;
  private readonly backoffs = new Map<Pollable, Backoff>();
  private readonly listeners: Disposable[];
  private isDisposed = false;

  constructor(
    private readonly targets: readonly PollTarget[],
    private readonly dependencies: PollerDependencies,
  ) {
    this.lastActiveAt = dependencies.now();
    this.listeners = targets.map(({ resource }) => resource.onDidChange(() => this.handleChange(resource)));
  }

  dispose(): void {
    this.isDisposed = true;
    this.timer?.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  /** Starts again without backoff, for example with another account. */
  restart(): void {
    this.globalBackoff = undefined;
    this.backoffs.clear();
    this.pollIfDue();
  }

  /** The window got the focus: transient failures may be gone. */
  retryOnFocus(): void {
    const backoff = this.globalBackoff;
    if (backoff && isTransient(backoff.reason) && this.elapsedMs(backoff.since) >= minFocusRetryMs)
      this.globalBackoff = undefined;
    this.pollIfDue();
  }

  /** Refreshes what is due and schedules the next check. */
  pollIfDue(): void {
    if (this.isDisposed) return;
    const { isFocused, isActive, isPaused, now } = this.dependencies;
    if (isFocused() && isActive()) this.lastActiveAt = now();
    this.scheduleNext();
    if (!this.isPolling && !isPaused()) void this.pollDue();
  }

  /** Resources that are too old, except those backing off after failures. */
  findDue(): Pollable[] {
    if (isBackingOff(this.globalBackoff, this.dependencies.now())) return [];
    return this.targets.filter((item) => this.isDue(item)).map(({ resource }) => resource);
  }

  private async pollDue(): Promise<void> {
    const dueResources = this.findDue().filter((resource) => !this.dependencies.isDelegated(resource));
    if (dueResources.length === 0) return;
    this.isPolling = true;
    for (const resource of dueResources) {
      if (this.shouldStop() || isBackingOff(this.globalBackoff, this.dependencies.now())) break;
      await resource.refresh();
      this.recordFailure(resource);
    }
    this.isPolling = false;
    this.scheduleNext();
  }

  private shouldStop(): boolean {
    return this.isDisposed || this.dependencies.isPaused();
  }

  private recordFailure(resource: Pollable): void {
    const { kind, failure } = resource.state;
    if (kind !== "failed" || !failure) return;
    const previous = isGlobalFailure(failure) ? this.globalBackoff : this.backoffs.get(resource);
    const failures = (previous?.failures ?? 0) + 1;
    const now = this.dependencies.now();
    const until = now + backoffMs(failure, failures, this.intervalMs());
    const backoff = { reason: failure.reason, failures, since: now, until };
    if (isGlobalFailure(failure)) this.globalBackoff = backoff;
    else this.backoffs.set(resource, backoff);
  }

  /** A successful load by any caller ends the backoff. */
  private handleChange(resource: Pollable): void {
    if (resource.state.kind !== "ready") return;
    const wasBackingOff = this.globalBackoff !== undefined;
    this.globalBackoff = undefined;
    this.backoffs.delete(resource);
    if (wasBackingOff) this.pollIfDue();
  }

  private isDue({ resource, maxStaleIntervals }: PollTarget): boolean {
    const { kind, at = -Infinity } = resource.state;
    const maxAgeMs = maxStaleIntervals(this.isUserPresent()) * this.intervalMs();
    if (kind === "loading" || !Number.isFinite(maxAgeMs)) return false;
    if (kind === "failed") return !isBackingOff(this.backoffs.get(resource), this.dependencies.now());
    return this.elapsedMs(at) >= maxAgeMs;
  }

  /** Milliseconds since `since`. A time in the future counts as long ago: the clock was set back. */
  private elapsedMs(since: number): number {
    const elapsedMs = this.dependencies.now() - since;
    return elapsedMs < 0 ? Infinity : elapsedMs;
  }

  /** Schedules a check for when the next resource is due, at most a minute ahead. */
  private scheduleNext(): void {
    if (this.isDisposed) return;
    const intervalMs = this.intervalMs();
    const isUserPresent = this.isUserPresent();
    const now = this.dependencies.now();
    const dueTimes = this.targets.map(
      ({ resource: { state }, maxStaleIntervals }) => (state.at ?? now) + intervalMs * maxStaleIntervals(isUserPresent),
    );
    const delaysMs = [...dueTimes, this.globalBackoff?.until ?? Infinity]
      .map((dueAt) => dueAt - now)
      .filter((ms) => ms > 0);
    this.timer?.dispose();
    this.timer = this.dependencies.schedule(Math.min(maxSleepMs, ...delaysMs), () => this.pollIfDue());
  }

  private intervalMs(): number {
    const { intervalMinutes, isFastPolling } = this.dependencies;
    return pollIntervalMs({
      intervalMinutes: intervalMinutes(),
      isUserPresent: this.isUserPresent(),
      isFastPolling: isFastPolling(),
    });
  }

  private isUserPresent(): boolean {
    return this.dependencies.isFocused() && this.elapsedMs(this.lastActiveAt) < idleTimeoutMs;
  }
}

function isBackingOff(backoff: Backoff | undefined, now: number): boolean {
  return backoff !== undefined && now < backoff.until && now >= backoff.since;
}
