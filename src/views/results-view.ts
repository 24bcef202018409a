import * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts";
import { canModify } from "../accounts/permissions";
import type { AllViewOptions } from "../state/view-options";
import type { AppState } from "../state/app-state";
import { resultRowId } from "../state/action-failures";
import { describeFilter } from "../state/result-filter";
import { requestTypeName, resultStatusName } from "../state/display-names";
import { isTransferOrder, type Result } from "../dmapi/model";
import { groupBy, createGroupRow, maxExpandedRows } from "./group-row";
import { createActionRow } from "./load-more-item";
import { createResultRow } from "./result-row";
import { createRows, createLazyRows, type Row } from "./row";
import { joinNonEmpty } from "./format";
import { toDisplayDomain } from "../idn/display-domain";
import type { Clock } from "../workbench/clock";
import type { ViewModel, ResourceView } from "./resource-tree";
import { getOwn } from "../workbench/sanitize";
import { combineEvents } from "../workbench/combine-events";
import { onDidChangeCanModify } from "./on-did-change-can-modify";
import { matchesTextFilter } from "../state/text-filter";
import { formatCount } from "../workbench/formats";

/** Results by status. The current filter is shown above them. */
export class ResultsView implements ResourceView<readonly Result[]> {
  readonly name = "results";
  readonly resource: AppState["results"];
  readonly onDidChange: vscode.Event<void>;

  constructor(
    private readonly accounts: Accounts,
    private readonly appState: AppState,
    private readonly viewOptions: AllViewOptions["results"],
    private readonly clock: Clock,
  ) {
    this.resource = appState.results;
    this.onDidChange = combineEvents(
      viewOptions.onDidChange,
      appState.actionFailures.onDidChange,
      onDidChangeCanModify(accounts, "results"),
    );
  }

  createViewModel(results: readonly Result[]): ViewModel {
    const { filter } = this.viewOptions;
    const filteredResults =
      filter === "" ? results : results.filter((result) => matchesTextFilter(filter, searchableTexts(result)));
    const groups = this.createGroups(filteredResults);
    const hasLoadMoreRow = groups.length > 0 && this.appState.pagedResults.hasMore;
    return {
      summary: summaryText(this.groupResults(results)),
      rows: createRows(hasLoadMoreRow ? [...groups, createLoadMoreRow(results.length)] : groups),
      filterNotice: this.filterNotice(filteredResults.length, results.length),
    };
  }

  private createGroups(results: readonly Result[]): Row[] {
    const byGroup = this.groupResults(results);
    const otherGroups = [...byGroup.keys()].filter((group) => !knownGroups.includes(group));
    const account = this.accounts.current?.id ?? "";
    const { failureReasons, actionFailures } = this.appState;
    const now = this.clock();
    const isModifiable = canModify(this.accounts.current?.permissions, "results");
    const createRow = (result: Result, isCanceled: boolean) =>
      createResultRow({
        account,
        result,
        failureReasons,
        now,
        isModifiable,
        isCanceled,
        failure: actionFailures.get(account, resultRowId(result)),
      });
    return [...knownGroups, ...otherGroups].flatMap((group) => {
      const members = byGroup.get(group) ?? [];
      const create = (result: Result) => createRow(result, group === canceledGroup);
      const children = createLazyRows(members, create, members.length <= maxExpandedRows);
      const row = { id: `status:${group}`, label: groupTitle(group), icon: groupIcon(group), children };
      return members.length === 0 ? [] : [createGroupRow(row)];
    });
  }

  /** By status, and apart from failures those of transfers that were canceled. */
  private groupResults(results: readonly Result[]): ReadonlyMap<string, readonly Result[]> {
    const account = this.accounts.current?.id ?? "";
    const wasCanceled = (domain: string) => this.appState.stateHistory.wasCanceled(account, domain);
    return groupBy(results, (result) => (isCanceledTransfer(result, wasCanceled) ? canceledGroup : result.status));
  }

  /** Describes the filter, so that an empty list is not taken for an account without results. */
  private filterNotice(shownCount: number, loadedCount: number): string {
    const { filter } = this.viewOptions;
    const filterDescription = describeFilter(this.appState.pagedResults.filter);
    const queryNotice = filterDescription && vscode.l10n.t("Search: {0}.", filterDescription);
    const textFilterNotice =
      filter && vscode.l10n.t("Filter “{0}”: {1} of {2} shown.", filter, shownCount, loadedCount);
    return joinNonEmpty(" ", queryNotice, textFilterNotice);
  }
}

/** The text beside the view's title, such as `2 failed · 3 in progress`. */
function summaryText(byGroup: ReadonlyMap<string, readonly Result[]>): string {
  const countText = (status: string) => {
    const count = byGroup.get(status)?.length ?? 0;
    return count === 0 ? "" : `${formatCount(count)} ${resultStatusName(status)}`;
  };
  return joinNonEmpty(" · ", countText("nack"), countText("pending"));
}

/** A transfer order fails when its transfer is canceled: the user knows why. */
function isCanceledTransfer(
  { status, requestType, object }: Result,
  wasCanceled: (domain: string) => boolean,
): boolean {
  return status === "nack" && isTransferOrder(requestType) && wasCanceled(object);
}

/** The failed orders of transfers that were canceled; no status of DMAPI. */
const canceledGroup = "canceled transfers";

/** What may need the user comes first. */
const knownGroups = ["nack", "pending", canceledGroup, "ack"];

function groupTitle(group: string): string {
  const titles: Partial<Record<string, string>> = {
    pending: vscode.l10n.t("In Progress"),
    nack: vscode.l10n.t("Failed"),
    [canceledGroup]: vscode.l10n.t("Canceled Transfers"),
    ack: vscode.l10n.t("Succeeded"),
    "": vscode.l10n.t("Unrecognized Format"),
  };
  return getOwn(titles, group) ?? group;
}

/** The icon of a group; different from those of its rows. */
function groupIcon(group: string): string {
  const icons: Partial<Record<string, string>> = {
    pending: "sync",
    nack: "warning",
    [canceledGroup]: "debug-stop",
    ack: "check-all",
  };
  return getOwn(icons, group) ?? "question";
}

function searchableTexts({ object, requestType, status, procId, svTrId, clTrId, timeStamp }: Result): string[] {
  const shownTexts = [toDisplayDomain(object), requestTypeName(requestType), resultStatusName(status)];
  return [object, requestType, status, ...shownTexts, procId, svTrId, clTrId, timeStamp];
}

function createLoadMoreRow(loadedCount: number): Row {
  const label = vscode.l10n.t("Load more ({0} loaded)", formatCount(loadedCount));
  return createActionRow("results/load-more", label, { command: "joker.results.loadMore" });
}
