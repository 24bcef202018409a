import type { Strings } from "../../messages/strings";
import { make } from "../dom";
import type { NamedSort } from "../view";
import type { GridColumn } from "./columns";
import { Cursor } from "./cursor";
import { follow } from "./follow";
import { keyAction, type KeyAction } from "./keys";
import { within, type Cell } from "./moves";
import { Pane, type GridContent } from "./pane";
import { Pointer } from "./pointer";
import { covers, type Range } from "./selection";

export interface GridEvents {
  /** A header was clicked or chosen by key; `further` to sort by it after the columns already sorted. */
  sort(column: GridColumn, further: boolean): void;
  /** The menu of a column is wanted, beside its header. */
  menu(column: GridColumn, header: HTMLElement): void;
  /** A column shall be so many digits wide; as wide as its cells ask for if undefined. */
  resize(column: GridColumn, width: number | undefined): void;
  /** A column shall move over so many others, to the left if negative. */
  move(column: GridColumn, by: number): void;
  fold(group: number, how: "toggle" | "fold" | "unfold"): void;
  /** The native menu opens at the focused cell; gives what it shall know. */
  context(): object;
  /** The selection is to be copied; gives the text, or undefined if it is told why not. */
  copy(): string | undefined;
  /** The focus, the selection or the scroll position has changed. */
  moved(): void;
  /** Something was selected. */
  selected(): void;
}

/**
 * A grid after the ARIA pattern with any number of rows. It is one tab stop; the focused cell is its active descendant, so
 * focus outlives every row that scrolls away.
 */
export class Grid {
  readonly element: HTMLElement;
  readonly cursor = new Cursor();
  private readonly pane: Pane;

  constructor(
    strings: Strings,
    content: GridContent,
    private readonly events: GridEvents,
  ) {
    this.element = make("div", {
      role: "grid",
      class: "grid",
      tabindex: "0",
      "aria-readonly": "true",
      "aria-multiselectable": "true",
    });
    this.pane = new Pane(this.element, strings, content, this.cursor, () => this.events.moved());
    this.listen();
  }

  showColumns(columns: readonly GridColumn[], sort: readonly NamedSort[], filtered: ReadonlySet<string>): void {
    this.pane.showColumns(columns, sort, filtered);
    this.pane.draw();
  }

  /**
   * Shows these rows and groups, in this order. Focus and selection stay with their orders as far as these are there, unless
   * the rows are `others` than before.
   */
  showEntries(entries: Uint32Array, grouped: boolean, others: boolean): void {
    const { focus, ranges } = this.cursor;
    const before = this.pane.entries;
    const entry = before[focus.row];
    const stays = others || entry === undefined || entries[focus.row] === entry;
    const row = stays ? focus.row : Math.max(0, entries.indexOf(entry));
    this.pane.entries = entries;
    if (others) this.cursor.go({ row: Math.min(0, focus.row), column: focus.column });
    else this.cursor.follow(within({ ...focus, row }, this.pane.size), follow(ranges, before, entries));
    this.pane.showEntries(entries, grouped);
  }

  /** Writes what is in sight anew. */
  refresh(): void {
    this.pane.forget();
    this.pane.draw();
  }

  get focus(): Cell {
    return this.cursor.focus;
  }

  set focus(cell: Cell) {
    this.cursor.go(within(cell, this.pane.size));
    this.pane.draw();
  }

  set selection(ranges: readonly Range[]) {
    this.cursor.restore(ranges, this.pane.size);
    this.pane.draw();
  }

  /** The row at the top. */
  get top(): number {
    return this.pane.viewport.top;
  }

  set top(row: number) {
    this.pane.viewport.scrollTo(row);
    this.pane.draw();
  }

  /** Columns and entries as they are shown. */
  get shown(): { readonly columns: readonly GridColumn[]; readonly entries: Uint32Array } {
    return this.pane;
  }

  /** The header of a column, by its name. */
  headerOf(name: string): HTMLElement | undefined {
    return this.pane.header.cell(this.pane.columns.findIndex((column) => column.name === name));
  }

  private listen(): void {
    const { element, pane } = this;
    element.addEventListener("keydown", (event) => this.key(event));
    element.addEventListener("contextmenu", (event) => this.context(event));
    new Pointer(element, {
      press: (cell, event) => this.press(cell, event),
      draw: (cell) => this.drawTo(cell),
      sort: (at, further) => this.withColumn(at, (column) => this.events.sort(column, further)),
      menu: (at) => this.openMenu(at),
      resize: (at, pixels) => this.withColumn(at, (column) => this.resize(column, at, pixels)),
      drop: (at, onto) => this.withColumn(at, (column) => this.events.move(column, onto - at)),
      cellAt: (x, y) => pane.cellAt(x, y),
    });
    document.addEventListener("copy", (event) => this.copy(event));
  }

  private withColumn(at: number, then: (column: GridColumn) => void): void {
    const column = this.pane.columns[at];
    if (column) then(column);
  }

  private key(event: KeyboardEvent): void {
    const action = keyAction(event, this.focus, this.pane.groupAt(this.focus.row) !== undefined, this.pane.size);
    if (!action) return;
    // VS Code has commands of its own on some of these keys.
    event.preventDefault();
    event.stopPropagation();
    this.act(action);
    this.pane.revealInPage();
  }

  private act(action: KeyAction): void {
    const at = this.focus.column;
    switch (action.do) {
      case "go": {
        this.go(action.to);
        return;
      }
      case "extend": {
        this.drawTo(action.to);
        return;
      }
      case "sort": {
        this.withColumn(at, (column) => this.events.sort(column, action.further));
        return;
      }
      case "menu": {
        this.pane.revealInPage();
        this.openMenu(at);
        return;
      }
      case "resize": {
        this.withColumn(at, (column) => this.events.resize(column, column.width + 2 * action.by));
        return;
      }
      case "move": {
        this.withColumn(at, (column) => this.events.move(column, action.by));
        return;
      }
      case "context": {
        this.openContext();
        return;
      }
      case "toggle":
      case "fold":
      case "unfold": {
        this.events.fold(this.pane.groupAt(this.focus.row) ?? -1, action.do);
        return;
      }
      default: {
        this.select(action.do);
        return;
      }
    }
  }

  private select(what: "all" | "rows" | "columns" | "clear"): void {
    if (what === "all") this.cursor.selectAll(this.pane.size);
    else if (what === "clear") this.cursor.clear();
    else this.cursor.widen(what, this.pane.size);
    this.pane.draw();
    this.changed();
  }

  private press(cell: Cell, event: MouseEvent): void {
    const control = event.ctrlKey || event.metaKey;
    const { size } = this.pane;
    if (cell.column < 0) this.cursor.selectRow(cell.row, event.shiftKey ? "through" : control ? "too" : "only", size);
    else if (cell.row < 0) this.cursor.goToHead(cell);
    else if (event.shiftKey) this.cursor.extend(cell, size);
    else if (control) this.cursor.add(cell);
    else this.cursor.go(cell);
    this.follow();
    const group = this.pane.groupAt(cell.row);
    if (group !== undefined && this.cursor.ranges.length === 0) this.events.fold(group, "toggle");
  }

  /** Selects from where the selection began to here. */
  private drawTo(cell: Cell): void {
    const { focus } = this;
    if (cell.row === focus.row && cell.column === focus.column) return;
    this.cursor.extend({ ...cell, row: Math.max(0, cell.row) }, this.pane.size);
    this.follow();
  }

  private resize(column: GridColumn, at: number, pixels: number | undefined): void {
    const header = this.pane.header.cell(at);
    if (pixels === undefined || !header) {
      this.events.resize(column, undefined);
      return;
    }
    const { paddingLeft, paddingRight } = getComputedStyle(header);
    const inside = header.getBoundingClientRect().width - parseFloat(paddingLeft) - parseFloat(paddingRight);
    const digit = inside / column.width;
    this.events.resize(column, column.width + (pixels - header.getBoundingClientRect().width) / digit);
  }

  private openMenu(at: number): void {
    const header = this.pane.header.cell(at);
    if (header) this.withColumn(at, (column) => this.events.menu(column, header));
  }

  /** VS Code opens its menu on this event, with what it finds in the element. A header has a menu of its own. */
  private context(event: MouseEvent): void {
    const head = this.pane.header.columnAt(event.target);
    if (head !== undefined) {
      event.preventDefault();
      this.openMenu(head);
      return;
    }
    const inRow = event.target instanceof Element && event.target.closest("[role=row]") !== null;
    if (inRow) this.goForContext(this.pane.cellAt(event.clientX, event.clientY));
    this.element.dataset["vscodeContext"] = JSON.stringify(this.events.context());
  }

  /** A menu opened inside of the selection is for all of it. */
  private goForContext(cell: Cell): void {
    if (!this.cursor.ranges.some((range) => covers(range, cell))) this.go(cell);
  }

  private openContext(): void {
    this.pane.reveal();
    this.pane.revealInPage();
    const { left, bottom } = (this.pane.focusedCell ?? this.element).getBoundingClientRect();
    const place = { bubbles: true, cancelable: true, clientX: left + 8, clientY: bottom };
    this.element.dispatchEvent(new MouseEvent("contextmenu", place));
  }

  private copy(event: ClipboardEvent): void {
    if (document.activeElement !== this.element) return;
    event.preventDefault();
    const text = this.events.copy();
    if (text !== undefined) event.clipboardData?.setData("text/plain", text);
  }

  private go(to: Cell): void {
    this.cursor.go(to);
    this.follow();
  }

  private follow(): void {
    this.pane.reveal();
    this.changed();
  }

  /** Tells that the focus or the selection has changed. */
  private changed(): void {
    this.events.moved();
    if (this.cursor.ranges.length > 0) this.events.selected();
  }
}
