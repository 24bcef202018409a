import type { Strings } from "../../../messages/strings";
import { getGroupNumber } from "../../../columns/row-groups";
import { createElement, setAttribute } from "../../shared/dom";
import type { ColumnSort } from "../view-state";
import { fitColumns } from "./fit-columns";
import { createColumnStyles, type GridColumn } from "./grid-columns";
import { Header, type HeaderSize } from "./header";
import { clampCell, type CellPosition, type GridSize } from "./navigation";
import { RowElement, type GroupText, type RowTexts } from "./row-element";
import type { CellRange } from "./selection";
import { Viewport } from "./viewport";

const overscanRows = 6;

/** Provides the texts of the grid. */
export interface GridContent {
  /** The display texts of a row, by row number of the index. */
  getTexts(row: number): RowTexts;
  /** Additional tooltip text of a cell; empty for none. */
  getTooltip(row: number, column: GridColumn): string;
  getGroupText(group: number): GroupText;
  /** Formats a number of rows. */
  formatCount(value: number): string;
}

/** Focus and selection to be rendered. */
export interface CursorState {
  readonly focus: CellPosition;
  readonly ranges: readonly CellRange[];
}

/** Renders the grid: its header and the visible rows, with recycled row elements. */
export class GridRenderer {
  readonly header: Header;
  columns: readonly GridColumn[] = [];
  /** Rows and groups, as in rows/groups.ts. */
  entries: Uint32Array = new Uint32Array();
  readonly viewport: Viewport;
  private readonly body = createElement("div", { role: "rowgroup", class: "body" });
  private rowPool: RowElement[] = [];
  private columnsKey = "";
  /** The columns before they are fitted into the width of the grid. */
  private requestedColumns: readonly GridColumn[] = [];
  /** As of the last change of the grid's size. */
  private measured: HeaderSize = { widthPx: 0, digitPx: 0, paddingPx: 0, hasGutter: true };
  private isGrouped = false;
  private focusedElement: HTMLElement | undefined;

  /** `onScrollEnd` is called when scrolling has ended. */
  constructor(
    private readonly element: HTMLElement,
    strings: Strings,
    private readonly content: GridContent,
    private readonly cursor: CursorState,
    onScrollEnd: () => void,
  ) {
    this.header = new Header(strings);
    element.append(this.header.element, this.body);
    this.viewport = new Viewport(element, this.header.element, this.body, () => {
      this.sortRowElements();
      onScrollEnd();
    });
    element.addEventListener("scroll", () => {
      this.viewport.syncScroll();
      this.render();
    });
    element.addEventListener("mouseover", ({ target }) => this.updateTooltip(target));
    const resizeObserver = new ResizeObserver(() => this.onResize());
    for (const each of [element, this.header.element]) resizeObserver.observe(each);
  }

  showColumns(columns: readonly GridColumn[], sort: readonly ColumnSort[], filtered: ReadonlySet<string>): void {
    // Widths are set by the style sheet; other changes need new elements.
    const columnsKey = JSON.stringify(
      columns.map((column) => ({ ...column, width: 0, textWidth: 0, hasOwnWidth: false })),
    );
    this.requestedColumns = this.columns = columns;
    if (columnsKey !== this.columnsKey) {
      this.columnsKey = columnsKey;
      this.rowPool = [];
      this.header.setColumns(columns);
      this.element.setAttribute("aria-colcount", String(columns.length + 1));
    }
    this.header.showSortAndFilters(sort, filtered);
    this.updateColumnWidths();
    if (this.measured.widthPx > 0) return;
    this.measure();
    this.updateColumnWidths();
  }

  private measure(): void {
    const { clientWidth } = this.element;
    if (clientWidth > 0) this.measured = this.header.measure(clientWidth);
  }

  private updateColumnWidths(): void {
    const gutter = Math.max(3, this.content.formatCount(Math.max(this.entries.length, 1)).length);
    const size = this.measured;
    const gutterPx = size.hasGutter ? gutter * size.digitPx + size.paddingPx : 0;
    const getRoom = (count: number) => (size.widthPx - gutterPx - count * size.paddingPx) / size.digitPx;
    if (size.widthPx > 0) this.columns = fitColumns(this.requestedColumns, getRoom);
    for (const [name, value] of createColumnStyles(this.columns, gutter)) this.element.style.setProperty(name, value);
  }

  showEntries(entries: Uint32Array, grouped: boolean): void {
    this.entries = entries;
    this.isGrouped = grouped;
    this.element.setAttribute("role", grouped ? "treegrid" : "grid");
    this.element.setAttribute("aria-rowcount", String(entries.length + 1));
    this.invalidateRows();
    this.updateViewport();
  }

  /** Makes the next render update all rows. */
  invalidateRows(): void {
    for (const row of this.rowPool) row.invalidate();
  }

  /** The number of the group at a position; undefined if there is a row or nothing. */
  groupAt(position: number): number | undefined {
    const entry = this.entries[position];
    return this.isGrouped && entry !== undefined ? getGroupNumber(entry) : undefined;
  }

  get size(): GridSize {
    return { rows: this.entries.length, columns: this.columns.length, pageRows: this.viewport.pageRows };
  }

  /** The cell at a point of the window, or the nearest one. */
  cellAt(x: number, y: number): CellPosition {
    const { top } = this.element.getBoundingClientRect();
    const row = this.viewport.rowAt(y - top - this.header.element.offsetHeight);
    const cells = this.columns.map((_, at) => this.header.getCell(at)?.getBoundingClientRect());
    // Pinned columns cover the others, and come first.
    const hitIndex = cells.findIndex((cell) => cell !== undefined && x >= cell.left && x < cell.right);
    const column = hitIndex >= 0 ? hitIndex : x < (cells[0]?.left ?? 0) ? 0 : this.columns.length - 1;
    return clampCell({ row: Math.max(0, row), column }, this.size);
  }

  /** The element of the focused cell, if it is rendered. */
  get focusedCell(): HTMLElement | undefined {
    return this.focusedElement;
  }

  render(): void {
    const { first, end } = this.viewport.visibleRange(overscanRows);
    if (end - first > this.rowPool.length || this.rowPool.length === 0) this.createRowPool();
    const used = new Set<number>();
    const { focus, ranges } = this.cursor;
    for (let position = first; position < end; position++) {
      const slot = position % this.rowPool.length;
      const row = this.rowPool[slot];
      used.add(slot);
      row?.setPosition(position, this.viewport.offsetOf(position));
      if (row) this.renderRow(row, this.entries[position] ?? 0);
      row?.showSelection(position === focus.row, ranges);
    }
    this.rowPool.forEach(({ element }, slot) => element.classList.toggle("unused", !used.has(slot)));
    this.updateFocus();
  }

  /** Scrolls the focused cell into view. */
  reveal(): void {
    if (this.cursor.focus.row >= 0) this.viewport.reveal(this.cursor.focus.row);
    this.render();
    this.revealColumn();
  }

  /** Scrolls a page that is longer than the window until the focused cell is visible, with all of the grid if possible. */
  revealInPage(): void {
    if (!this.focusedElement || pixelsBeyond(this.focusedElement) === 0) return;
    this.element.scrollIntoView({ block: "nearest", inline: "nearest" });
    window.scrollBy(0, pixelsBeyond(this.focusedElement));
  }

  private revealColumn(): void {
    const { row, column } = this.cursor.focus;
    const cell = this.header.getCell(column);
    const pinnedEdge = this.header.getPinnedEdge();
    const staysInSight = pinnedEdge > 0 && this.columns[column]?.isPinned === true;
    if (!cell || staysInSight || this.groupAt(row) !== undefined) return;
    const { left, right } = cell.getBoundingClientRect();
    const start = this.element.getBoundingClientRect().left;
    const from = Math.max(start, pinnedEdge);
    const to = start + this.element.clientWidth;
    if (left < from) this.element.scrollLeft -= from - left;
    else if (right > to) this.element.scrollLeft += Math.min(right - to, left - from);
  }

  /** Keeps the focused row visible if it was. */
  private onResize(): void {
    const { row } = this.cursor.focus;
    const wasInSight = this.viewport.isRowVisible(row);
    this.measure();
    this.updateColumnWidths();
    this.updateViewport();
    if (!wasInSight) return;
    this.viewport.reveal(row);
    this.render();
  }

  private updateViewport(): void {
    if (this.element.clientHeight === 0) return;
    this.viewport.resize(this.entries.length);
    this.render();
  }

  private renderRow(row: RowElement, entry: number): void {
    const group = this.isGrouped ? getGroupNumber(entry) : undefined;
    if (group !== undefined) row.showGroup(entry, this.content.getGroupText(group));
    else row.showOrder(entry, this.isGrouped ? "2" : undefined, () => this.content.getTexts(entry));
  }

  private createRowPool(): void {
    const size = this.viewport.pageRows + 2 * overscanRows + 2;
    const number = (value: number) => this.content.formatCount(value);
    this.rowPool = Array.from({ length: size }, (_, slot) => new RowElement(slot, this.columns, number));
    this.body.replaceChildren(...this.rowPool.map(({ element }) => element));
  }

  private updateFocus(): void {
    const { row, column } = this.cursor.focus;
    const rowElement = row < 0 ? undefined : this.rowPool[row % this.rowPool.length];
    const cell =
      row < 0 ? this.header.getCell(column) : rowElement?.position === row ? rowElement.getCell(column) : undefined;
    if (cell !== this.focusedElement) {
      this.focusedElement?.classList.remove("focused");
      cell?.classList.add("focused");
      this.focusedElement = cell;
    }
    setAttribute(this.element, "aria-activedescendant", cell?.id);
  }

  /** Sorts the row elements in visual order, for screen readers that read the DOM. */
  private sortRowElements(): void {
    const inOrder = this.rowPool.toSorted((a, b) => a.position - b.position);
    const children = this.body.children;
    if (inOrder.some(({ element }, at) => children[at] !== element)) {
      this.body.replaceChildren(...inOrder.map(({ element }) => element));
    }
  }

  /** Sets the tooltip of a cell that is truncated or not displayed as sent. */
  private updateTooltip(target: EventTarget | null): void {
    const cell = target instanceof Element ? target.closest<HTMLElement>("[role=gridcell]") : null;
    const position = this.rowPool.find(({ element }) => element === cell?.parentElement)?.position ?? -1;
    const entry = this.entries[position];
    const column = this.columns[Number(cell?.dataset["column"] ?? -1)];
    if (!cell || entry === undefined || !column) return;
    const hint = this.groupAt(position) === undefined ? this.content.getTooltip(entry, column) : "";
    const truncatedText = cell.scrollWidth > cell.clientWidth ? cell.textContent : "";
    setAttribute(cell, "title", [truncatedText, hint].filter(Boolean).join("\n") || undefined);
  }
}

/** How far an element is below the lower edge of the window, negative if above the upper one, in pixels. */
function pixelsBeyond(element: HTMLElement): number {
  const { top, bottom } = element.getBoundingClientRect();
  return Math.min(0, top) || Math.max(0, bottom - document.documentElement.clientHeight);
}
