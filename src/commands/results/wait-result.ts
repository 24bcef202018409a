import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { explain } from "../../account/explain";
import { nameOf, type Account } from "../../account/model";
import { resultStatusText } from "../../data/wording";
import { isFinished, type Result } from "../../dmapi/model";
import { retrieveResult } from "../../dmapi/results";
import { HumanError } from "../../workbench/human-error";
import { tellDone, tellOutcome } from "../../workbench/messages";
import { plain } from "../../workbench/plain";
import { valueOf, type Desk } from "../desk";
import { KeptWaits, type KeptWait } from "./kept-waits";
import { namedResult } from "./open-result";
import { pickPending } from "./pick-pending";
import { waitForStatus } from "./waiting";
import { isResultRow, titleOf } from "./which-results";

/** A result somebody waits for. */
interface Meant {
  readonly account: Account;
  readonly procId: string;
  readonly title: string;
}

interface Wait extends Meant {
  readonly stop: AbortController;
}

const most = 20;

/** Waits for results until they are done; says in the status bar for how many, and tells about each. */
export class Waits implements vscode.Disposable {
  readonly #waits = new Map<string, Wait>();
  readonly #kept: KeptWaits;
  #isDisposed = false;
  readonly #item = vscode.window.createStatusBarItem("joker.waiting", vscode.StatusBarAlignment.Left);
  readonly #removals: vscode.Disposable;

  constructor(private readonly desk: Desk) {
    this.#kept = new KeptWaits(desk.workspaceMemory, desk.clock);
    this.#item.name = vscode.l10n.t("Waiting for Results");
    this.#item.command = "joker.result.waiting";
    this.#removals = desk.accounts.onDidRemove((id) => this.#stopAll((wait) => wait.account.id === id));
  }

  /** Waits for the result of the row, of the ids given, or of the one the user picks or types. */
  async begin(argument: unknown): Promise<void> {
    const meant = await this.#meant(argument);
    if (!meant) return;
    if (this.#waits.has(keyOf(meant))) throw new HumanError(vscode.l10n.t("Already waiting for this result."));
    if (this.#waits.size >= most) {
      throw new HumanError(vscode.l10n.t("Already waiting for {0} results. Stop waiting for one of them first.", most));
    }
    const { account, procId, title } = meant;
    // What cannot be written is waited for all the same, until the window is gone.
    this.#kept.add({ account: account.id, procId, title, since: this.desk.clock() }).catch(() => undefined);
    await this.#wait(meant);
  }

  /** Goes on with what this window waited for before it was loaded again. */
  async resume(): Promise<void> {
    await Promise.all(this.#kept.all().map((kept) => this.#resume(kept)));
  }

  /** Nobody asked for this just now, so a failure is not told in a message; the account's views show it. */
  async #resume(kept: KeptWait): Promise<void> {
    try {
      const account = await this.desk.accounts.use(kept.account);
      const wait = { account, procId: kept.procId, title: kept.title };
      if (!this.#waits.has(keyOf(wait))) await this.#wait(wait);
    } catch (error) {
      await this.#kept.remove(kept);
      this.desk.log.warn(`Waiting for the result of ${kept.procId} ended: ${explain(error).message}`);
    }
  }

  async #wait(meant: Meant): Promise<void> {
    const wait = { ...meant, stop: new AbortController() };
    this.#waits.set(keyOf(wait), wait);
    this.#show();
    try {
      await this.#follow(wait);
    } finally {
      this.#waits.delete(keyOf(wait));
      if (!this.#isDisposed) await this.#end(wait);
    }
  }

  async #end({ account, procId }: Meant): Promise<void> {
    this.#show();
    await this.#kept.remove({ account: account.id, procId });
  }

  /** Lists what is waited for; stops waiting for what the user chooses. */
  async list(): Promise<void> {
    const items = [...this.#waits.values()].map((wait) => ({
      label: plain(wait.title),
      description: plain(nameOf(wait.account)),
      wait,
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t("Waiting for Results"),
      placeHolder: vscode.l10n.t("Select a result to stop waiting for it. The request itself continues."),
    });
    chosen?.wait.stop.abort();
  }

  /** What is waited for is kept: the window may be loaded again. */
  dispose(): void {
    this.#isDisposed = true;
    this.#removals.dispose();
    this.#stopAll(() => true);
    this.#item.dispose();
  }

  #stopAll(concerns: (wait: Wait) => boolean): void {
    for (const wait of this.#waits.values()) if (concerns(wait)) wait.stop.abort();
  }

  async #follow({ account, procId, title, stop }: Wait): Promise<void> {
    const { accounts, data } = this.desk;
    const ask = async () => {
      const { session } = await accounts.use(account.id);
      const { fields } = await retrieveResult(session.call, { procId }, stop.signal);
      return fields.find(([name]) => /^(completion-status|request_state)$/i.test(name))?.[1] ?? "";
    };
    const pause = (ms: number) => sleep(ms, undefined, { signal: stop.signal, ref: false });
    const held = this.desk.watch.hold(account.id, procId);
    try {
      const status = await waitForStatus({ ask, explain, pause });
      const isNews = status === undefined || (await held.told());
      if (status === undefined) held.drop();
      if (accounts.current === account && data.results.state.kind !== "idle") void data.results.reload();
      if (isNews) void this.#tell({ account, procId, title }, status);
    } catch (error) {
      held.drop();
      if (stop.signal.aborted) return;
      throw error;
    }
  }

  async #tell({ account, procId, title }: Meant, status: string | undefined): Promise<void> {
    const open = () => vscode.commands.executeCommand("joker.result.open", { account: account.id, procId });
    const remedies = [{ title: vscode.l10n.t("Open Result"), run: open }];
    if (status === undefined) {
      await tellOutcome(vscode.l10n.t("{0} is still in progress. Waiting has ended.", title), remedies);
    } else {
      const message = vscode.l10n.t("{0}: {1} ({2}).", title, resultStatusText(status), nameOf(account));
      if (status === "ack") await tellDone(message, remedies);
      else await tellOutcome(message, remedies);
    }
  }

  async #pending(): Promise<readonly Result[]> {
    return (await valueOf(this.desk, this.desk.data.results)).filter((result) => !isFinished(result));
  }

  #show(): void {
    const { size } = this.#waits;
    this.#item.text = `$(sync~spin) ${size}`;
    this.#item.tooltip = [...this.#waits.values()].map(({ title }) => title).join("\n");
    const label = vscode.l10n.t("Waiting for {0} results", size);
    this.#item.accessibilityInformation = { label };
    if (size > 0) this.#item.show();
    else this.#item.hide();
  }

  async #meant(argument: unknown): Promise<Meant | undefined> {
    const { accounts } = this.desk;
    const named = namedResult(argument);
    if (named?.procId !== undefined) {
      const account = named.account === undefined ? accounts.require() : await accounts.use(named.account);
      return { account, procId: named.procId, title: vscode.l10n.t("Proc ID {0}", named.procId) };
    }
    const account = accounts.require();
    const picked = isResultRow(argument) ? argument.result : await pickPending(await this.#pending());
    return picked && { account, procId: picked.procId, title: titleOf(picked) };
  }
}

function keyOf({ account, procId }: Meant): string {
  return `${account.id} ${procId}`;
}
