import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { describeError } from "../../accounts/error-messages";
import { accountName, type Account } from "../../accounts/model";
import { resultStatusName } from "../../state/display-names";
import { isResultFinished, type Result } from "../../dmapi/model";
import { retrieveResult } from "../../dmapi/results";
import { UserFacingError } from "../../workbench/user-facing-error";
import { showInfoWithActions, showWarning } from "../../workbench/dialogs";
import { sanitize, stripControlCharacters, truncate } from "../../workbench/sanitize";
import { loadValue, type CommandContext } from "../command-context";
import { PendingWaitsStore, type PendingWait } from "./pending-waits-store";
import { parseOpenResultArgs } from "./open-result";
import { pickPendingResult } from "./pick-pending-result";
import { waitForStatus } from "./wait-for-status";
import { isResultRow, resultTitle } from "./resolve-selection";

/** A result to wait for. */
interface WaitTarget {
  readonly account: Account;
  readonly procId: string;
  readonly title: string;
}

interface ActiveWait extends WaitTarget {
  readonly abortController: AbortController;
}

const maxWaits = 20;

/** Longer titles are shortened in the status bar. */
const maxTitleLength = 40;

/** Waits for results until they are finished; shows their names in the status bar, and a message for each. */
export class ResultWaiter implements vscode.Disposable {
  private readonly activeWaits = new Map<string, ActiveWait>();
  private readonly store: PendingWaitsStore;
  private isDisposed = false;
  private readonly statusBarItem = vscode.window.createStatusBarItem("joker.waiting", vscode.StatusBarAlignment.Left);
  private readonly removeListener: vscode.Disposable;

  constructor(private readonly context: CommandContext) {
    this.store = new PendingWaitsStore(context.workspaceState, context.clock);
    this.statusBarItem.name = vscode.l10n.t("Waiting for Results");
    this.statusBarItem.command = "joker.result.waiting";
    this.removeListener = context.accounts.onDidEndAccount(({ id, isRemoved }) => {
      if (isRemoved) this.abortWhere((wait) => wait.account.id === id);
    });
  }

  /** Waits for the result of a row, of the given ids, or of the one the user picks or types. */
  async start(argument: unknown): Promise<void> {
    const target = await this.resolveTarget(argument);
    if (!target) return;
    if (this.activeWaits.has(waitKey(target)))
      throw new UserFacingError(vscode.l10n.t("Already waiting for this result."));
    if (this.activeWaits.size >= maxWaits) {
      throw new UserFacingError(
        vscode.l10n.t("Already waiting for {0} results. Stop waiting for one of them first.", maxWaits),
      );
    }
    const { account, procId, title } = target;
    // If storing fails, the wait still lasts until the window is closed.
    this.store.add({ account: account.id, procId, title, since: this.context.clock() }).catch(() => undefined);
    await this.wait(target);
  }

  /** Resumes the waits from before a reload of the window. */
  async resume(): Promise<void> {
    await Promise.all(this.store.list().map((pendingWait) => this.resumeWait(pendingWait)));
  }

  /** Not started by the user, so a failure is logged instead of shown; the account's views show it. */
  private async resumeWait(pendingWait: PendingWait): Promise<void> {
    try {
      const account = await this.context.accounts.requireById(pendingWait.account);
      const wait = { account, procId: pendingWait.procId, title: pendingWait.title };
      if (!this.activeWaits.has(waitKey(wait))) await this.wait(wait);
    } catch (error) {
      await this.store.remove(pendingWait);
      this.context.log.warn(`Waiting for the result of ${pendingWait.procId} ended: ${describeError(error).message}`);
    }
  }

  private async wait(target: WaitTarget): Promise<void> {
    const wait = { ...target, abortController: new AbortController() };
    this.activeWaits.set(waitKey(wait), wait);
    this.updateStatusBar();
    try {
      await this.poll(wait);
    } finally {
      this.activeWaits.delete(waitKey(wait));
      if (!this.isDisposed) await this.finish(wait);
    }
  }

  private async finish({ account, procId }: WaitTarget): Promise<void> {
    this.updateStatusBar();
    await this.store.remove({ account: account.id, procId });
  }

  /** Lists the waits and stops the one the user chooses. */
  async showWaits(): Promise<void> {
    const items = [...this.activeWaits.values()].map((wait) => ({
      label: sanitize(wait.title),
      description: sanitize(accountName(wait.account)),
      wait,
    }));
    const selection = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t("Waiting for Results"),
      placeHolder: vscode.l10n.t("Select a result to stop waiting for it. The request itself continues."),
    });
    selection?.wait.abortController.abort();
  }

  /** The stored waits are kept, because the window may only be reloading. */
  dispose(): void {
    this.isDisposed = true;
    this.removeListener.dispose();
    this.abortWhere(() => true);
    this.statusBarItem.dispose();
  }

  private abortWhere(predicate: (wait: ActiveWait) => boolean): void {
    for (const wait of this.activeWaits.values()) if (predicate(wait)) wait.abortController.abort();
  }

  private async poll({ account, procId, title, abortController }: ActiveWait): Promise<void> {
    const { accounts, appState } = this.context;
    const fetchStatus = async () => {
      const { session } = await accounts.requireById(account.id);
      const { fields } = await retrieveResult(session.call, { procId }, abortController.signal);
      return fields.find(([name]) => /^(completion-status|request_state)$/i.test(name))?.[1] ?? "";
    };
    const pause = (ms: number) => sleep(ms, undefined, { signal: abortController.signal, ref: false });
    const claim = this.context.watcher.claimResult(account.id, procId);
    try {
      const status = await waitForStatus({ fetchStatus, explain: describeError, delay: pause });
      const shouldShow = status === undefined || (await claim.acquireNotification());
      if (status === undefined) claim.release();
      if (accounts.current === account && appState.results.state.kind !== "idle") void appState.results.reload();
      if (shouldShow) void this.showOutcome({ account, procId, title }, status);
    } catch (error) {
      claim.release();
      if (abortController.signal.aborted) return;
      throw error;
    }
  }

  private async showOutcome({ account, procId, title }: WaitTarget, status: string | undefined): Promise<void> {
    const open = () => vscode.commands.executeCommand("joker.result.open", { account: account.id, procId });
    const actions = [{ title: vscode.l10n.t("Open Result"), run: open }];
    if (status === undefined) {
      await showWarning(
        vscode.l10n.t("{0} is still in progress, but the extension stopped waiting for it.", title),
        actions,
      );
    } else {
      const message = vscode.l10n.t("{0}: {1} ({2}).", title, resultStatusName(status), accountName(account));
      if (status === "ack") await showInfoWithActions(message, actions);
      else await showWarning(message, actions);
    }
  }

  private async loadPending(): Promise<readonly Result[]> {
    return (await loadValue(this.context, this.context.appState.results)).filter((result) => !isResultFinished(result));
  }

  private updateStatusBar(): void {
    const titles = [...this.activeWaits.values()].map(({ title }) => title);
    const size = titles.length;
    const first = truncate(titles[0] ?? "", maxTitleLength);
    const text = size > 1 ? vscode.l10n.t("{0} and {1} more", first, size - 1) : first;
    this.statusBarItem.text = `$(sync~spin) ${sanitize(text)}`;
    const label = size === 1 ? vscode.l10n.t("Waiting for 1 result") : vscode.l10n.t("Waiting for {0} results", size);
    this.statusBarItem.tooltip = stripControlCharacters([label, ...titles].join("\n"));
    this.statusBarItem.accessibilityInformation = { label: `${label}: ${text}` };
    if (size > 0) this.statusBarItem.show();
    else this.statusBarItem.hide();
  }

  private async resolveTarget(argument: unknown): Promise<WaitTarget | undefined> {
    const { accounts } = this.context;
    const args = parseOpenResultArgs(argument);
    if (args?.procId !== undefined) {
      const account = args.account === undefined ? accounts.requireCurrent() : await accounts.requireById(args.account);
      return { account, procId: args.procId, title: vscode.l10n.t("Proc ID {0}", args.procId) };
    }
    const account = accounts.requireCurrent();
    const picked = isResultRow(argument) ? argument.result : await pickPendingResult(await this.loadPending());
    return picked && { account, procId: picked.procId, title: resultTitle(picked) };
  }
}

function waitKey({ account, procId }: WaitTarget): string {
  return `${account.id} ${procId}`;
}
