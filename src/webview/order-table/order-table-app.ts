import type { HostMessage, InitMessage, OrderTableAccount, TableAction } from "../../messages/host-messages";
import { isSameQuery, type TableQuery } from "../../messages/table-query";
import type { PanelMessage } from "../../messages/panel-messages";
import type { Totals } from "../../columns/totals";
import { readDistinctValues } from "../../columns/distinct-values";
import { createElement } from "../shared/dom";
import { describeEmptyResult } from "./query/describe-query";
import { fill, NumberFormatter } from "../shared/format";
import { InitialFocus } from "../shared/focus-restore";
import { LiveRegion } from "../shared/live-region";
import { enableRegionKeys } from "./region-keys";
import { GapBanner } from "./gap-banner";
import { CellFormatter } from "./grid/cell-formatter";
import type { CopySettings } from "./grid/cell-actions";
import { OrderGrid } from "./grid/order-grid";
import { LoadState } from "./load-state";
import { OrderModel, type ChangeCause } from "./order-model";
import { Notice } from "./notice";
import { getNoticeState, selectListedGaps } from "./notice-state";
import { LoadIndicator } from "./load-indicator";
import { QueryBar } from "./query/query-bar";
import { hasValuesOfQuery } from "./query/form-values";
import type { TableState } from "./table-state";
import { Summary } from "./summary";
import { Toolbar, type ToolbarEvents } from "./toolbar";

/** How the app reaches the extension host and saves its state. */
export interface AppHost {
  post(message: PanelMessage): void;
  saveState(state: TableState & { readonly query: TableQuery }): void;
}

/** The order table's page: connects the model, its components and the extension host. */
export class OrderTableApp {
  private readonly queryBar: QueryBar;
  private readonly gapBanner: GapBanner;
  private readonly loadIndicator: LoadIndicator;
  private readonly toolbar: Toolbar;
  private readonly summary: Summary;
  private readonly notice: Notice;
  private readonly grid: OrderGrid;
  private readonly model: OrderModel;
  private readonly main = createElement("main");
  private readonly liveRegion = new LiveRegion();
  private readonly loadState: LoadState;
  private readonly initialFocus: InitialFocus;
  private readonly now: () => number;
  private readonly copySettings: CopySettings;
  /** Text with the number of orders shown. */
  private countText = "";
  /** Whether the end of the latest query still has to be announced to screen readers. */
  private isAnnouncementPending = true;
  /** Whether the totals shown include all rows received so far. */
  private areTotalsCurrent = true;

  constructor(
    private readonly init: InitMessage,
    private state: TableState,
    private readonly host: AppHost,
  ) {
    const { strings } = init;
    const numbers = new NumberFormatter(init.language);
    const startedAt = Date.now();
    this.now = () => init.now + Date.now() - startedAt;
    this.loadState = new LoadState(init.query, init.shownQuery);
    this.copySettings = { decimalMark: init.decimalMark };
    this.model = new OrderModel({
      onRowsChanged: (cause) => this.onRowsChanged(cause),
      onTotalsChanged: (totals) => this.onTotalsChanged(totals),
      onBusyChanged: (working) => this.grid.element.setAttribute("aria-busy", String(working)),
      onSubtotalsChanged: () => this.grid.refresh(),
    });
    this.model.filter = state.filter;
    this.model.display = new CellFormatter(init, numbers);
    this.loadIndicator = new LoadIndicator(strings, numbers, () => host.post({ type: "cancel" }));
    this.queryBar = new QueryBar(init, this.loadIndicator, this.now, {
      post: (message) => host.post(message),
      onQuery: (query, beside) => this.runQuery(query, beside),
      onToggleMore: (more) => this.updateState({ more }),
      onEdit: () => this.onFormEdited(),
      getQuery: () => this.loadState.query,
    });
    this.queryBar.form.setMoreOpen(state.more);
    if (state.draft) this.queryBar.form.setValues(state.draft);
    this.grid = new OrderGrid(
      { strings, numbers, titles: init.titles, names: init.names, model: this.model, copySettings: this.copySettings },
      state.view,
      {
        onViewChanged: (view) => this.updateState({ view }),
        announce: (text) => this.liveRegion.announce(text),
        showOutcome: (text) => this.showOutcome(text),
        post: (message) => host.post(message),
        clearTextFilter: () => this.clearTextFilter(),
      },
    );
    const { element: viewOptions, foldButtons, filterChips } = this.grid.viewBar;
    const statusParts = [foldButtons, filterChips];
    this.toolbar = new Toolbar(strings, numbers, state.filter, viewOptions, statusParts, this.createToolbarEvents());
    this.summary = new Summary(init, numbers, this.model, state, {
      onStateChanged: ({ amount, picture, facets }) => this.updateState({ amount, picture, facets }),
      onFilter: (filters) => this.grid.setFilters(filters),
      onCopy: (text) => this.copy(text),
    });
    this.gapBanner = new GapBanner(strings, (gap) =>
      host.post({ type: "retryGap", generation: this.loadState.generation, gap }),
    );
    this.notice = new Notice(strings, {
      retry: () => this.runQuery(this.loadState.query),
      clearFilters: () => this.clearAllFilters(),
    });
    this.initialFocus = new InitialFocus(this.grid.element);
    this.showAccount(init.account);
  }

  /** Adds the components to the page. */
  mount(page: HTMLElement): void {
    const { queryBar, toolbar, gapBanner, notice, summary, grid, main, liveRegion } = this;
    main.append(summary.element, toolbar.element, toolbar.statusLine);
    // What may appear stands right above the rows, so that nothing else moves.
    main.append(gapBanner.element, notice.element, grid.element);
    page.replaceChildren(queryBar.element, main, liveRegion.element);
    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "f" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      toolbar.filterBox.select();
    });
    enableRegionKeys([queryBar.form.element, summary.totals.element, summary.chart.element, grid.element]);
    this.updateState({});
    this.updateStatus();
  }

  receive(message: Exclude<HostMessage, InitMessage>): void {
    if (this.loadState.applyMessage(message)) {
      this.grid.positionRestorer.onRowsReplaced(this.loadState.isReload);
      this.model.clear();
      this.summary.releaseTotals(this.loadState.isReload);
    }
    switch (message.type) {
      case "rows":
        this.areTotalsCurrent = false;
        this.model.add(message);
        break;
      case "loading":
        this.saveDraft();
        this.isAnnouncementPending = true;
        this.liveRegion.announce(this.init.strings.loading);
        break;
      case "rejected":
        this.queryBar.form.showProblems(message.problems);
        break;
      case "queries":
        this.queryBar.showQueries(message);
        break;
      case "exported":
        // The extension has notified the user of the outcome.
        this.toolbar.setExporting(false);
        this.copySettings.decimalMark = message.decimalMark;
        break;
      case "account":
        this.showAccount(message.account);
        break;
      case "transfers":
        this.grid.cellActions.pendingDomains = new Set(message.domains);
        break;
      case "act":
        if (!this.grid.runAction(message.act)) this.runAction(message.act);
    }
    this.updateStatus();
    this.restorePositionAndAnnounce();
  }

  private createToolbarEvents(): ToolbarEvents {
    return {
      onFilter: (text: string) => this.setTextFilter(text),
      onLeave: () => this.grid.element.focus(),
      onExport: () => this.exportRows(),
    };
  }

  private runQuery(query: TableQuery, beside = false): void {
    if (!beside && !isSameQuery(query, this.loadState.query)) this.summary.reset();
    this.host.post({ type: "query", query, ...(beside ? { beside } : {}) });
  }

  /** Runs the actions of native menus and the palette that the grid does not handle. */
  private runAction({ action }: TableAction): void {
    if (action === "export") this.exportRows();
    else if (action === "refresh") this.runQuery(this.loadState.query);
    else if (action === "find") this.toolbar.filterBox.select();
  }

  private copy(text: string): void {
    this.host.post({ type: "copy", text });
    this.showOutcome(this.init.strings.copied);
  }

  private exportRows(): void {
    const { rows, isInOriginalOrder } = this.model;
    const { columns } = this.grid;
    if (this.isOutdated) this.showOutcome(this.init.strings.exportOutdated);
    if (!this.toolbar.canExport) return;
    this.toolbar.setExporting(true);
    this.host.post({
      type: "export",
      generation: this.loadState.generation,
      rows: isInOriginalOrder ? null : rows.slice(),
      columns,
    });
  }

  private setTextFilter(text: string): void {
    this.updateState({ filter: text });
    this.model.filter = text;
    void this.model.update("filter");
  }

  private clearAllFilters(): void {
    this.grid.clearFilters();
    this.toolbar.filterBox.focus();
    this.clearTextFilter();
  }

  private clearTextFilter(): void {
    this.toolbar.filterBox.value = "";
    this.setTextFilter("");
  }

  private onRowsChanged(cause: ChangeCause): void {
    if (cause === "rows") this.summary.updateAmountColumns();
    this.updateStatus();
    this.grid.update(cause);
    if (cause === "rows") this.initialFocus.give();
    this.restorePositionAndAnnounce();
  }

  private onTotalsChanged(totals: Totals): void {
    const { index } = this.model;
    this.areTotalsCurrent = !this.model.isBusy;
    this.summary.show(totals);
    this.updateCompleteness();
    if (index.findColumn("type") >= 0) this.queryBar.form.addTypes(readDistinctValues(index, "type").values);
  }

  /** Restores the saved position and announces the query's outcome, once all rows are loaded. */
  private restorePositionAndAnnounce(): void {
    if (this.loadState.phase === "loading") return;
    void this.grid.positionRestorer.restore();
    if (!this.isAnnouncementPending || this.model.isBusy) return;
    this.isAnnouncementPending = false;
    const gaps = this.gapBanner.element.hidden ? "" : this.init.strings.gapsTitle;
    this.liveRegion.announce([this.notice.text, gaps, this.countText].filter(Boolean).join(" "));
  }

  private updateStatus(): void {
    const { index, rows } = this.model;
    const { init } = this;
    const getReasons = () => describeEmptyResult(init, this.loadState.query, this.now(), init.language);
    const noticeState = getNoticeState(this.model, this.loadState, getReasons);
    this.notice.show(noticeState);
    this.gapBanner.show(selectListedGaps(noticeState, this.loadState.gaps));
    this.loadIndicator.show(this.loadState.getProgress(index.count));
    this.updateCompleteness();
    const { isComplete, gaps } = this.loadState;
    this.countText = this.toolbar.showCount(rows.length, index.count, isComplete, gaps.length > 0);
    this.grid.element.hidden = rows.length === 0;
    this.updateOutdated();
  }

  private updateCompleteness(): void {
    const { phase, isComplete, gaps } = this.loadState;
    const isCalculating = phase === "loading" || !this.areTotalsCurrent;
    this.summary.showStatus(isCalculating ? "calculating" : isComplete ? "complete" : "incomplete", gaps);
    this.summary.showOutdated(!this.areTotalsCurrent);
  }

  /** Whether the rows are those of another query than the form's. */
  private get isOutdated(): boolean {
    return this.loadState.isOutdatedFor(this.queryBar.form.query);
  }

  /** Names the query of the rows while the form has another one, and hatches what belongs to it. */
  private updateOutdated(): void {
    const { isOutdated } = this;
    this.queryBar.form.showShownQuery(isOutdated ? this.loadState.shownQuery : undefined);
    this.main.classList.toggle("outdated", isOutdated);
    this.toolbar.setOutdated(isOutdated);
  }

  /** Shows the account's name. */
  private showAccount({ name, environmentLabel: mark }: OrderTableAccount): void {
    const account = [name, mark].filter(Boolean).join(" · ");
    this.queryBar.account = account;
    this.grid.element.setAttribute("aria-label", fill(this.init.strings.ordersLabel, account));
  }

  private updateState(change: Partial<TableState>): void {
    this.state = { ...this.state, ...change };
    this.host.saveState({ ...this.state, query: this.loadState.query });
  }

  /** Saves unsent form values; null when the form shows the current query. */
  private saveDraft(): void {
    const { values } = this.queryBar.form;
    this.updateState({ draft: hasValuesOfQuery(values, this.loadState.query) ? null : values });
  }

  private onFormEdited(): void {
    this.saveDraft();
    this.updateOutdated();
  }

  /** Shows the outcome of an action, and announces it. */
  private showOutcome(text: string): void {
    this.toolbar.showOutcome(text);
    this.liveRegion.announce(text);
  }
}
