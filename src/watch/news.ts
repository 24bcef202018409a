import * as z from "zod/mini";
import { newsKinds, type NewsKind } from "../workbench/news-kinds";

const text = z.string().check(z.maxLength(1000));

const itemSchema = z.object({
  kind: z.enum(newsKinds),
  /** The domain or other object; for a balance, what is to be said of it. */
  subject: text,
  /** The state a transfer is in, or was seen in last; the type of a request. */
  detail: text,
  procId: z.optional(text),
  svTrId: z.optional(text),
});

/** One thing that happened. */
export type NewsItem = z.infer<typeof itemSchema>;

export const newsSchema = z.object({
  /** Names this piece of news, so that a window can say it has shown it. */
  id: text,
  account: z.object({ id: text, name: text }),
  items: z.array(itemSchema).check(z.maxLength(20_000)),
  /** True when the window that found it has shown it. */
  isShown: z.boolean(),
});

/** What happened to an account, as one window tells the others. */
export type News = z.infer<typeof newsSchema>;

/** How long it is remembered what was told: as long as two windows may take to find the same. */
const remembered = 10 * 60_000;

/** What was told lately, here or in another window: nothing is told twice. */
export class Told {
  readonly #at = new Map<string, number>();

  /** The items that nobody has told yet; they count as told from now on (epoch ms). */
  take(account: string, items: readonly NewsItem[], now: number): NewsItem[] {
    this.#forget(now);
    return items.filter((item) => {
      const key = keyOf(account, item);
      const isNew = !this.#at.has(key);
      this.#at.set(key, now);
      return isNew;
    });
  }

  /** Forgets what was told of an account. */
  forgetAccount(account: string): void {
    for (const key of this.#at.keys()) if (key.startsWith(`[${JSON.stringify(account)},`)) this.#at.delete(key);
  }

  #forget(now: number): void {
    for (const [key, at] of this.#at) if (Math.abs(now - at) > remembered) this.#at.delete(key);
  }
}

function keyOf(account: string, { kind, subject, detail, procId, svTrId }: NewsItem): string {
  return JSON.stringify([account, kind, subject, detail, procId, svTrId]);
}

/**
 * What is left of news that this window has not shown yet when it hears of another's: two windows may find the same at
 * the same moment. What was shown is not shown again, and of two that wait, the one with the lesser id shows it.
 */
export function leftOf(waiting: News, heard: News): News {
  if (!heard.isShown && waiting.id < heard.id) return waiting;
  const theirs = new Set(heard.items.map((item) => keyOf(heard.account.id, item)));
  return { ...waiting, items: waiting.items.filter((item) => !theirs.has(keyOf(waiting.account.id, item))) };
}

/** Items by what is told about them in one notification. */
export function byKind(items: readonly NewsItem[]): Map<NewsKind, NewsItem[]> {
  const kinds = new Map<NewsKind, NewsItem[]>();
  for (const item of items) kinds.set(item.kind, [...(kinds.get(item.kind) ?? []), item]);
  return kinds;
}
