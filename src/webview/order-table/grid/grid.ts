import type { CopiedCells } from "./copy-text";
import type { Strings } from "../../../messages/strings";
import { createElement } from "../../shared/dom";
import type { ColumnSort } from "../view-state";
import type { GridColumn } from "./grid-columns";
import { Cursor } from "./cursor";
import { remapSelection } from "./remap-selection";
import { resolveKeyAction, type KeyAction } from "./keymap";
import { clampCell, type CellPosition } from "./navigation";
import { GridRenderer, type GridContent } from "./grid-renderer";
import { PointerController } from "./pointer-controller";
import { containsCell, type CellRange } from "./selection";

export interface GridEvents {
  /** A header was clicked or chosen by key; `further` to sort by it after the columns already sorted. */
  onSort(column: GridColumn, further: boolean): void;
  /** Open the menu of a column beside its header. */
  onOpenMenu(column: GridColumn, header: HTMLElement): void;
  /** Set a column's width in digits; undefined for automatic width. */
  onResizeColumn(column: GridColumn, width: number | undefined): void;
  /** Move a column by so many columns, to the left if negative. */
  onMoveColumn(column: GridColumn, by: number): void;
  onFold(group: number, how: "toggle" | "fold" | "unfold"): void;
  /** The native menu opens at the focused cell; returns its context. */
  getMenuContext(): object;
  /** The selection is to be copied; returns the text, or undefined if the user was told why not. */
  getCopiedCells(): CopiedCells | undefined;
  /** The focus, the selection or the scroll position has changed. */
  onPositionChanged(): void;
  /** Something was selected. */
  onSelectionChanged(): void;
}

/**
 * A grid after the ARIA pattern with any number of rows. It is one tab stop; the focused cell is its active descendant, so that
 * focus does not depend on row elements, which are recycled.
 */
export class Grid {
  readonly element: HTMLElement;
  readonly cursor = new Cursor();
  private readonly renderer: GridRenderer;

  constructor(
    strings: Strings,
    content: GridContent,
    private readonly events: GridEvents,
  ) {
    this.element = createElement("div", {
      role: "grid",
      class: "grid",
      tabindex: "0",
      "aria-readonly": "true",
      "aria-multiselectable": "true",
    });
    this.renderer = new GridRenderer(this.element, strings, content, this.cursor, () =>
      this.events.onPositionChanged(),
    );
    this.addListeners();
  }

  showColumns(columns: readonly GridColumn[], sort: readonly ColumnSort[], filtered: ReadonlySet<string>): void {
    this.renderer.showColumns(columns, sort, filtered);
    this.renderer.render();
  }

  /**
   * Shows these rows and groups, in this order. Focus and selection stay with their orders as far as these are shown, unless
   * the rows belong to another query (`isOtherRows`).
   */
  showEntries(entries: Uint32Array, grouped: boolean, isOtherRows: boolean): void {
    const { focus, ranges } = this.cursor;
    const before = this.renderer.entries;
    const entry = before[focus.row];
    const keepsRow = isOtherRows || entry === undefined || entries[focus.row] === entry;
    const row = keepsRow ? focus.row : Math.max(0, entries.indexOf(entry));
    this.renderer.entries = entries;
    if (isOtherRows) this.cursor.moveTo({ row: Math.min(0, focus.row), column: focus.column });
    else
      this.cursor.relocate(clampCell({ ...focus, row }, this.renderer.size), remapSelection(ranges, before, entries));
    this.renderer.showEntries(entries, grouped);
  }

  /** Renders the visible rows again. */
  refresh(): void {
    this.renderer.invalidateRows();
    this.renderer.render();
  }

  get focus(): CellPosition {
    return this.cursor.focus;
  }

  set focus(cell: CellPosition) {
    this.cursor.moveTo(clampCell(cell, this.renderer.size));
    this.renderer.render();
  }

  set selection(ranges: readonly CellRange[]) {
    this.cursor.restore(ranges, this.renderer.size);
    this.renderer.render();
  }

  /** Position of the first visible row. */
  get topRow(): number {
    return this.renderer.viewport.topRow;
  }

  set topRow(row: number) {
    this.renderer.viewport.scrollTo(row);
    this.renderer.render();
  }

  /** The columns and entries shown. */
  get content(): { readonly columns: readonly GridColumn[]; readonly entries: Uint32Array } {
    return this.renderer;
  }

  /** The header of a column, by its name. */
  getHeader(name: string): HTMLElement | undefined {
    return this.renderer.header.getCell(this.renderer.columns.findIndex((column) => column.name === name));
  }

  private addListeners(): void {
    const { element, renderer } = this;
    element.addEventListener("keydown", (event) => this.onKeydown(event));
    element.addEventListener("contextmenu", (event) => this.onContextMenu(event));
    new PointerController(element, {
      onPress: (cell, event) => this.onPress(cell, event),
      onDragSelect: (cell) => this.extendSelectionTo(cell),
      onSort: (at, further) => this.withColumn(at, (column) => this.events.onSort(column, further)),
      onOpenMenu: (at) => this.openMenu(at),
      onResize: (at, pixels) => this.withColumn(at, (column) => this.resizeColumn(column, at, pixels)),
      onDropColumn: (at, onto) => this.withColumn(at, (column) => this.events.onMoveColumn(column, onto - at)),
      cellAt: (x, y) => renderer.cellAt(x, y),
    });
    document.addEventListener("copy", (event) => this.onCopy(event));
  }

  private withColumn(at: number, then: (column: GridColumn) => void): void {
    const column = this.renderer.columns[at];
    if (column) then(column);
  }

  private onKeydown(event: KeyboardEvent): void {
    const action = resolveKeyAction(
      event,
      this.focus,
      this.renderer.groupAt(this.focus.row) !== undefined,
      this.renderer.size,
    );
    if (!action) return;
    // VS Code binds commands to some of these keys.
    event.preventDefault();
    event.stopPropagation();
    this.runKeyAction(action);
    this.renderer.revealInPage();
  }

  private runKeyAction(action: KeyAction): void {
    const at = this.focus.column;
    switch (action.do) {
      case "go": {
        this.moveTo(action.to);
        return;
      }
      case "extend": {
        this.extendSelectionTo(action.to);
        return;
      }
      case "sort": {
        this.withColumn(at, (column) => this.events.onSort(column, action.further));
        return;
      }
      case "menu": {
        this.renderer.revealInPage();
        this.openMenu(at);
        return;
      }
      case "resize": {
        this.withColumn(at, (column) => this.events.onResizeColumn(column, column.width + 2 * action.by));
        return;
      }
      case "move": {
        this.withColumn(at, (column) => this.events.onMoveColumn(column, action.by));
        return;
      }
      case "context": {
        this.openContextMenu();
        return;
      }
      case "toggle":
      case "fold":
      case "unfold": {
        this.events.onFold(this.renderer.groupAt(this.focus.row) ?? -1, action.do);
        return;
      }
      default: {
        this.select(action.do);
        return;
      }
    }
  }

  private select(what: "all" | "rows" | "columns" | "clear"): void {
    if (what === "all") this.cursor.selectAll(this.renderer.size);
    else if (what === "clear") this.cursor.clear();
    else this.cursor.widen(what, this.renderer.size);
    this.renderer.render();
    this.notifyPosition();
  }

  private onPress(cell: CellPosition, event: MouseEvent): void {
    const isControl = event.ctrlKey || event.metaKey;
    const { size } = this.renderer;
    if (cell.column < 0) this.cursor.selectRow(cell.row, event.shiftKey ? "through" : isControl ? "too" : "only", size);
    else if (cell.row < 0) this.cursor.focusCell(cell);
    else if (event.shiftKey) this.cursor.extendTo(cell, size);
    else if (isControl) this.cursor.addRangeAt(cell);
    else this.cursor.moveTo(cell);
    this.revealFocus();
    const group = this.renderer.groupAt(cell.row);
    if (group !== undefined && this.cursor.ranges.length === 0) this.events.onFold(group, "toggle");
  }

  /** Extends the selection to a cell. */
  private extendSelectionTo(cell: CellPosition): void {
    const { focus } = this;
    if (cell.row === focus.row && cell.column === focus.column) return;
    this.cursor.extendTo({ ...cell, row: Math.max(0, cell.row) }, this.renderer.size);
    this.revealFocus();
  }

  private resizeColumn(column: GridColumn, at: number, pixels: number | undefined): void {
    const header = this.renderer.header.getCell(at);
    if (pixels === undefined || !header) {
      this.events.onResizeColumn(column, undefined);
      return;
    }
    const { paddingLeft, paddingRight } = getComputedStyle(header);
    const contentWidth = header.getBoundingClientRect().width - parseFloat(paddingLeft) - parseFloat(paddingRight);
    const digitWidth = contentWidth / column.width;
    this.events.onResizeColumn(column, column.width + (pixels - header.getBoundingClientRect().width) / digitWidth);
  }

  private openMenu(at: number): void {
    const header = this.renderer.header.getCell(at);
    if (header) this.withColumn(at, (column) => this.events.onOpenMenu(column, header));
  }

  /** VS Code opens its menu on this event, with the context in the element's data attribute. Headers have their own menu. */
  private onContextMenu(event: MouseEvent): void {
    const head = this.renderer.header.columnAt(event.target);
    if (head !== undefined) {
      event.preventDefault();
      this.openMenu(head);
      return;
    }
    const inRow = event.target instanceof Element && event.target.closest("[role=row]") !== null;
    if (inRow) this.focusForContextMenu(this.renderer.cellAt(event.clientX, event.clientY));
    this.element.dataset["vscodeContext"] = JSON.stringify(this.events.getMenuContext());
  }

  /** A menu opened inside the selection keeps it, to copy it; other actions apply to the cell under the pointer. */
  private focusForContextMenu(cell: CellPosition): void {
    const isInSelection = this.cursor.ranges.some((range) => containsCell(range, cell));
    if (isInSelection) this.cursor.focusCell(cell);
    else this.cursor.moveTo(cell);
    this.revealFocus();
  }

  private openContextMenu(): void {
    this.renderer.reveal();
    this.renderer.revealInPage();
    const { left, bottom } = (this.renderer.focusedCell ?? this.element).getBoundingClientRect();
    const eventInit = { bubbles: true, cancelable: true, clientX: left + 8, clientY: bottom };
    this.element.dispatchEvent(new MouseEvent("contextmenu", eventInit));
  }

  private onCopy(event: ClipboardEvent): void {
    if (document.activeElement !== this.element) return;
    event.preventDefault();
    const copied = this.events.getCopiedCells();
    if (!copied) return;
    event.clipboardData?.setData("text/plain", copied.text);
    if (copied.html !== undefined) event.clipboardData?.setData("text/html", copied.html);
  }

  private moveTo(to: CellPosition): void {
    this.cursor.moveTo(to);
    this.revealFocus();
  }

  private revealFocus(): void {
    this.renderer.reveal();
    this.notifyPosition();
  }

  /** Notifies that focus or selection have changed. */
  private notifyPosition(): void {
    this.events.onPositionChanged();
    if (this.cursor.ranges.length > 0) this.events.onSelectionChanged();
  }
}
