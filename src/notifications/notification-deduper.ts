import * as z from "zod/mini";
import { notificationKinds, type NotificationKind } from "../workbench/notification-kinds";

const boundedText = z.string().check(z.maxLength(1000));

const notificationItemSchema = z.object({
  kind: z.enum(notificationKinds),
  /** The domain or other object; for a balance, the text of the warning. */
  subject: boundedText,
  /** The current or last known state of a transfer; the type of a request. */
  detail: boundedText,
  procId: z.optional(boundedText),
  svTrId: z.optional(boundedText),
});

/** One change to notify about. */
export type NotificationItem = z.infer<typeof notificationItemSchema>;

export const notificationBatchSchema = z.object({
  /** Identifies the batch, so that a window can report that it has shown it. */
  id: boundedText,
  account: z.object({ id: boundedText, name: boundedText }),
  items: z.array(notificationItemSchema).check(z.maxLength(20_000)),
  /** True when the window that detected the changes has shown it. */
  isShown: z.boolean(),
});

/** Changes of an account, as one window sends them to the others. */
export type NotificationBatch = z.infer<typeof notificationBatchSchema>;

/** How long notifications are remembered: as long as two windows may take to detect the same change, ms. */
const rememberMs = 10 * 60_000;

/** Remembers recent notifications of all windows, so that none is shown twice. */
export class NotificationDeduper {
  private readonly notifiedAt = new Map<string, number>();

  /** The items no window has notified about yet; they count as notified from `now` on (epoch ms). */
  takeNew(accountId: string, items: readonly NotificationItem[], now: number): NotificationItem[] {
    this.prune(now);
    return items.filter((item) => {
      const key = itemKey(accountId, item);
      const isNew = !this.notifiedAt.has(key);
      this.notifiedAt.set(key, now);
      return isNew;
    });
  }

  /** Forgets the notifications of an account. */
  forgetAccount(accountId: string): void {
    for (const key of this.notifiedAt.keys())
      if (key.startsWith(`[${JSON.stringify(accountId)},`)) this.notifiedAt.delete(key);
  }

  private prune(now: number): void {
    for (const [key, notifiedAt] of this.notifiedAt)
      if (Math.abs(now - notifiedAt) > rememberMs) this.notifiedAt.delete(key);
  }
}

function itemKey(accountId: string, { kind, subject, detail, procId, svTrId }: NotificationItem): string {
  return JSON.stringify([accountId, kind, subject, detail, procId, svTrId]);
}

/**
 * What remains of a pending batch after another window has sent its own: two windows may detect the same change at the
 * same time. What was shown is not shown again; of two pending batches, the one with the smaller id is shown.
 */
export function withoutDuplicates(pending: NotificationBatch, remote: NotificationBatch): NotificationBatch {
  if (!remote.isShown && pending.id < remote.id) return pending;
  const remoteKeys = new Set(remote.items.map((item) => itemKey(remote.account.id, item)));
  return { ...pending, items: pending.items.filter((item) => !remoteKeys.has(itemKey(pending.account.id, item))) };
}

/** Items grouped into one notification per kind. */
export function groupByKind(items: readonly NotificationItem[]): Map<NotificationKind, NotificationItem[]> {
  const kinds = new Map<NotificationKind, NotificationItem[]>();
  for (const item of items) kinds.set(item.kind, [...(kinds.get(item.kind) ?? []), item]);
  return kinds;
}
