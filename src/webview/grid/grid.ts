import type { Strings } from "../../messages/strings";
import { make, setAttribute } from "../dom";
import type { NamedSort } from "../state";
import { columnStyle, type GridColumn } from "./columns";
import { Header } from "./header";
import { move, within, type Cell } from "./moves";
import { RowElement } from "./row";
import { Viewport } from "./viewport";

const overscan = 6;

export interface GridEvents {
  /** A header was clicked or chosen by key; `further` to sort by it after the columns already sorted. */
  sort(column: number, further: boolean): void;
  /** The focus or the scroll position has changed. */
  moved(): void;
  /** Something to be said to screen readers. */
  say(text: string): void;
}

/**
 * A grid after the ARIA pattern with any number of rows, of which only those in sight are in the page. It is one tab
 * stop; the focused cell is its active descendant, so focus outlives every row that scrolls away.
 */
export class Grid {
  readonly element: HTMLElement;
  private readonly header: Header;
  private readonly body = make("div", { role: "rowgroup", class: "body" });
  private readonly viewport: Viewport;
  private pool: RowElement[] = [];
  private columns: readonly GridColumn[] = [];
  private rows: Uint32Array = new Uint32Array();
  private focused: Cell = { row: 0, column: 0 };
  private selected = -1;
  private focusedElement: HTMLElement | undefined;

  /** `text` gives a cell as it is shown, by row number of the index and column. */
  constructor(
    label: string,
    private readonly strings: Strings,
    private readonly text: (row: number, column: number) => string,
    private readonly events: GridEvents,
  ) {
    this.header = new Header(strings);
    this.element = make(
      "div",
      { role: "grid", class: "grid", tabindex: "0", "aria-label": label, "aria-readonly": "true" },
      this.header.element,
      this.body,
    );
    this.viewport = new Viewport(this.element, this.header.element, this.body, () => this.settle());
    this.listen();
  }

  showColumns(columns: readonly GridColumn[], sort: readonly NamedSort[]): void {
    if (columns !== this.columns) {
      this.columns = columns;
      this.pool = [];
      const { template, width } = columnStyle(columns);
      this.element.style.setProperty("--columns", template);
      this.element.style.setProperty("--least-width", width);
      this.element.setAttribute("aria-colcount", String(columns.length));
    }
    this.header.show(columns, sort);
  }

  /** Shows these rows of the index, in this order. The focus stays with its order, or goes to the first. */
  showRows(rows: Uint32Array): void {
    const order = this.rows[this.focused.row];
    const selected = this.rows[this.selected];
    if (order !== undefined && rows[this.focused.row] !== order) {
      this.focused = { ...this.focused, row: Math.max(0, rows.indexOf(order)) };
    }
    if (selected !== undefined && rows[this.selected] !== selected) this.selected = rows.indexOf(selected);
    this.rows = rows;
    this.focused = within(this.focused, this.size());
    this.element.setAttribute("aria-rowcount", String(rows.length + 1));
    this.measure();
  }

  get focus(): Cell {
    return this.focused;
  }

  set focus(cell: Cell) {
    this.focused = within(cell, this.size());
    this.render();
  }

  /** The row at the top. */
  get top(): number {
    return this.viewport.top;
  }

  set top(row: number) {
    this.viewport.scrollTo(row);
    this.render();
  }

  private listen(): void {
    this.element.addEventListener("scroll", () => {
      this.viewport.follow();
      this.render();
    });
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("mousedown", (event) => this.press(event));
    this.element.addEventListener("click", (event) => {
      const column = this.header.columnAt(event.target);
      if (column !== undefined) this.events.sort(column, event.shiftKey);
    });
    this.element.addEventListener("mouseover", (event) => explainCut(event.target));
    document.addEventListener("copy", (event) => this.copy(event));
    new ResizeObserver(() => this.measure()).observe(this.element);
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey) return;
    const control = event.ctrlKey || event.metaKey;
    const to = event.shiftKey ? undefined : move(this.focused, event.key, control, this.size());
    const chosen = !control && (event.key === "Enter" || event.key === " ");
    if (to) this.go(to);
    else if (chosen && this.focused.row < 0) this.events.sort(this.focused.column, event.shiftKey);
    else if (event.key === " " && event.shiftKey) this.select();
    else if (event.key === "Escape" && this.selected >= 0) this.unselect();
    else return;
    event.preventDefault();
  }

  private press(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-column]") : null;
    if (!target) return;
    const row = this.header.columnAt(target) === undefined ? this.rowOf(target) : -1;
    this.selected = -1;
    this.go({ row, column: Number(target.dataset["column"]) });
  }

  private rowOf(cell: Element): number {
    return this.pool.find(({ element }) => element === cell.parentElement)?.position ?? 0;
  }

  private go(to: Cell): void {
    this.focused = to;
    if (to.row >= 0) this.viewport.reveal(to.row);
    this.render();
    this.revealColumn();
    this.events.moved();
  }

  private select(): void {
    if (this.focused.row < 0) return;
    this.selected = this.selected === this.focused.row ? -1 : this.focused.row;
    this.render();
    if (this.selected >= 0) this.events.say(this.strings.rowSelected);
  }

  private unselect(): void {
    this.selected = -1;
    this.render();
  }

  /** Copies the selected row with tabs between, else the focused cell; text selected with the mouse goes first. */
  private copy(event: ClipboardEvent): void {
    if (document.activeElement !== this.element || !(document.getSelection()?.isCollapsed ?? true)) return;
    event.clipboardData?.setData("text/plain", this.copyText());
    event.preventDefault();
    this.events.say(this.strings.copied);
  }

  private copyText(): string {
    const selected = this.rows[this.selected];
    if (selected !== undefined) return this.columns.map((_, column) => this.text(selected, column)).join("\t");
    const row = this.rows[this.focused.row];
    const { column } = this.focused;
    return row === undefined ? (this.columns[column]?.title ?? "") : this.text(row, column);
  }

  private measure(): void {
    if (this.element.clientHeight === 0) return;
    this.viewport.resize(this.rows.length);
    this.render();
  }

  private render(): void {
    const { first, end } = this.viewport.range(overscan);
    if (end - first > this.pool.length || this.pool.length === 0) this.makePool();
    const used = new Set<number>();
    for (let position = first; position < end; position++) {
      const slot = position % this.pool.length;
      used.add(slot);
      const row = this.rows[position] ?? 0;
      const element = this.pool[slot];
      element?.show(position, row, this.viewport.offsetOf(position), (column) => this.text(row, column));
      element?.mark(position === this.focused.row, position === this.selected);
    }
    this.pool.forEach((element, slot) => element.element.classList.toggle("unused", !used.has(slot)));
    this.markFocus();
  }

  private makePool(): void {
    const size = this.viewport.page + 2 * overscan + 2;
    this.pool = Array.from({ length: size }, (_, slot) => new RowElement(slot, this.columns));
    this.body.replaceChildren(...this.pool.map(({ element }) => element));
  }

  private focusElement(): HTMLElement | undefined {
    const { row, column } = this.focused;
    if (row < 0) return this.header.cell(column);
    const element = this.pool[row % this.pool.length];
    return element?.position === row ? element.cell(column) : undefined;
  }

  private markFocus(): void {
    const element = this.focusElement();
    if (element !== this.focusedElement) {
      this.focusedElement?.classList.remove("focused");
      element?.classList.add("focused");
      this.focusedElement = element;
    }
    setAttribute(this.element, "aria-activedescendant", element?.id);
  }

  private revealColumn(): void {
    const cell = this.focusedElement;
    if (!cell) return;
    const { scrollLeft, clientWidth } = this.element;
    const right = cell.offsetLeft + cell.offsetWidth;
    if (cell.offsetLeft < scrollLeft) this.element.scrollLeft = cell.offsetLeft;
    else if (right > scrollLeft + clientWidth) this.element.scrollLeft = Math.min(cell.offsetLeft, right - clientWidth);
  }

  /** Puts the rows in the page into the order in which they are seen, for those who read the page itself. */
  private settle(): void {
    const inOrder = this.pool.toSorted((a, b) => a.position - b.position);
    const children = this.body.children;
    if (inOrder.some(({ element }, at) => children[at] !== element)) {
      this.body.replaceChildren(...inOrder.map(({ element }) => element));
    }
    this.events.moved();
  }

  private size(): { rows: number; columns: number; page: number } {
    return { rows: this.rows.length, columns: this.columns.length, page: this.viewport.page };
  }
}

/** Gives a cell whose text is cut off the whole text as its tooltip. */
function explainCut(target: EventTarget | null): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[role=gridcell]") : null;
  if (cell && cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent;
}
