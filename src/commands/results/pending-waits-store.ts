import type { Memento } from "vscode";
import * as z from "zod/mini";
import type { Clock } from "../../workbench/clock";

/** Where the waits are stored in the workspace state. */
export const pendingWaitsKey = "waits";
const boundedText = z.string().check(z.maxLength(300));
const storedSchema = z.array(
  z.object({
    /** A record's id. */
    account: boundedText,
    procId: boundedText,
    /** Names the request for the user. */
    title: boundedText,
    /** Epoch ms. */
    since: z.number(),
  }),
);

/** A wait as stored across reloads of the window; contains nothing secret. */
export type PendingWait = z.infer<typeof storedSchema>[number];

/** Slightly longer than the longest wait, ms. */
const maxAgeMs = 26 * 3_600_000;

/** Stores the waits of this window across a reload. */
export class PendingWaitsStore {
  constructor(
    private readonly memento: Memento,
    private readonly clock: Clock,
  ) {}

  /** Those that are not too old; nothing where what was kept makes no sense. */
  list(): PendingWait[] {
    const now = this.clock();
    const parsed = storedSchema.safeParse(this.memento.get(pendingWaitsKey));
    return parsed.success ? parsed.data.filter(({ since }) => Math.abs(now - since) < maxAgeMs) : [];
  }

  async add(wait: PendingWait): Promise<void> {
    const title = wait.title.slice(0, 300);
    await this.memento.update(pendingWaitsKey, [...this.others(wait), { ...wait, title }]);
  }

  async remove(wait: Pick<PendingWait, "account" | "procId">): Promise<void> {
    const others = this.others(wait);
    await this.memento.update(pendingWaitsKey, others.length > 0 ? others : undefined);
  }

  private others({ account, procId }: Pick<PendingWait, "account" | "procId">): PendingWait[] {
    return this.list().filter((other) => other.account !== account || other.procId !== procId);
  }
}
