import type { AppState } from "../state/app-state";
import type { Resource } from "../state/resource";
import { findStateInfo } from "../state/transfer-states";
import { minuteMs, type Clock } from "../workbench/clock";

/** Fast polling ends when nothing has changed for this long: a request may be pending for days. */
const maxFastPollingMs = 10 * minuteMs;

/** Polls faster while a visible row is expected to change soon. */
export class FastPolling {
  private fastUntil = -Infinity;
  private wasChangeExpected = false;

  constructor(
    private readonly appState: Pick<AppState, "transfers" | "results">,
    private readonly isVisible: (resource: Resource<unknown>) => boolean,
    private readonly clock: Clock,
  ) {}

  /** Starts fast polling, because something changed or may change soon. */
  start(): void {
    this.fastUntil = this.clock() + maxFastPollingMs;
  }

  /** @param now epoch ms */
  isActive(now: number): boolean {
    const isChangeExpected = this.isChangeExpected();
    if (isChangeExpected && !this.wasChangeExpected) this.start();
    this.wasChangeExpected = isChangeExpected;
    return isChangeExpected && now < this.fastUntil;
  }

  private isChangeExpected(): boolean {
    const { transfers, results } = this.appState;
    const hasShortLivedState = () => transfers.value?.some(({ state }) => findStateInfo(state)?.isShortLived) ?? false;
    const hasPendingResult = () => results.value?.some(({ status }) => status === "pending") ?? false;
    return (this.isVisible(transfers) && hasShortLivedState()) || (this.isVisible(results) && hasPendingResult());
  }
}
