import type * as vscode from "vscode";
import * as z from "zod/mini";
import type { Accounts } from "../account/accounts";
import type { Data } from "../data/data";
import type { Resource } from "../data/resource";
import type { Clock } from "../workbench/clock";
import { Disposables } from "../workbench/disposables";
import type { Windows } from "../workbench/windows";
import { minute, second } from "./cadence";
import { fromMessage, toMessage, type SharedRows } from "./shared-rows";

/** How long the leader may take to answer a window that wants to know. */
const patience = 15 * second;
/** How old the rows may be with which a window begins. */
const oldest = 15 * minute;
/** How long a leader that said no is not asked again. */
const sulk = 5 * minute;

const names = ["transfers", "results", "account"] as const;
type Name = (typeof names)[number];

const wishSchema = z.object({
  account: z.string(),
  endpoint: z.string(),
  name: z.enum(names),
  /** Epoch ms. */
  newerThan: z.number(),
});
type Wish = z.infer<typeof wishSchema>;

/**
 * Lets windows with the same account see what one of them loaded. A window that leads asks Joker.com itself; another one
 * asks the leader first, and Joker.com only if the leader has another account or does not answer.
 */
export class Share implements vscode.Disposable {
  readonly #disposables = new Disposables();
  #isAdopting = false;
  readonly #askedAt = new Map<Name, number>();
  #declinedAt = -Infinity;
  #reminder: NodeJS.Timeout | undefined;

  /** @param around `look` is called when there is something to decide anew */
  constructor(
    private readonly accounts: Accounts,
    private readonly data: Data,
    private readonly windows: Windows,
    private readonly around: { readonly clock: Clock; readonly look: () => void },
  ) {
    for (const name of names) {
      this.#disposables.add(data[name].onDidChange(({ kind }) => kind === "ready" && this.#publish(name)));
    }
    this.#disposables.add(windows.on("watch.rows", (message) => this.#adopt(message)));
    this.#disposables.add(windows.on("watch.wish", (message) => void this.#grant(message)));
    this.#disposables.add(windows.on("watch.decline", (message) => this.#declined(message)));
  }

  /** True while what this window does with its resources is taking over another one's rows. */
  get isAdopting(): boolean {
    return this.#isAdopting;
  }

  dispose(): void {
    clearTimeout(this.#reminder);
    this.#disposables.dispose();
  }

  /** Asks the leader for `resource`; true while an answer may come. */
  isDelegated(resource: unknown): boolean {
    const name = names.find((each) => this.data[each] === resource);
    const owner = this.#owner();
    const now = this.around.clock();
    if (!name || !owner || this.windows.isLeader || Math.abs(now - this.#declinedAt) < sulk) return false;
    const asked = Math.abs(now - (this.#askedAt.get(name) ?? -Infinity));
    if (asked < patience) return true;
    if (asked < minute) return false;
    this.#ask({ ...owner, name, newerThan: timeOf(this.data[name]) ?? now - oldest });
    return true;
  }

  /** Another leader may answer otherwise. */
  forgetAnswers(): void {
    this.#askedAt.clear();
    this.#declinedAt = -Infinity;
  }

  #ask(wish: Wish): void {
    this.#askedAt.set(wish.name, this.around.clock());
    this.windows.send("watch.wish", wish);
    clearTimeout(this.#reminder);
    this.#reminder = setTimeout(this.around.look, patience);
  }

  #owner(): { readonly account: string; readonly endpoint: string } | undefined {
    const account = this.accounts.current;
    return account && { account: account.id, endpoint: account.endpoint };
  }

  #publish(name: Name): void {
    const owner = this.#owner();
    const { state } = this.data[name];
    if (this.#isAdopting || !owner || state.kind !== "ready") return;
    const rows = { ...owner, name, scope: this.#scopeOf(name), at: state.at, value: state.value } as SharedRows;
    this.windows.send("watch.rows", toMessage(rows));
  }

  #adopt(message: unknown): void {
    const rows = fromMessage(message);
    if (!rows || !this.#isOurs(rows)) return;
    if (rows.scope !== this.#scopeOf(rows.name) || rows.at > this.around.clock() + minute) return;
    this.#askedAt.delete(rows.name);
    this.#isAdopting = true;
    try {
      this.#take(rows);
    } finally {
      this.#isAdopting = false;
    }
  }

  #take(rows: SharedRows): void {
    const { data } = this;
    if (rows.name === "account") data.account.adopt(rows.value, rows.at);
    if (rows.name === "results") data.resultPages.adopt(rows.value, rows.at);
    if (rows.name !== "transfers") return;
    void data.sightings.note(rows.account, rows.value, rows.at).catch(() => undefined);
    data.transfers.adopt(rows.value, rows.at);
  }

  /** As the leader: tells what is known, and asks for what is not, or not any more. */
  async #grant(message: unknown): Promise<void> {
    const parsed = wishSchema.safeParse(message);
    if (!this.windows.isLeader || !parsed.success) return;
    const { name, newerThan } = parsed.data;
    const isOurs = this.#isOurs(parsed.data);
    if (isOurs && (timeOf(this.data[name]) ?? -Infinity) > newerThan) this.#publish(name);
    else if (isOurs) await this.data[name].refresh();
    if (!isOurs || this.data[name].state.kind === "failed") this.windows.send("watch.decline", parsed.data);
  }

  #declined(message: unknown): void {
    const parsed = wishSchema.safeParse(message);
    if (!parsed.success || !this.#isOurs(parsed.data)) return;
    this.#declinedAt = this.around.clock();
    this.around.look();
  }

  /** Which question the rows answer: results of another period or filter are other rows. */
  #scopeOf(name: Name): string {
    return name === "results" ? this.data.resultPages.scope : "";
  }

  #isOurs({ account, endpoint }: { readonly account: string; readonly endpoint: string }): boolean {
    const owner = this.#owner();
    return owner?.account === account && owner.endpoint === endpoint;
  }
}

/** When the rows were true (epoch ms); undefined while there are none, or they are being asked for anew. */
function timeOf({ state }: Resource<unknown>): number | undefined {
  return state.kind === "ready" ? state.at : undefined;
}
