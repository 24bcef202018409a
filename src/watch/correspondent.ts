import type { Disposable } from "vscode";
import type { Account } from "../account/model";
import { nameOf } from "../account/model";
import { attentionOf } from "../data/attention";
import type { ResourceState } from "../data/resource";
import { Disposables } from "../workbench/disposables";
import { onSettingChange, settings } from "../workbench/settings";
import type { Announcer } from "./announcer";
import { moneyText } from "./news-texts";
import { moneyWarnings, warningKinds, type MoneyWarning } from "./money";
import type { NewsItem } from "./news";
import { OncePerDay } from "./once-per-day";
import { Reporter } from "./reporter";
import type { Share } from "./share";
import type { Scene } from "./scene";

/** How long is waited for more of the same round, so that one thing is told once and many together, ms. */
const gathering = 1500;

/** Sees what changes in the resources of the active account, and has it announced. */
export class Correspondent implements Disposable {
  readonly #disposables = new Disposables();
  readonly #reporter = new Reporter();
  readonly #onceADay: OncePerDay;
  #gathered: NewsItem[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param changed called when something happened, so that more may be about to */
  constructor(
    private readonly scene: Scene,
    private readonly share: Share,
    private readonly announcer: Announcer,
    private readonly changed: () => void,
  ) {
    const { accounts, data } = scene;
    this.#onceADay = new OncePerDay(scene.state);
    this.#disposables.add(data.transfers.onDidChange(({ kind }) => kind === "ready" && this.#lookAtTransfers()));
    this.#disposables.add(data.results.onDidChange(({ kind }) => kind === "ready" && this.#lookAtResults()));
    this.#disposables.add(data.account.onDidChange(({ kind }) => kind === "ready" && this.#lookAtMoney()));
    this.#disposables.add(data.transfers.onDidChange(({ kind }) => hasEnded(kind) && this.#lookAtMoney()));
    this.#disposables.add(onSettingChange(["balance.lowThreshold"], () => this.#lookAtMoney()));
    this.#disposables.add(accounts.onDidChange(() => this.#forgetGathered()));
    this.#disposables.add(accounts.onDidRemove((id) => this.#forget(id)));
  }

  dispose(): void {
    this.#forgetGathered();
    this.#disposables.dispose();
  }

  #lookAtTransfers(): void {
    const { accounts, data } = this.scene;
    const [account, transfers] = [accounts.current, data.transfers.value];
    if (!account || !transfers) return;
    const attention = this.#attention(account);
    if (this.share.isAdopting) this.#reporter.learn(account.id, { transfers, attention });
    else this.#gather(this.#reporter.transfers(account.id, transfers, attention));
  }

  #attention({ id }: Account): Map<string, string> {
    const { data } = this.scene;
    const reasons = (data.transfers.value ?? []).map(({ domain, state }) => {
      const since = data.sightings.since(id, domain, state);
      return [domain, attentionOf(state, since, this.scene.clock())?.reason] as const;
    });
    return new Map(reasons.flatMap(([domain, reason]) => (reason === undefined ? [] : [[domain, reason]])));
  }

  #lookAtResults(): void {
    const { accounts, data } = this.scene;
    const [account, results] = [accounts.current, data.results.value];
    if (!account || !results) return;
    if (this.share.isAdopting) this.#reporter.learn(account.id, { results });
    else this.#gather(this.#reporter.results(account.id, results));
  }

  #gather(items: readonly NewsItem[]): void {
    if (items.length === 0) return;
    this.changed();
    this.#gathered.push(...items);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tell(), gathering);
  }

  async #tell(): Promise<void> {
    const { accounts, data } = this.scene;
    const account = accounts.current;
    const items = this.#gathered.splice(0);
    if (!account) return;
    await data.transfers.loaded();
    if (this.#reporter.needsResults(account.id, items)) await data.results.refresh();
    await data.results.loaded();
    const all = [...items, ...this.#gathered.splice(0)];
    this.announcer.announce({ id: account.id, name: nameOf(account) }, this.#reporter.conclude(account.id, all));
  }

  #lookAtMoney(): void {
    const { accounts, data } = this.scene;
    const [account, balance] = [accounts.current, data.account.value?.balance];
    if (!account || !balance || this.share.isAdopting || !settings.mayTell("lowBalance")) return;
    for (const warning of moneyWarnings(balance, data.transfers.value ?? [], settings.lowThreshold())) {
      // How many are still to be paid for is known when the transfers are.
      if (warning.kind === "reserved" && !hasEnded(data.transfers.state.kind)) continue;
      if (!this.#onceADay.take(balanceOf(account, warning.kind), new Date(this.scene.clock()))) continue;
      const item = { kind: "lowBalance" as const, subject: moneyText(warning, balance), detail: warning.kind };
      this.announcer.announce({ id: account.id, name: nameOf(account) }, [item]);
    }
  }

  #forget(id: string): void {
    this.#reporter.forget(id);
    this.announcer.forget(id);
    void this.#onceADay.forget(warningKinds.map((kind) => balanceOf({ id }, kind)));
  }

  #forgetGathered(): void {
    clearTimeout(this.#timer);
    this.#gathered = [];
  }
}

/** Names a warning of an account's balance, which is told once a day. */
function balanceOf({ id }: { readonly id: string }, kind: MoneyWarning["kind"]): string {
  return `balance ${kind} ${id}`;
}

function hasEnded(kind: ResourceState<unknown>["kind"]): boolean {
  return kind === "ready" || kind === "failed";
}
