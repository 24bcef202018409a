import { isAmountColumn } from "../../../columns/charged-orders";
import type { Strings } from "../../../messages/strings";
import { createIcon, createElement, setAttribute } from "../../shared/dom";
import { fill } from "../../shared/format";
import type { ColumnSort } from "../view-state";
import { pinnedOffsetProperty, type GridColumn } from "./grid-columns";

const filterIconPath = "M2 3h12L9.500 8.500V13l-3-1.500V8.500z";

/** Sizes in pixels. */
export interface HeaderSize {
  readonly widthPx: number;
  readonly digitPx: number;
  /** Of a cell, both sides together. */
  readonly paddingPx: number;
  /** Whether there are row numbers. */
  readonly hasGutter: boolean;
}

/** The header row: each cell sorts its column and has a menu button and a resize handle. */
export class Header {
  readonly row = createElement("div", { role: "row", class: "row head", "aria-rowindex": "1" });
  readonly element = createElement("div", { role: "rowgroup", class: "head-group" }, this.row);
  /** As wide as a hundred digits. */
  private readonly ruler = createElement("span", { class: "ruler", "aria-hidden": "true" });
  private cells: HTMLElement[] = [];
  private columns: readonly GridColumn[] = [];

  constructor(private readonly strings: Strings) {}

  /** Creates the cells of these columns. */
  setColumns(columns: readonly GridColumn[]): void {
    this.columns = columns;
    this.cells = columns.map((column, at) => this.createCell(column, at));
    const corner = createElement("div", { role: "columnheader", class: "cell gutter", "aria-colindex": "1" });
    corner.append(createElement("span", { class: "unseen" }, this.strings.rowNumber), "#", this.ruler);
    this.row.replaceChildren(corner, ...this.cells);
  }

  /** Shows how rows are sorted, and which columns have filters. */
  showSortAndFilters(sort: readonly ColumnSort[], filtered: ReadonlySet<string>): void {
    this.columns.forEach((column, at) => this.updateCell(this.cells[at], column, sort, filtered.has(column.name)));
  }

  /** Measures what widths of columns depend on. */
  measure(widthPx: number): HeaderSize {
    const corner = this.row.firstElementChild;
    return {
      widthPx,
      digitPx: Math.max(1, this.ruler.offsetWidth / 100),
      paddingPx: parseFloat(getComputedStyle(this.row).getPropertyValue("--cell-padding")),
      hasGutter: corner !== null && corner.getBoundingClientRect().width > 0,
    };
  }

  getCell(column: number): HTMLElement | undefined {
    return this.cells[column];
  }

  /** The column that contains an event target; undefined if none. */
  columnAt(target: EventTarget | null): number | undefined {
    const cell = target instanceof Element ? target.closest<HTMLElement>("[role=columnheader]") : null;
    const at = cell ? this.cells.indexOf(cell) : -1;
    return at < 0 ? undefined : at;
  }

  /** The right edge of the pinned columns in window pixels; 0 where there is no room to pin them. */
  getPinnedEdge(): number {
    const last = this.cells[this.columns.findLastIndex(({ isPinned }) => isPinned)] ?? this.row.firstElementChild;
    return last && getComputedStyle(last).position === "sticky" ? last.getBoundingClientRect().right : 0;
  }

  private createCell({ name, title, kind, isPinned }: GridColumn, at: number): HTMLElement {
    const cell = createElement(
      "div",
      {
        role: "columnheader",
        id: `head-${at}`,
        class: ["cell", kind === "decimal" && "numeric", isPinned && "pinned"].filter(Boolean).join(" "),
        "data-column": String(at),
        "data-name": name,
        "aria-colindex": String(at + 2),
        "aria-haspopup": "dialog",
      },
      createElement("span", { class: "title" }, title),
      createElement("span", { class: "arrow", "aria-hidden": "true" }),
      createElement(
        "span",
        { class: "funnel", "aria-hidden": "true", title: fill(this.strings.columnMenu, title) },
        createIcon(filterIconPath, ""),
      ),
      createElement("span", { class: "grip", "aria-hidden": "true", title: this.strings.resizeHint }),
    );
    if (isPinned) cell.style.setProperty("--pinned", `var(${pinnedOffsetProperty(at)})`);
    return cell;
  }

  private updateCell(
    cell: HTMLElement | undefined,
    column: GridColumn,
    sort: readonly ColumnSort[],
    filtered: boolean,
  ): void {
    if (!cell) return;
    const sortIndex = sort.findIndex(({ name }) => name === column.name);
    const key = sort[sortIndex];
    const direction = key && (key.descending ? "descending" : "ascending");
    // Only the first of several sorted columns may be marked; the others say it in their description.
    setAttribute(cell, "aria-sort", sortIndex === 0 ? direction : "none");
    const arrow = cell.querySelector(".arrow");
    if (arrow) arrow.textContent = key ? `${key.descending ? "▼" : "▲"}${sort.length > 1 ? sortIndex + 1 : ""}` : "";
    const sortText = key && fill(this.strings[key.descending ? "sortedDescending" : "sortedAscending"], column.title);
    const notes = [sortIndex > 0 ? sortText : "", filtered ? this.strings.filtered : ""].filter(Boolean).join(", ");
    setAttribute(cell, "aria-description", notes || undefined);
    const amountHint = isAmountColumn(column.name) && this.strings.amountHint;
    setAttribute(cell, "title", [column.name, amountHint, sortText, this.strings.sortHint].filter(Boolean).join("\n"));
    cell.classList.toggle("filtered", filtered);
  }
}
