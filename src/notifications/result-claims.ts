import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Disposable } from "vscode";
import * as z from "zod/mini";
import type { Clock } from "../workbench/clock";
import type { WindowCoordinator } from "../ipc/window-coordinator";
import type { NotificationItem } from "./notification-deduper";

const claimMessageSchema = z.object({
  key: z.string(),
  isHeld: z.boolean(),
  /** When several windows want to notify at the same time, the one with the smallest value does. */
  claim: z.optional(z.string()),
});

/** How long a notification is remembered: as long as a list may take to report the same result, ms. */
const claimTtlMs = 10 * 60_000;
/** How long a window waits for another window that is about to show the same notification, ms. */
const tieBreakDelayMs = 250;

/** The claim on a result a command waits for, until one of these is called. */
export interface ResultClaim {
  /** True when this window may show the notification; false when another window did or is about to. */
  acquireNotification(): Promise<boolean>;
  /** Gives up the claim; the result may be notified about again. */
  release(): void;
}

/** Results that a window waits for. The waiting command shows them, so they are not notified about otherwise. */
export class ResultClaims implements Disposable {
  /** Key to expiry (epoch ms). */
  private readonly claimedUntil = new Map<string, number>();
  private readonly notifiedUntil = new Map<string, number>();
  private readonly tieBreakers = new Map<string, string>();
  private readonly listener: Disposable;

  constructor(
    private readonly windows: Pick<WindowCoordinator, "send" | "on">,
    private readonly clock: Clock,
  ) {
    this.listener = windows.on("watch.held", (message) => this.handleMessage(message));
  }

  dispose(): void {
    this.listener.dispose();
  }

  /** @param accountId an account record's id */
  claim(accountId: string, procId: string): ResultClaim {
    const key = claimKey(accountId, procId);
    this.setClaimedUntil(key, Infinity);
    return { acquireNotification: () => this.acquireNotification(key), release: () => this.setClaimedUntil(key, 0) };
  }

  /** The items that no window has claimed. */
  filterUnclaimed(accountId: string, items: readonly NotificationItem[]): NotificationItem[] {
    const now = this.clock();
    return items.filter(({ procId }) => {
      return procId === undefined || (this.claimedUntil.get(claimKey(accountId, procId)) ?? 0) < now;
    });
  }

  private setClaimedUntil(key: string, until: number): void {
    this.setExpiry(this.claimedUntil, key, until);
    this.windows.send("watch.held", { key, isHeld: until > 0 });
  }

  private async acquireNotification(key: string): Promise<boolean> {
    const until = this.clock() + claimTtlMs;
    const wasNotified = (this.notifiedUntil.get(key) ?? 0) >= this.clock();
    this.setExpiry(this.claimedUntil, key, until);
    this.setExpiry(this.notifiedUntil, key, until);
    if (wasNotified) return false;
    const tieBreaker = randomUUID();
    this.tieBreakers.set(key, tieBreaker);
    this.windows.send("watch.held", { key, isHeld: true, claim: tieBreaker });
    await sleep(tieBreakDelayMs);
    return this.tieBreakers.get(key) === tieBreaker && this.tieBreakers.delete(key);
  }

  private handleMessage(message: unknown): void {
    const parsed = claimMessageSchema.safeParse(message);
    if (!parsed.success) return;
    const { key, isHeld, claim: tieBreaker } = parsed.data;
    // Expires by itself in case the other window is closed.
    const until = isHeld ? this.clock() + claimTtlMs : 0;
    this.setExpiry(this.claimedUntil, key, until);
    if (tieBreaker === undefined) return;
    this.setExpiry(this.notifiedUntil, key, until);
    if (tieBreaker < (this.tieBreakers.get(key) ?? "")) this.tieBreakers.delete(key);
  }

  private setExpiry(expiries: Map<string, number>, key: string, until: number): void {
    const now = this.clock();
    for (const [expiredKey, expiresAt] of expiries) if (expiresAt < now) expiries.delete(expiredKey);
    if (until > 0) expiries.set(key, until);
    else expiries.delete(key);
  }
}

function claimKey(accountId: string, procId: string): string {
  return JSON.stringify([accountId, procId]);
}
