import type { Memento } from "vscode";
import * as z from "zod/mini";
import type { Clock } from "../../workbench/clock";

const key = "waits";
const text = z.string().check(z.maxLength(300));
const schema = z.array(
  z.object({
    /** A record's id. */
    account: text,
    procId: text,
    /** Names the request for the user. */
    title: text,
    /** Epoch ms. */
    since: z.number(),
  }),
);

/** What is kept of a wait over a reload of the window; nothing in it is secret. */
export type KeptWait = z.infer<typeof schema>[number];

/** About as long as somebody waits at most, ms. */
const longest = 26 * 3_600_000;

/** What this window waits for, over a reload. */
export class KeptWaits {
  constructor(
    private readonly memory: Memento,
    private readonly clock: Clock,
  ) {}

  /** Those that are not too old; nothing where what was kept makes no sense. */
  all(): KeptWait[] {
    const now = this.clock();
    const parsed = schema.safeParse(this.memory.get(key));
    return parsed.success ? parsed.data.filter(({ since }) => Math.abs(now - since) < longest) : [];
  }

  async add(wait: KeptWait): Promise<void> {
    const title = wait.title.slice(0, 300);
    await this.memory.update(key, [...this.#others(wait), { ...wait, title }]);
  }

  async remove(wait: Pick<KeptWait, "account" | "procId">): Promise<void> {
    const others = this.#others(wait);
    await this.memory.update(key, others.length > 0 ? others : undefined);
  }

  #others({ account, procId }: Pick<KeptWait, "account" | "procId">): KeptWait[] {
    return this.all().filter((other) => other.account !== account || other.procId !== procId);
  }
}
