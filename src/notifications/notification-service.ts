import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Clock } from "../workbench/clock";
import { findStateInfo } from "../state/transfer-states";
import { Disposables } from "../workbench/disposables";
import { showNotification } from "../workbench/dialogs";
import type { NotificationKind } from "../workbench/notification-kinds";
import { settings, disableNotifications } from "../workbench/settings";
import type { WindowCoordinator } from "../ipc/window-coordinator";
import type { ResultClaims } from "./result-claims";
import {
  groupByKind,
  withoutDuplicates,
  notificationBatchSchema,
  NotificationDeduper,
  type NotificationBatch,
  type NotificationItem,
} from "./notification-deduper";
import { notificationText } from "./notification-texts";

/** How long a window without the focus waits for the focused one to show a notification, ms. */
const focusTimeoutMs = 1500;

const warningKinds = new Set<NotificationKind>(["foaRejected", "transferAttention", "resultFailed", "lowBalance"]);

/** Shows each notification once: in the focused window, otherwise in the window that detected the change. */
export class NotificationService implements vscode.Disposable {
  private readonly deduper = new NotificationDeduper();
  private readonly pending = new Map<string, { readonly timer: NodeJS.Timeout; readonly batch: NotificationBatch }>();
  private readonly disposables = new Disposables();

  constructor(
    private readonly windows: WindowCoordinator,
    private readonly resultClaims: ResultClaims,
    private readonly clock: Clock,
  ) {
    this.disposables.add(windows.on("watch.news", (message) => this.handleRemote(message)));
    this.disposables.add(windows.on("watch.shown", (message) => this.handleShown(message)));
  }

  dispose(): void {
    for (const { timer } of this.pending.values()) clearTimeout(timer);
    this.disposables.dispose();
  }

  /** Notifies about changes this window detected. */
  notify(account: NotificationBatch["account"], items: readonly NotificationItem[]): void {
    const newItems = this.deduper.takeNew(
      account.id,
      this.resultClaims.filterUnclaimed(account.id, items),
      this.clock(),
    );
    if (newItems.length === 0) return;
    const isShown = vscode.window.state.focused;
    const batch = { id: randomUUID(), account, items: newItems, isShown };
    this.windows.send("watch.news", batch);
    if (isShown) showBatch(batch);
    else this.pending.set(batch.id, { batch, timer: setTimeout(() => this.showPending(batch.id), focusTimeoutMs) });
  }

  /** Forgets the notifications of an account. @param accountId an account record's id */
  forgetAccount(accountId: string): void {
    this.deduper.forgetAccount(accountId);
  }

  private showPending(id: string): void {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    if (pending) showBatch(pending.batch);
  }

  private handleRemote(message: unknown): void {
    const parsed = notificationBatchSchema.safeParse(message);
    if (!parsed.success) return;
    const batch = parsed.data;
    for (const [id, pending] of this.pending)
      this.pending.set(id, { ...pending, batch: withoutDuplicates(pending.batch, batch) });
    const newItems = this.deduper.takeNew(
      batch.account.id,
      this.resultClaims.filterUnclaimed(batch.account.id, batch.items),
      this.clock(),
    );
    if (batch.isShown || !vscode.window.state.focused) return;
    this.windows.send("watch.shown", batch.id);
    showBatch({ ...batch, items: newItems });
  }

  private handleShown(id: unknown): void {
    if (typeof id !== "string") return;
    clearTimeout(this.pending.get(id)?.timer);
    this.pending.delete(id);
  }
}

function showBatch({ account, items }: NotificationBatch): void {
  for (const [kind, kindItems] of groupByKind(items)) {
    if (settings.isNotificationEnabled(kind)) void showItems(kind, kindItems, account);
  }
}

async function showItems(
  kind: NotificationKind,
  items: readonly NotificationItem[],
  account: NotificationBatch["account"],
): Promise<void> {
  const showAction = { title: vscode.l10n.t("Show"), run: () => revealTarget(kind, items, account.id) };
  const disableAction = { title: vscode.l10n.t("Don't Show Again"), run: () => disableNotifications(kind) };
  const message = vscode.l10n.t("{0} ({1})", notificationText(kind, items), account.name);
  await showNotification(message, warningKinds.has(kind), [showAction, disableAction]);
}

/** Opens the item of a single notification, or the view for several. */
function revealTarget(
  kind: NotificationKind,
  items: readonly NotificationItem[],
  accountId: string,
): Thenable<unknown> {
  const [first, ...rest] = items;
  const single = rest.length === 0 ? first : undefined;
  if (kind === "lowBalance") return executeCommand("joker.account.focus");
  if (kind === "resultSucceeded" || kind === "resultFailed") {
    return single
      ? executeCommand("joker.result.open", { account: accountId, procId: single.procId, svTrId: single.svTrId })
      : executeCommand("joker.results.focus");
  }
  // A transfer that left the list can no longer be shown.
  const hasLeft = kind === "transferCompleted" && findStateInfo(first?.detail ?? "")?.notification !== kind;
  if (kind === "transferEnded" || hasLeft) return executeCommand("joker.results.focus");
  return single
    ? executeCommand("joker.transfer.show", { account: accountId, domain: single.subject })
    : executeCommand("joker.transfers.focus");
}

function executeCommand(command: string, ...args: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(command, ...args);
}
