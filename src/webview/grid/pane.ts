import type { Strings } from "../../messages/strings";
import { groupIn } from "../../rows/groups";
import { make, setAttribute } from "../dom";
import type { NamedSort } from "../view";
import { columnStyle, type GridColumn } from "./columns";
import { Header } from "./header";
import { within, type Cell, type GridSize } from "./moves";
import { RowElement, type GroupText } from "./row";
import type { Range } from "./selection";
import { Viewport } from "./viewport";

const overscan = 6;

/** What the grid shows. */
export interface GridContent {
  /** What gives the cells of a row as they are shown, by row number of the index. */
  texts(row: number): (column: GridColumn) => string;
  /** What its tooltip says beyond that; empty for nothing. */
  hint(row: number, column: GridColumn): string;
  group(group: number): GroupText;
  /** A count as it is written. */
  number(value: number): string;
}

/** What is marked in the grid. */
export interface Marks {
  readonly focus: Cell;
  readonly ranges: readonly Range[];
}

/** The grid as it is drawn: its header and those of any number of rows that are in sight. */
export class Pane {
  readonly header: Header;
  columns: readonly GridColumn[] = [];
  /** Rows and groups, as in rows/groups.ts. */
  entries: Uint32Array = new Uint32Array();
  readonly viewport: Viewport;
  private readonly body = make("div", { role: "rowgroup", class: "body" });
  private pool: RowElement[] = [];
  private shape = "";
  private grouped = false;
  private focused: HTMLElement | undefined;

  /** `settled` is called when scrolling has come to rest. */
  constructor(
    private readonly element: HTMLElement,
    strings: Strings,
    private readonly content: GridContent,
    private readonly marks: Marks,
    settled: () => void,
  ) {
    this.header = new Header(strings);
    element.append(this.header.element, this.body);
    this.viewport = new Viewport(element, this.header.element, this.body, () => {
      this.putInOrder();
      settled();
    });
    element.addEventListener("scroll", () => {
      this.viewport.follow();
      this.draw();
    });
    element.addEventListener("mouseover", ({ target }) => this.explain(target));
    const sizes = new ResizeObserver(() => this.resized());
    for (const each of [element, this.header.element]) sizes.observe(each);
  }

  showColumns(columns: readonly GridColumn[], sort: readonly NamedSort[], filtered: ReadonlySet<string>): void {
    // Widths alone are for the style sheet; anything else takes new elements.
    const shape = JSON.stringify(columns.map((column) => ({ ...column, width: 0 })));
    this.columns = columns;
    if (shape !== this.shape) {
      this.shape = shape;
      this.pool = [];
      this.header.build(columns);
      this.element.setAttribute("aria-colcount", String(columns.length + 1));
    }
    this.header.mark(sort, filtered);
    const gutter = Math.max(3, this.content.number(Math.max(this.entries.length, 1)).length);
    for (const [name, value] of columnStyle(columns, gutter)) this.element.style.setProperty(name, value);
  }

  showEntries(entries: Uint32Array, grouped: boolean): void {
    this.entries = entries;
    this.grouped = grouped;
    this.element.setAttribute("role", grouped ? "treegrid" : "grid");
    this.element.setAttribute("aria-rowcount", String(entries.length + 1));
    this.forget();
    this.measure();
  }

  /** Writes all cells anew the next time. */
  forget(): void {
    for (const row of this.pool) row.forget();
  }

  /** The number of the group at a place; undefined if it is a row or nothing. */
  groupAt(position: number): number | undefined {
    const entry = this.entries[position];
    return this.grouped && entry !== undefined ? groupIn(entry) : undefined;
  }

  get size(): GridSize {
    return { rows: this.entries.length, columns: this.columns.length, page: this.viewport.page };
  }

  /** The cell at a place of the window; beyond an edge, the nearest. */
  cellAt(x: number, y: number): Cell {
    const { top } = this.element.getBoundingClientRect();
    const row = this.viewport.rowAt(y - top - this.header.element.offsetHeight);
    const cells = this.columns.map((_, at) => this.header.cell(at)?.getBoundingClientRect());
    // Pinned columns lie over the others, and come first.
    const hit = cells.findIndex((cell) => cell !== undefined && x >= cell.left && x < cell.right);
    const column = hit >= 0 ? hit : x < (cells[0]?.left ?? 0) ? 0 : this.columns.length - 1;
    return within({ row: Math.max(0, row), column }, this.size);
  }

  /** The element of the focused cell, if it is in sight. */
  get focusedCell(): HTMLElement | undefined {
    return this.focused;
  }

  draw(): void {
    const { first, end } = this.viewport.range(overscan);
    if (end - first > this.pool.length || this.pool.length === 0) this.makePool();
    const used = new Set<number>();
    const { focus, ranges } = this.marks;
    for (let position = first; position < end; position++) {
      const slot = position % this.pool.length;
      const row = this.pool[slot];
      used.add(slot);
      row?.place(position, this.viewport.offsetOf(position));
      if (row) this.fill(row, this.entries[position] ?? 0);
      row?.mark(position === focus.row, ranges);
    }
    this.pool.forEach(({ element }, slot) => element.classList.toggle("unused", !used.has(slot)));
    this.markFocus();
  }

  /** Scrolls until the focused cell is in sight. */
  reveal(): void {
    if (this.marks.focus.row >= 0) this.viewport.reveal(this.marks.focus.row);
    this.draw();
    this.revealColumn();
  }

  /** Scrolls the page, where it is longer than the window, until the focused cell is in sight, with all of the grid if it can be. */
  revealInPage(): void {
    if (!this.focused || pixelsBeyond(this.focused) === 0) return;
    this.element.scrollIntoView({ block: "nearest", inline: "nearest" });
    window.scrollBy(0, pixelsBeyond(this.focused));
  }

  private revealColumn(): void {
    const { row, column } = this.marks.focus;
    const cell = this.header.cell(column);
    const pinnedEdge = this.header.pinnedEdge();
    const staysInSight = pinnedEdge > 0 && this.columns[column]?.pinned === true;
    if (!cell || staysInSight || this.groupAt(row) !== undefined) return;
    const { left, right } = cell.getBoundingClientRect();
    const start = this.element.getBoundingClientRect().left;
    const from = Math.max(start, pinnedEdge);
    const to = start + this.element.clientWidth;
    if (left < from) this.element.scrollLeft -= from - left;
    else if (right > to) this.element.scrollLeft += Math.min(right - to, left - from);
  }

  /** The focused row stays in sight if it was. */
  private resized(): void {
    const { row } = this.marks.focus;
    const wasInSight = this.viewport.shows(row);
    this.measure();
    if (!wasInSight) return;
    this.viewport.reveal(row);
    this.draw();
  }

  private measure(): void {
    if (this.element.clientHeight === 0) return;
    this.viewport.resize(this.entries.length);
    this.draw();
  }

  private fill(row: RowElement, entry: number): void {
    const group = this.grouped ? groupIn(entry) : undefined;
    if (group !== undefined) row.showGroup(entry, this.content.group(group));
    else row.showOrder(entry, this.grouped ? "2" : undefined, () => this.content.texts(entry));
  }

  private makePool(): void {
    const size = this.viewport.page + 2 * overscan + 2;
    const number = (value: number) => this.content.number(value);
    this.pool = Array.from({ length: size }, (_, slot) => new RowElement(slot, this.columns, number));
    this.body.replaceChildren(...this.pool.map(({ element }) => element));
  }

  private markFocus(): void {
    const { row, column } = this.marks.focus;
    const there = row < 0 ? undefined : this.pool[row % this.pool.length];
    const cell = row < 0 ? this.header.cell(column) : there?.position === row ? there.cell(column) : undefined;
    if (cell !== this.focused) {
      this.focused?.classList.remove("focused");
      cell?.classList.add("focused");
      this.focused = cell;
    }
    setAttribute(this.element, "aria-activedescendant", cell?.id);
  }

  /** Puts the rows in the page into the order in which they are seen, for those who read the page itself. */
  private putInOrder(): void {
    const inOrder = this.pool.toSorted((a, b) => a.position - b.position);
    const children = this.body.children;
    if (inOrder.some(({ element }, at) => children[at] !== element)) {
      this.body.replaceChildren(...inOrder.map(({ element }) => element));
    }
  }

  /** Gives a cell that is cut off, or not shown as sent, a tooltip that says so. */
  private explain(target: EventTarget | null): void {
    const cell = target instanceof Element ? target.closest<HTMLElement>("[role=gridcell]") : null;
    const position = this.pool.find(({ element }) => element === cell?.parentElement)?.position ?? -1;
    const entry = this.entries[position];
    const column = this.columns[Number(cell?.dataset["column"] ?? -1)];
    if (!cell || entry === undefined || !column) return;
    const hint = this.groupAt(position) === undefined ? this.content.hint(entry, column) : "";
    const cut = cell.scrollWidth > cell.clientWidth ? cell.textContent : "";
    setAttribute(cell, "title", [cut, hint].filter(Boolean).join("\n") || undefined);
  }
}

/** How far an element is below the lower edge of the window, negative if above the upper one, in pixels. */
function pixelsBeyond(element: HTMLElement): number {
  const { top, bottom } = element.getBoundingClientRect();
  return Math.min(0, top) || Math.max(0, bottom - document.documentElement.clientHeight);
}
