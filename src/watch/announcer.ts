import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Clock } from "../workbench/clock";
import { Disposables } from "../workbench/disposables";
import { tellNews } from "../workbench/messages";
import type { NewsKind } from "../workbench/news-kinds";
import { settings, tellNoMore } from "../workbench/settings";
import type { Windows } from "../workbench/windows";
import type { Held } from "./held";
import { byKind, leftOf, newsSchema, Told, type News, type NewsItem } from "./news";
import { newsText } from "./news-texts";

/** How long a window without the focus waits for one that has it to show the news, ms. */
const patience = 1500;

const warnings = new Set<NewsKind>(["foaRejected", "transferAttention", "resultFailed", "lowBalance"]);

/** Shows news once, in the window that has the focus, or else in the one that found it. */
export class Announcer implements vscode.Disposable {
  readonly #told = new Told();
  readonly #waiting = new Map<string, { readonly timer: NodeJS.Timeout; readonly news: News }>();
  readonly #disposables = new Disposables();

  constructor(
    private readonly windows: Windows,
    private readonly held: Held,
    private readonly clock: Clock,
  ) {
    this.#disposables.add(windows.on("watch.news", (message) => this.#hear(message)));
    this.#disposables.add(windows.on("watch.shown", (message) => this.#shown(message)));
  }

  dispose(): void {
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#disposables.dispose();
  }

  /** Tells what this window found. */
  announce(account: News["account"], found: readonly NewsItem[]): void {
    const items = this.#told.take(account.id, this.held.others(account.id, found), this.clock());
    if (items.length === 0) return;
    const isShown = vscode.window.state.focused;
    const news = { id: randomUUID(), account, items, isShown };
    this.windows.send("watch.news", news);
    if (isShown) show(news);
    else this.#waiting.set(news.id, { news, timer: setTimeout(() => this.#showMyself(news.id), patience) });
  }

  /** Forgets what was told of an account (a record's id). */
  forget(account: string): void {
    this.#told.forgetAccount(account);
  }

  #showMyself(id: string): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (waiting) show(waiting.news);
  }

  #hear(message: unknown): void {
    const parsed = newsSchema.safeParse(message);
    if (!parsed.success) return;
    const news = parsed.data;
    for (const [id, own] of this.#waiting) this.#waiting.set(id, { ...own, news: leftOf(own.news, news) });
    const items = this.#told.take(news.account.id, this.held.others(news.account.id, news.items), this.clock());
    if (news.isShown || !vscode.window.state.focused) return;
    this.windows.send("watch.shown", news.id);
    show({ ...news, items });
  }

  #shown(id: unknown): void {
    if (typeof id !== "string") return;
    clearTimeout(this.#waiting.get(id)?.timer);
    this.#waiting.delete(id);
  }
}

function show({ account, items }: News): void {
  for (const [kind, some] of byKind(items)) {
    if (settings.mayTell(kind)) void tell(kind, some, account);
  }
}

async function tell(kind: NewsKind, items: readonly NewsItem[], account: News["account"]): Promise<void> {
  const showIt = { title: vscode.l10n.t("Show"), run: () => reveal(kind, items, account.id) };
  const never = { title: vscode.l10n.t("Don't Show Again"), run: () => tellNoMore(kind) };
  const message = vscode.l10n.t("{0} ({1})", newsText(kind, items), account.name);
  await tellNews(message, warnings.has(kind), [showIt, never]);
}

/** Opens what the news is about, or the view where many are. */
function reveal(kind: NewsKind, items: readonly NewsItem[], account: string): Thenable<unknown> {
  const [first, ...rest] = items;
  const only = rest.length === 0 ? first : undefined;
  if (kind === "lowBalance") return run("joker.account.focus");
  if (kind === "resultSucceeded" || kind === "resultFailed") {
    return only
      ? run("joker.result.open", { account, procId: only.procId, svTrId: only.svTrId })
      : run("joker.results.focus");
  }
  // What has left the list cannot be shown any more.
  const hasLeft = kind === "transferCompleted" && first?.detail !== "TRANSFER_PROCESSED_SUCCESSFULLY";
  if (kind === "transferEnded" || hasLeft) return run("joker.results.focus");
  return only ? run("joker.transfer.show", { account, domain: only.subject }) : run("joker.transfers.focus");
}

function run(command: string, ...args: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(command, ...args);
}
