import type { Disposable } from "vscode";
import { secondMs } from "../workbench/clock";

/** Delays after an action at which the lists are refreshed, ms. */
const pollDelaysMs = [2, 5, 10, 20, 35, 60].map((seconds) => seconds * secondMs);

/** What post-action polling depends on. */
export interface PostActionPollingDependencies {
  /** Calls back once after so many milliseconds, unless disposed of before. */
  readonly schedule: (ms: number, call: () => void) => Disposable;
  /** Reloads the lists that may have changed. */
  readonly refresh: () => Promise<void>;
}

/**
 * A short series of refreshes after an action, until its effect is visible or a minute has passed. A further action
 * restarts the minute for both.
 */
export class PostActionPolling implements Disposable {
  private timer: Disposable | undefined;
  private completionPredicates: (() => boolean)[] = [];
  private attempt = 0;
  private isRefreshing = false;

  constructor(private readonly dependencies: PostActionPollingDependencies) {}

  /** @param isComplete true once the effect of the action is visible */
  start(isComplete: () => boolean): void {
    this.completionPredicates.push(isComplete);
    this.attempt = 0;
    if (!this.isRefreshing) this.scheduleNext();
  }

  /** Stops at once, for example when the account changes. */
  stop(): void {
    this.completionPredicates = [];
    this.timer?.dispose();
  }

  dispose(): void {
    this.stop();
  }

  private scheduleNext(): void {
    this.timer?.dispose();
    const [delayMs, previousDelayMs = 0] = [pollDelaysMs[this.attempt], pollDelaysMs[this.attempt - 1]];
    if (delayMs === undefined) this.stop();
    else this.timer = this.dependencies.schedule(delayMs - previousDelayMs, () => void this.refresh());
  }

  private async refresh(): Promise<void> {
    this.attempt += 1;
    this.isRefreshing = true;
    await this.dependencies.refresh();
    this.isRefreshing = false;
    this.completionPredicates = this.completionPredicates.filter((isComplete) => !isComplete());
    if (this.completionPredicates.length > 0) this.scheduleNext();
  }
}
