import * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts";
import { canModify } from "../accounts/permissions";
import type { AllViewOptions } from "../state/view-options";
import {
  nextUrgencyChangeAt,
  compareAge,
  compareDomains,
  compareUrgency,
  createTransferStatus,
  type TransferStatus,
} from "../state/urgency";
import type { AppState } from "../state/app-state";
import { findStateInfo, isCancellation, transferPhases, type TransferPhase } from "../state/transfer-states";
import { phaseText, urgencyReasonText, stateActorText, stateText } from "../state/transfer-texts";
import { dayMs } from "../dmapi/days";
import type { Transfer } from "../dmapi/model";
import { toDisplayDomain } from "../idn/display-domain";
import type { Clock } from "../workbench/clock";
import { stripControlCharacters } from "../workbench/sanitize";
import { groupBy, createGroupRow, maxExpandedRows } from "./group-row";
import { createRows, createLazyRows, type RowChildren, type Row } from "./row";
import { joinNonEmpty } from "./format";
import { createTransferRow } from "./transfer-row";
import type { ViewModel, ResourceView } from "./resource-tree";
import { combineEvents } from "../workbench/combine-events";
import { onDidChangeCanModify } from "./on-did-change-can-modify";
import { matchesTextFilter } from "../state/text-filter";
import { formatCount } from "../workbench/formats";

const comparators = { urgency: compareUrgency, age: compareAge, domain: compareDomains };
const phaseIcons: Record<TransferPhase, string> = {
  preparation: "package",
  foa: "mail",
  registry: "globe",
  completion: "home",
};

/** Pending transfers, those that need action first. `onDidChange` also fires when a deadline passes. */
export class TransfersView implements ResourceView<readonly Transfer[]>, vscode.Disposable {
  readonly name = "transfers";
  readonly resource: AppState["transfers"];
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly optionsListener: vscode.Disposable;
  private urgencyTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly accounts: Accounts,
    private readonly appState: AppState,
    private readonly viewOptions: AllViewOptions["transfers"],
    private readonly clock: Clock,
  ) {
    this.resource = appState.transfers;
    this.optionsListener = combineEvents(
      viewOptions.onDidChange,
      appState.actionFailures.onDidChange,
      onDidChangeCanModify(accounts, "transfers"),
    )(() => this.changed.fire());
  }

  createViewModel(transfers: readonly Transfer[]): ViewModel {
    const { filter, sorting, grouping } = this.viewOptions;
    const now = this.clock();
    const statuses = this.createStatuses(transfers, now);
    const filteredStatuses =
      filter === "" ? statuses : statuses.filter((status) => matchesTextFilter(filter, searchableTexts(status)));
    const sorted = filteredStatuses.toSorted(comparators[sorting]);
    const account = this.accounts.current?.id ?? "";
    const { transferIds, actionFailures, stateHistory } = this.appState;
    const isModifiable = canModify(this.accounts.current?.permissions, "transfers");
    const sources = { transferIds, actionFailures, stateHistory, isModifiable };
    const createRow = (status: TransferStatus) => createTransferRow(account, status, sources, now);
    const filterNotice =
      filter && vscode.l10n.t("Filter “{0}”: {1} of {2} shown.", filter, filteredStatuses.length, statuses.length);
    const urgentStatuses = statuses.filter(({ urgency }) => urgency);
    return {
      summary: summaryText(statuses.length, urgentStatuses.length),
      rows: grouping === "flat" ? createLazyRows(sorted, createRow) : createRows(createGroups(sorted, createRow)),
      filterNotice,
      badge: createBadge(urgentStatuses),
    };
  }

  dispose(): void {
    clearTimeout(this.urgencyTimer);
    this.optionsListener.dispose();
    this.changed.dispose();
  }

  private createStatuses(transfers: readonly Transfer[], now: number): TransferStatus[] {
    const account = this.accounts.current?.id ?? "";
    let nextChangeAt = now + dayMs;
    const statuses = transfers.map((transfer) => {
      const { domain, state } = transfer;
      const firstSeenAt = this.appState.stateHistory.firstSeenAt(account, domain, state);
      nextChangeAt = Math.min(nextChangeAt, nextUrgencyChangeAt(state, firstSeenAt, now) ?? nextChangeAt);
      const status = createTransferStatus(transfer, firstSeenAt, now);
      // The days left are shown, so they change a whole number of days before the deadline.
      if (status.deadline !== undefined && status.deadline > now) {
        nextChangeAt = Math.min(nextChangeAt, now + ((status.deadline - now) % dayMs || dayMs));
      }
      return status;
    });
    this.scheduleUpdate(nextChangeAt - now);
    return statuses;
  }

  private scheduleUpdate(delayMs: number): void {
    clearTimeout(this.urgencyTimer);
    this.urgencyTimer = setTimeout(() => this.changed.fire(), delayMs);
  }
}

/** The text beside the view's title, such as `15 pending · 1 needs you`. */
function summaryText(count: number, urgentCount: number): string {
  if (count === 0) return "";
  const pendingText = vscode.l10n.t("{0} pending", formatCount(count));
  const urgentText =
    urgentCount === 1 ? vscode.l10n.t("1 needs you") : vscode.l10n.t("{0} need you", formatCount(urgentCount));
  return joinNonEmpty(" · ", pendingText, urgentCount === 0 ? "" : urgentText);
}

/** The texts the filter searches. */
function searchableTexts({ transfer, urgency }: TransferStatus): string[] {
  const { domain, state, ownerEmail, adminEmail } = transfer;
  const reason = urgency ? urgencyReasonText(urgency.reason) : "";
  return [
    domain,
    toDisplayDomain(domain),
    state,
    stateText(state),
    stateActorText(state),
    ownerEmail,
    adminEmail,
    reason,
  ];
}

function createGroups(sorted: readonly TransferStatus[], createRow: (status: TransferStatus) => Row): Row[] {
  const urgentStatuses = sorted.filter(({ urgency }) => urgency);
  const byPhase = groupBy(
    sorted.filter(({ urgency }) => !urgency),
    ({ transfer }) => groupOf(transfer.state),
  );
  const createChildren = (statuses: readonly TransferStatus[]): RowChildren =>
    createLazyRows(statuses, createRow, statuses.length <= maxExpandedRows);
  const groups = [
    {
      id: "needs-you",
      label: vscode.l10n.t("Needs Your Attention"),
      icon: "bell",
      color: "charts.red",
      children: createChildren(urgentStatuses),
    },
    ...transferPhases.map((phase) => ({
      id: phase,
      label: phaseText(phase),
      icon: phaseIcons[phase],
      children: createChildren(byPhase.get(phase) ?? []),
    })),
    {
      id: "canceled",
      label: vscode.l10n.t("Cancellation Requested"),
      icon: "circle-slash",
      children: createChildren(byPhase.get("canceled") ?? []),
    },
    {
      id: "unknown",
      label: vscode.l10n.t("Unknown States"),
      icon: "question",
      children: createChildren(byPhase.get("unknown") ?? []),
    },
  ];
  return groups
    .filter(({ children }) => children.count > 0)
    .map((group) => createGroupRow({ ...group, id: `group:${group.id}` }));
}

/** A canceled transfer may have been in any phase. */
function groupOf(state: string): TransferPhase | "canceled" | "unknown" {
  return isCancellation(state) ? "canceled" : (findStateInfo(state)?.phase ?? "unknown");
}

const maxNames = 10;

function createBadge(urgentStatuses: readonly TransferStatus[]): vscode.ViewBadge | undefined {
  if (urgentStatuses.length === 0) return undefined;
  const names = urgentStatuses
    .toSorted(compareUrgency)
    .slice(0, maxNames)
    .map(({ transfer, urgency }) => {
      const urgencyText = urgency ? urgencyReasonText(urgency.reason) : "";
      return stripControlCharacters(
        `${toDisplayDomain(transfer.domain)}: ${stateText(transfer.state)} · ${urgencyText}`,
      );
    });
  const remaining = urgentStatuses.length - names.length;
  const title =
    urgentStatuses.length === 1
      ? vscode.l10n.t("1 transfer needs your attention")
      : vscode.l10n.t("{0} transfers need your attention", urgentStatuses.length);
  const more = remaining > 0 ? [vscode.l10n.t("and {0} more", formatCount(remaining))] : [];
  return { value: urgentStatuses.length, tooltip: [title, ...names, ...more].join("\n") };
}
