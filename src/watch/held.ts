import type { Disposable } from "vscode";
import * as z from "zod/mini";
import type { Windows } from "../workbench/windows";
import type { NewsItem } from "./news";

const messageSchema = z.object({ key: z.string(), isHeld: z.boolean() });

/** How long it is remembered that somebody was told: as long as a list may take to bring the same, ms. */
const remembered = 10 * 60_000;

/** A result somebody waits for, until one of these is called. */
export interface Hold {
  /** It was told. */
  told(): void;
  /** It is not waited for any more, and may be news again. */
  drop(): void;
}

/** Results that somebody waits for, here or in another window: who waits is told of them, so they are no news. */
export class Held implements Disposable {
  /** Until when (epoch ms). */
  readonly #until = new Map<string, number>();
  readonly #listener: Disposable;

  constructor(private readonly windows: Pick<Windows, "send" | "on">) {
    this.#listener = windows.on("watch.held", (message) => this.#hear(message));
  }

  dispose(): void {
    this.#listener.dispose();
  }

  /** @param account a record's id */
  hold(account: string, procId: string): Hold {
    const key = keyOf(account, procId);
    this.#set(key, Infinity);
    return { told: () => this.#set(key, Date.now() + remembered), drop: () => this.#set(key, 0) };
  }

  /** The items that nobody else tells. */
  others(account: string, items: readonly NewsItem[], now = Date.now()): NewsItem[] {
    return items.filter(({ procId }) => {
      return procId === undefined || (this.#until.get(keyOf(account, procId)) ?? 0) < now;
    });
  }

  #set(key: string, until: number): void {
    this.#keep(key, until);
    this.windows.send("watch.held", { key, isHeld: until > 0 });
  }

  #hear(message: unknown): void {
    const parsed = messageSchema.safeParse(message);
    // Should the other window be gone without a word, this ends by itself.
    if (parsed.success) this.#keep(parsed.data.key, parsed.data.isHeld ? Date.now() + remembered : 0);
  }

  #keep(key: string, until: number): void {
    const now = Date.now();
    for (const [old, end] of this.#until) if (end < now) this.#until.delete(old);
    if (until > 0) this.#until.set(key, until);
    else this.#until.delete(key);
  }
}

function keyOf(account: string, procId: string): string {
  return JSON.stringify([account, procId]);
}
