import { orderColumns } from "../../../dmapi/order-columns";
import type { TableAction } from "../../../messages/host-messages";
import type { Strings } from "../../../messages/strings";
import type { PanelMessage } from "../../../messages/panel-messages";
import { fill, type NumberFormatter, timeZoneName } from "../../shared/format";
import type { ChangeCause, OrderModel } from "../order-model";
import { nextSort, type GroupBy, type ViewState } from "../view-state";
import type { PageTexts } from "../display-names";
import { CellFormatter } from "./cell-formatter";
import { type CopySettings, CellActions } from "./cell-actions";
import { openColumnMenu, type ColumnMenu, type ColumnMenuActions } from "./column-header-menu";
import { TextLengths } from "./text-lengths";
import { createGridColumns, columnTitle, type GridColumn } from "./grid-columns";
import { openColumnsMenu } from "./column-visibility-menu";
import { Grid, type GridEvents } from "./grid";
import { createGroupText } from "./group-text";
import { moveColumn, setColumnPinned, resizeColumn, setColumnVisible, type ColumnLayout } from "./column-layout";
import type { GridContent } from "./grid-renderer";
import { OrderRevealer } from "./order-revealer";
import { PositionRestorer } from "./position-restore";
import { ViewBar, type ViewBarEvents } from "./view-bar";
import { describeShownCount } from "../order-count";

export interface OrderGridContext extends PageTexts {
  readonly numbers: NumberFormatter;
  /** Readable titles by column name. */
  readonly titles: Readonly<Record<string, string>>;
  readonly model: OrderModel;
  readonly copySettings: CopySettings;
}

export interface OrderGridEvents {
  /** The view state has changed. */
  onViewChanged(view: ViewState): void;
  /** Announces a text to screen readers. */
  announce(text: string): void;
  /** Shows the outcome of an action for some seconds, and announces it. */
  showOutcome(text: string): void;
  post(message: PanelMessage): void;
  /** Clears the text filter, because it hides an order that is to be shown. */
  clearTextFilter(): void;
}

/** The grid with the orders of a model, and the user's actions on their view. */
export class OrderGrid {
  /** The controls above the grid. */
  readonly viewBar: ViewBar;
  readonly grid: Grid;
  /** Actions on the selected cells. */
  readonly cellActions: CellActions;
  /** Saves and restores scroll position, focus and selection. */
  readonly positionRestorer: PositionRestorer;
  private readonly strings: Strings;
  private readonly model: OrderModel;
  private readonly orderRevealer: OrderRevealer;
  private columnMenu: ColumnMenu | undefined;
  /** What to announce when rows are grouped anew. */
  private groupOutcome = () => this.describeGroups();

  private readonly cells: CellFormatter;
  private readonly textLengths: TextLengths;

  constructor(
    private readonly context: OrderGridContext,
    private viewState: ViewState,
    private readonly events: OrderGridEvents,
  ) {
    this.strings = context.strings;
    this.model = context.model;
    this.cells = new CellFormatter(context, context.numbers);
    this.textLengths = new TextLengths(this.cells);
    this.syncModel();
    this.grid = new Grid(context.strings, this.createContent(), this.createGridEvents());
    this.cellActions = new CellActions(
      { ...context, cells: this.cells },
      this.grid,
      () => this.viewState.local,
      events,
    );
    this.positionRestorer = new PositionRestorer(this.model, this.grid, this.cellActions, viewState, (position) =>
      this.saveView(position),
    );
    this.orderRevealer = new OrderRevealer(this.model, this.grid, {
      onRevealed: () => this.positionRestorer.onUserMoved(),
      removeObstacle: (isFiltered) => this.removeObstacle(isFiltered),
    });
    this.viewBar = new ViewBar(context.strings, this.cells, this.createViewBarEvents());
    this.viewBar.show(viewState, (name) => this.getTitle(name));
  }

  get element(): HTMLElement {
    return this.grid.element;
  }

  /** The names of the columns shown, from left to right. */
  get columns(): string[] {
    return this.grid.content.columns.map(({ name }) => name);
  }

  /** Shows the model's current rows. */
  update(cause: ChangeCause): void {
    const { entries, groups, index, rows, sort } = this.model;
    if (cause === "rows" || this.columns.length === 0) this.showColumns();
    this.grid.showEntries(entries, groups !== undefined, this.positionRestorer.hasOtherRows);
    if (this.positionRestorer.hasOtherRows) this.grid.topRow = 0;
    this.positionRestorer.hasOtherRows = false;
    if (cause === "sort") this.events.announce(this.describeSort());
    if (cause === "group") this.events.announce(this.groupOutcome());
    if (cause === "sort" || cause === "group") this.grid.topRow = 0;
    if (cause === "filter") {
      this.grid.topRow = this.grid.focus.row;
      this.events.announce(
        describeShownCount(this.strings, this.context.numbers, { shown: rows.length, total: index.count }),
      );
    }
    if (sort.length > 0 || cause === "filter") this.showColumns();
    this.positionRestorer.savePosition();
    if (cause === "rows") this.columnMenu?.onRowsAdded();
    void this.orderRevealer.reveal();
  }

  /** Renders the visible rows again, for example after subtotals were computed. */
  refresh(): void {
    this.grid.refresh();
  }

  /** Runs an action of a native menu or the palette; false if it is not the grid's. */
  runAction(action: TableAction): boolean {
    switch (action.action) {
      case "copy":
        this.cellActions.copySelection(action.format);
        return true;
      case "filter":
        this.filterByCell(action.column, action.value);
        return true;
      case "show":
        void this.orderRevealer.request(action.orderId);
        return true;
      case "clearFilters":
        this.setFilters([]);
        return true;
      case "openResult":
      case "showTransfer":
        this.cellActions.openFor(action.action);
        return true;
      default:
        return false;
    }
  }

  /** Removes the filters of all columns. */
  clearFilters(): void {
    this.setFilters([]);
  }

  private createContent(): GridContent {
    const { model } = this;
    return {
      getTexts: (row: number) => {
        // Rows that have just been discarded may be drawn once more.
        const fields = row < model.index.count ? model.index.fields(row) : [];
        const { local } = this.viewState;
        const amount = fields[model.index.findColumn(orderColumns.amountBrutto.name)] ?? "";
        return {
          getText: ({ column, name }: GridColumn) => this.cells.formatCell(name, fields[column] ?? "", local, amount),
          status: fields[model.index.findColumn("status")] ?? "",
        };
      },
      getTooltip: (row: number, column: GridColumn) => this.cellActions.getTooltip(row, column),
      getGroupText: (group: number) => {
        const { lang: language } = document.documentElement;
        return createGroupText({ ...this.context, cells: this.cells, language }, this.viewState, group);
      },
      formatCount: (value: number) => this.formatCount(value),
    };
  }

  private createGridEvents(): GridEvents {
    return {
      onSort: ({ name }, further) => this.sortBy(nextSort(this.viewState.sort, name, further)),
      onOpenMenu: (column, header) => this.openColumnMenu(column, header),
      onResizeColumn: ({ name }, width) => this.setLayout(resizeColumn(this.viewState.layout, name, width)),
      onMoveColumn: ({ name }, by) => this.moveColumn(name, by),
      onFold: (group, how) => this.foldGroup(group, how),
      getMenuContext: () => this.cellActions.getMenuContext(),
      getCopiedCells: () => this.cellActions.getSelection("tsv"),
      onPositionChanged: () => this.positionRestorer.onUserMoved(),
      onSelectionChanged: () => this.cellActions.announceSelection(),
    };
  }

  private createViewBarEvents(): ViewBarEvents {
    return {
      onGroup: (by) => this.groupBy(by),
      onFoldAll: (fold) => this.setFolded(fold ? (this.model.groups?.names ?? []) : []),
      onTimeZone: (local) => {
        this.groupOutcome = () => fill(this.strings.timesIn, timeZoneName(local));
        this.updateView({ local }, "group");
      },
      onOpenColumns: (anchor) => this.openColumnsMenu(anchor),
      onRemoveFilter: (filter) => this.setFilters(this.viewState.filters.filter((other) => other !== filter)),
      onClearFilters: () => this.clearFilters(),
    };
  }

  private openColumnMenu(column: GridColumn, header: HTMLElement): void {
    const { strings, numbers, model } = this.context;
    const { cells } = this;
    const actions: ColumnMenuActions = {
      setFilter: (name, kind, filter) => {
        const others = this.viewState.filters.filter((other) => other.column !== name || other.kind !== kind);
        this.setFilters(filter ? [...others, filter] : others);
      },
      sortBy: (name, descending) => this.sortBy([{ name, descending }]),
      groupBy: (by) => this.groupBy(by),
      setPinned: (name, pin) => this.setLayout(setColumnPinned(this.viewState.layout, name, pin)),
      hideColumn: (name) => this.hideColumn(name),
      moveColumn: (name, by) => this.moveColumn(name, by),
    };
    this.columnMenu = openColumnMenu({ strings, numbers, cells, model, actions }, column, header);
  }

  private hideColumn(name: string): void {
    this.setLayout(setColumnVisible(this.viewState.layout, this.model.index.columns, name, false));
    this.events.announce(fill(this.strings.columnHidden, this.getTitle(name)));
  }

  private openColumnsMenu(anchor: Element): void {
    const { columns } = this.model.index;
    openColumnsMenu(this.strings, anchor, {
      getColumns: () => columns,
      getLayout: () => this.viewState.layout,
      getTitle: (name) => this.getTitle(name),
      setVisible: (name, show) => this.setLayout(setColumnVisible(this.viewState.layout, columns, name, show)),
      setPinned: (name, pin) => this.setLayout(setColumnPinned(this.viewState.layout, name, pin)),
      setLayout: (layout) => this.setLayout(layout),
    });
  }

  private setLayout(layout: ColumnLayout): void {
    this.saveView({ layout });
    this.showColumns();
  }

  private moveColumn(name: string, by: number): void {
    const { columns } = this.model.index;
    this.setLayout(moveColumn(this.viewState.layout, columns, name, by));
    const column = this.columns.indexOf(name);
    this.grid.focus = { ...this.grid.focus, column };
    this.events.announce(fill(this.strings.columnMoved, this.getTitle(name), this.formatCount(column + 1)));
  }

  private sortBy(sort: ViewState["sort"]): void {
    this.updateView({ sort }, "sort");
  }

  private groupBy(group: GroupBy | null): void {
    this.groupOutcome = () => this.describeGroups();
    this.updateView({ group, folded: [] }, "group");
  }

  /** Replaces the filters of all columns. */
  setFilters(filters: ViewState["filters"]): void {
    this.updateView({ filters }, "filter");
  }

  private setFolded(folded: readonly string[]): void {
    this.saveView({ folded: [...folded] });
    this.model.setFolded(new Set(folded));
  }

  private filterByCell(column: string | undefined, value: string | undefined): void {
    const filter = this.cellActions.createFilter(column, value);
    if (filter) this.setFilters([...this.viewState.filters.filter((other) => other.column !== filter.column), filter]);
  }

  private foldGroup(group: number, mode: "toggle" | "fold" | "unfold"): void {
    const name = this.model.groups?.names[group];
    if (name === undefined) return;
    const others = this.viewState.folded.filter((other) => other !== name);
    const isFolded = others.length < this.viewState.folded.length;
    const fold = mode === "toggle" ? !isFolded : mode === "fold";
    if (fold !== isFolded) this.setFolded(fold ? [...others, name] : others);
  }

  private updateView(change: Partial<ViewState>, cause: ChangeCause): void {
    this.saveView(change);
    this.syncModel();
    this.showColumns();
    void this.model.update(cause);
  }

  private syncModel(): void {
    const { sort, filters, group, folded, local } = this.viewState;
    Object.assign(this.model, { sort, filters, group, folded: new Set(folded), local });
  }

  private showColumns(): void {
    const { layout, sort, filters, local } = this.viewState;
    const { index } = this.model;
    const columns = createGridColumns(index, this.context.titles, layout, local, this.textLengths.measure(index));
    this.grid.showColumns(columns, sort, new Set(filters.map(({ column }) => column)));
    this.viewBar.show(this.viewState, (name) => this.getTitle(name));
  }

  /** Shows the rows that folded groups or filters hide. */
  private removeObstacle(isFiltered: boolean): void {
    if (!isFiltered) this.setFolded([]);
    else if (this.viewState.filters.length > 0) this.clearFilters();
    else if (this.model.filter !== "") this.events.clearTextFilter();
  }

  private describeSort(): string {
    const { sort } = this.viewState;
    const { strings } = this;
    const sortTexts = sort.map(({ name, descending }) =>
      fill(descending ? strings.sortedDescending : strings.sortedAscending, this.getTitle(name)),
    );
    return sortTexts.length === 0 ? strings.unsorted : fill(strings.sortAnnouncement, sortTexts.join("; "));
  }

  private describeGroups(): string {
    const { group } = this.viewState;
    const { names } = this.model.groups ?? {};
    if (!group || !names) return this.strings.ungrouped;
    const title = group.by === "tld" ? this.strings.tld : this.getTitle(group.column);
    return fill(this.strings.grouped, title, this.formatCount(names.length));
  }

  private getTitle(name: string): string {
    const column = this.model.index.findColumn(name);
    return columnTitle(
      name,
      column < 0 ? "text" : this.model.index.typedColumns.getKind(column),
      this.context.titles,
      this.viewState.local,
    );
  }

  private formatCount(value: number): string {
    return this.context.numbers.formatCount(value);
  }

  private saveView(change: Partial<ViewState>): void {
    this.viewState = { ...this.viewState, ...change };
    this.events.onViewChanged(this.viewState);
  }
}
