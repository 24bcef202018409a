import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Disposable } from "vscode";
import * as z from "zod/mini";
import type { Clock } from "../workbench/clock";
import type { Windows } from "../workbench/windows";
import type { NewsItem } from "./news";

const messageSchema = z.object({
  key: z.string(),
  isHeld: z.boolean(),
  /** Of the windows that want to tell it at the same moment, the one with the least claim does. */
  claim: z.optional(z.string()),
});

/** How long it is remembered that somebody was told: as long as a list may take to bring the same, ms. */
const remembered = 10 * 60_000;
/** How long a window that is about to tell something listens for another one that is too, ms. */
const listening = 250;

/** A result somebody waits for, until one of these is called. */
export interface Hold {
  /** Takes it to be told; false where another window has told it lately, or takes it at this moment. */
  told(): Promise<boolean>;
  /** It is not waited for any more, and may be news again. */
  drop(): void;
}

/** Results that somebody waits for, here or in another window: who waits is told of them, so they are no news. */
export class Held implements Disposable {
  /** Until when (epoch ms). */
  readonly #until = new Map<string, number>();
  readonly #toldUntil = new Map<string, number>();
  readonly #claims = new Map<string, string>();
  readonly #listener: Disposable;

  constructor(
    private readonly windows: Pick<Windows, "send" | "on">,
    private readonly clock: Clock,
  ) {
    this.#listener = windows.on("watch.held", (message) => this.#hear(message));
  }

  dispose(): void {
    this.#listener.dispose();
  }

  /** @param account a record's id */
  hold(account: string, procId: string): Hold {
    const key = keyOf(account, procId);
    this.#set(key, Infinity);
    return { told: () => this.#tell(key), drop: () => this.#set(key, 0) };
  }

  /** The items that nobody else tells. */
  others(account: string, items: readonly NewsItem[]): NewsItem[] {
    const now = this.clock();
    return items.filter(({ procId }) => {
      return procId === undefined || (this.#until.get(keyOf(account, procId)) ?? 0) < now;
    });
  }

  #set(key: string, until: number): void {
    this.#keep(this.#until, key, until);
    this.windows.send("watch.held", { key, isHeld: until > 0 });
  }

  async #tell(key: string): Promise<boolean> {
    const until = this.clock() + remembered;
    const wasTold = (this.#toldUntil.get(key) ?? 0) >= this.clock();
    this.#keep(this.#until, key, until);
    this.#keep(this.#toldUntil, key, until);
    if (wasTold) return false;
    const claim = randomUUID();
    this.#claims.set(key, claim);
    this.windows.send("watch.held", { key, isHeld: true, claim });
    await sleep(listening);
    return this.#claims.get(key) === claim && this.#claims.delete(key);
  }

  #hear(message: unknown): void {
    const parsed = messageSchema.safeParse(message);
    if (!parsed.success) return;
    const { key, isHeld, claim } = parsed.data;
    // Should the other window be gone without a word, this ends by itself.
    const until = isHeld ? this.clock() + remembered : 0;
    this.#keep(this.#until, key, until);
    if (claim === undefined) return;
    this.#keep(this.#toldUntil, key, until);
    if (claim < (this.#claims.get(key) ?? "")) this.#claims.delete(key);
  }

  #keep(moments: Map<string, number>, key: string, until: number): void {
    const now = this.clock();
    for (const [old, end] of moments) if (end < now) moments.delete(old);
    if (until > 0) moments.set(key, until);
    else moments.delete(key);
  }
}

function keyOf(account: string, procId: string): string {
  return JSON.stringify([account, procId]);
}
