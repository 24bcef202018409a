import type { TableAct } from "../../messages/host";
import type { Strings } from "../../messages/strings";
import type { TableMessage } from "../../messages/table";
import type { ColumnFilter } from "../../rows/column-filter";
import { fill, shown, type Numbers } from "../format";
import type { Cause, OrderModel } from "../model";
import { nextSort, type GroupBy, type View } from "../view";
import { Cells } from "./cells";
import { openColumnMenu, type ColumnMenu, type ColumnMenuActions } from "./column-menu";
import { gridColumns, titleOf, type GridColumn } from "./columns";
import { openColumnsMenu } from "./columns-menu";
import { Grid, type GridEvents } from "./grid";
import { groupText } from "./group-text";
import { moved, pinnedOrNot, resized, shownOrHidden, type ColumnLayout } from "./layout";
import type { GridContent } from "./pane";
import { Place } from "./place";
import { ViewBar, type ViewBarEvents } from "./view-bar";

export interface OrderGridParts {
  readonly strings: Strings;
  readonly numbers: Numbers;
  /** Readable titles by column name. */
  readonly titles: Readonly<Record<string, string>>;
  readonly model: OrderModel;
}

export interface OrderGridEvents {
  /** The user changed how the rows are shown, or where they are. */
  changed(view: View): void;
  /** Something to be said to screen readers. */
  say(text: string): void;
  post(message: TableMessage): void;
  /** The text that filters all columns must go: it hides what is to be shown. */
  clearText(): void;
}

/** The orders of a model in a grid, and everything the user can do to how they are shown. */
export class OrderGrid {
  /** What stands above the grid. */
  readonly bar: ViewBar;
  readonly grid: Grid;
  /** What can be done with the cells that are selected. */
  readonly cells: Cells;
  /** Where the user is in the rows. */
  readonly place: Place;
  private readonly strings: Strings;
  private readonly model: OrderModel;
  private wanted: string | undefined;
  private menu: ColumnMenu | undefined;

  constructor(
    private readonly parts: OrderGridParts,
    private view: View,
    private readonly events: OrderGridEvents,
  ) {
    this.strings = parts.strings;
    this.model = parts.model;
    this.tellModel();
    this.grid = new Grid(parts.strings, this.content(), this.gridEvents());
    this.cells = new Cells(parts, this.grid, () => this.view.local, events);
    this.place = new Place(this.model, this.grid, this.cells, view, (place) => this.keep(place));
    this.bar = new ViewBar(parts.strings, this.barEvents());
    this.bar.show(view, (name) => this.title(name));
  }

  get element(): HTMLElement {
    return this.grid.element;
  }

  /** The names of the columns shown, from left to right. */
  get columns(): string[] {
    return this.grid.shown.columns.map(({ name }) => name);
  }

  /** Shows what the model has now. */
  show(cause: Cause): void {
    const { entries, groups, index, rows, sort } = this.model;
    if (cause === "rows" || this.columns.length === 0) this.showColumns();
    this.grid.showEntries(entries, groups !== undefined, this.place.others);
    if (this.place.others) this.grid.top = 0;
    this.place.others = false;
    if (cause === "sort") this.events.say(this.sortText());
    if (cause === "sort" || cause === "group") this.grid.top = 0;
    if (cause === "filter") {
      this.grid.top = this.grid.focus.row;
      this.events.say(fill(this.strings.ordersOf, this.number(rows.length), this.number(index.count)));
    }
    if (sort.length > 0 || cause === "filter") this.showColumns();
    this.place.follow();
    if (cause === "rows") this.menu?.rowsAdded();
    void this.goToWanted();
  }

  /** Writes what is in sight anew, such as totals of groups that are known now. */
  refresh(): void {
    this.grid.refresh();
  }

  /** Does what a native menu or the palette asks for; false if it is not for the grid. */
  act(act: TableAct): boolean {
    switch (act.action) {
      case "copy":
        this.cells.copy(act.format);
        return true;
      case "filter":
        this.filterByCell(act.column, act.value);
        return true;
      case "show":
        this.wanted = act.orderId;
        void this.goToWanted();
        return true;
      case "clearFilters":
        this.setFilters([]);
        return true;
      case "openResult":
      case "showTransfer":
        this.cells.open(act.action);
        return true;
      default:
        return false;
    }
  }

  /** Takes away the filters of all columns. */
  clearFilters(): void {
    this.setFilters([]);
  }

  private content(): GridContent {
    const { model } = this;
    return {
      texts: (row: number) => {
        const fields = model.index.fields(row);
        return ({ column }: GridColumn) => shown(fields[column] ?? "", this.view.local);
      },
      hint: (row: number, column: GridColumn) => this.cells.hint(row, column),
      group: (group: number) => groupText(this.parts, this.view, group),
      number: (value: number) => this.number(value),
    };
  }

  private gridEvents(): GridEvents {
    return {
      sort: ({ name }: GridColumn, further: boolean) => this.sortBy(nextSort(this.view.sort, name, further)),
      menu: (column: GridColumn, header: HTMLElement) => this.openMenu(column, header),
      resize: ({ name }: GridColumn, width: number | undefined) => this.arrange(resized(this.view.layout, name, width)),
      move: ({ name }: GridColumn, by: number) => this.move(name, by),
      fold: (group: number, how: "toggle" | "fold" | "unfold") => this.fold(group, how),
      context: () => this.cells.context(),
      copy: () => this.cells.text("tsv"),
      moved: () => this.place.moved(),
      selected: () => this.cells.saySelection(),
    };
  }

  private barEvents(): ViewBarEvents {
    return {
      group: (by: GroupBy | null) => this.groupBy(by),
      foldAll: (fold: boolean) => this.setFolded(fold ? (this.model.groups?.names ?? []) : []),
      local: (local: boolean) => this.change({ local }, "group"),
      columns: (anchor: Element) => this.openColumns(anchor),
      removeFilter: (filter: ColumnFilter) => this.setFilters(this.view.filters.filter((other) => other !== filter)),
      clearFilters: () => this.clearFilters(),
    };
  }

  private openMenu(column: GridColumn, header: HTMLElement): void {
    const { strings, numbers, model } = this.parts;
    const actions: ColumnMenuActions = {
      filter: (name: string, kind: ColumnFilter["kind"], filter: ColumnFilter | undefined) => {
        const others = this.view.filters.filter((other) => other.column !== name || other.kind !== kind);
        this.setFilters(filter ? [...others, filter] : others);
      },
      sort: (name: string, descending: boolean) => this.sortBy([{ name, descending }]),
      group: (by: GroupBy) => this.groupBy(by),
      pin: (name: string, pin: boolean) => this.arrange(pinnedOrNot(this.view.layout, name, pin)),
      hide: (name: string) => this.arrange(shownOrHidden(this.view.layout, this.model.index.columns, name, false)),
      move: (name: string, by: number) => this.move(name, by),
    };
    this.menu = openColumnMenu({ strings, numbers, model, actions }, column, header);
  }

  private openColumns(anchor: Element): void {
    const { columns } = this.model.index;
    openColumnsMenu(this.strings, anchor, {
      columns: () => columns,
      layout: () => this.view.layout,
      title: (name) => this.title(name),
      show: (name, show) => this.arrange(shownOrHidden(this.view.layout, columns, name, show)),
      pin: (name, pin) => this.arrange(pinnedOrNot(this.view.layout, name, pin)),
      change: (layout) => this.arrange(layout),
    });
  }

  private arrange(layout: ColumnLayout): void {
    this.keep({ layout });
    this.showColumns();
  }

  private move(name: string, by: number): void {
    const { columns } = this.model.index;
    this.arrange(moved(this.view.layout, columns, name, by));
    const column = this.columns.indexOf(name);
    this.grid.focus = { ...this.grid.focus, column };
    this.events.say(fill(this.strings.columnMoved, this.title(name), this.number(column + 1)));
  }

  private sortBy(sort: View["sort"]): void {
    this.change({ sort }, "sort");
  }

  private groupBy(group: GroupBy | null): void {
    this.change({ group, folded: [] }, "group");
  }

  /** Puts these filters of columns in place of those there are. */
  setFilters(filters: View["filters"]): void {
    this.change({ filters }, "filter");
  }

  private setFolded(folded: readonly string[]): void {
    this.keep({ folded: [...folded] });
    this.model.fold(new Set(folded));
  }

  private filterByCell(column: string | undefined, value: string | undefined): void {
    const filter = this.cells.filterFor(column, value);
    if (filter) this.setFilters([...this.view.filters.filter((other) => other.column !== filter.column), filter]);
  }

  private fold(group: number, how: "toggle" | "fold" | "unfold"): void {
    const name = this.model.groups?.names[group];
    if (name === undefined) return;
    const others = this.view.folded.filter((other) => other !== name);
    const isFolded = others.length < this.view.folded.length;
    const fold = how === "toggle" ? !isFolded : how === "fold";
    if (fold !== isFolded) this.setFolded(fold ? [...others, name] : others);
  }

  private change(change: Partial<View>, cause: Cause): void {
    this.keep(change);
    this.tellModel();
    this.showColumns();
    void this.model.update(cause);
  }

  private tellModel(): void {
    const { sort, filters, group, folded, local } = this.view;
    Object.assign(this.model, { sort, filters, group, folded: new Set(folded), local });
  }

  private showColumns(): void {
    const { layout, sort, filters, local } = this.view;
    const columns = gridColumns(this.model.index, this.parts.titles, layout, local);
    this.grid.showColumns(columns, sort, new Set(filters.map(({ column }) => column)));
    this.bar.show(this.view, (name) => this.title(name));
  }

  /** Goes to the order that was asked for, as soon as it is there; filters that hide it are taken away. */
  private async goToWanted(): Promise<void> {
    const { wanted } = this;
    if (wanted === undefined) return;
    const row = await this.model.find("order_id", wanted);
    if (row === undefined || this.wanted !== wanted) return;
    const place = this.model.entries.indexOf(row);
    if (place >= 0) {
      this.wanted = undefined;
      this.grid.focus = { ...this.grid.focus, row: place };
      this.grid.top = Math.max(0, place - 2);
      this.place.moved();
      this.element.focus();
    } else if (this.model.rows.includes(row)) this.setFolded([]);
    else if (this.view.filters.length > 0) this.clearFilters();
    else if (this.model.filter !== "") this.events.clearText();
  }

  private sortText(): string {
    const { sort } = this.view;
    const { strings } = this;
    const said = sort.map(({ name, descending }) =>
      fill(descending ? strings.sortedDescending : strings.sortedAscending, this.title(name)),
    );
    return said.length === 0 ? strings.unsorted : fill(strings.sortAnnouncement, said.join("; "));
  }

  private title(name: string): string {
    const column = this.model.index.columnOf(name);
    return titleOf(name, column < 0 ? "text" : this.model.index.typed.kind(column), this.parts.titles, this.view.local);
  }

  private number(value: number): string {
    return this.parts.numbers.count(value);
  }

  private keep(change: Partial<View>): void {
    this.view = { ...this.view, ...change };
    this.events.changed(this.view);
  }
}
