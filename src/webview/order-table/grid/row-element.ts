import { createIcon, createElement, setAttribute } from "../../shared/dom";
import { pinnedOffsetProperty, type GridColumn } from "./grid-columns";
import { containsCell, type CellRange } from "./selection";

const circle = "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2";

/**
 * Icons of the statuses DMAPI documents, like those of the view of orders; the status is always written beside its icon.
 */
const statusIcons: ReadonlyMap<string, string> = new Map([
  ["ok", `M5.2 8.2l2 2L10.8 6${circle}`],
  ["error", `M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4${circle}`],
  ["pending", `M8 4.5V8l2.5 1.5${circle}`],
]);

/** The texts of a row's cells. */
export interface RowTexts {
  getText(column: GridColumn): string;
  /** The order's status as sent, for its icon. */
  readonly status: string;
}

/** The texts of a group row. */
export interface GroupText {
  readonly title: string;
  /** How many orders it has. */
  readonly countText: string;
  /** Its totals. */
  readonly totalsText: string;
  readonly isFolded: boolean;
}

/** The element of one row of the grid, recycled for other rows while scrolling. */
export class RowElement {
  readonly element: HTMLElement;
  /** Position among the rows shown; -1 while unused. */
  position = -1;
  private entry = -1;
  private top = NaN;
  private selectionKey = "";
  private readonly numberCell = createElement("div", { role: "rowheader", class: "cell gutter", "aria-colindex": "1" });
  private readonly cells: HTMLElement[];
  private readonly texts: string[];
  private readonly groupCell: HTMLElement;

  constructor(
    slot: number,
    private readonly columns: readonly GridColumn[],
    private readonly formatCount: (value: number) => string,
  ) {
    this.cells = columns.map((column, at) => createCell(column, slot, at));
    this.texts = columns.map(() => "");
    this.groupCell = createElement("div", {
      role: "gridcell",
      class: "cell group",
      id: `group-${slot}`,
      "aria-colindex": "2",
    });
    this.groupCell.dataset["column"] = "0";
    this.element = createElement("div", { role: "row", class: "row" }, this.numberCell, ...this.cells);
  }

  /** Moves the element to `position`, `top` pixels down. */
  setPosition(position: number, top: number): void {
    if (position !== this.position) {
      this.position = position;
      this.element.setAttribute("aria-rowindex", String(position + 2));
      this.element.classList.toggle("odd", position % 2 === 1);
      this.numberCell.textContent = this.formatCount(position + 1);
    }
    if (top !== this.top) {
      this.top = top;
      this.element.style.transform = `translateY(${top}px)`;
    }
  }

  /** Shows an order; `getTexts` returns the texts of its cells. `level` is its level below a group, if any. */
  showOrder(entry: number, level: string | undefined, getTexts: () => RowTexts): void {
    if (entry === this.entry) return;
    const texts = getTexts();
    this.entry = entry;
    if (this.groupCell.isConnected || this.element.contains(this.groupCell)) this.groupCell.replaceWith(...this.cells);
    this.element.classList.remove("grouping");
    setAttribute(this.element, "aria-level", level);
    setAttribute(this.element, "aria-expanded", undefined);
    this.columns.forEach((column, at) => this.setCellText(at, column, texts));
  }

  showGroup(entry: number, { title, countText, totalsText, isFolded }: GroupText): void {
    this.entry = entry;
    if (!this.element.contains(this.groupCell)) {
      for (const cell of this.cells) cell.remove();
      this.element.append(this.groupCell);
    }
    this.element.classList.add("grouping");
    this.element.setAttribute("aria-level", "1");
    this.element.setAttribute("aria-expanded", String(!isFolded));
    this.groupCell.setAttribute("aria-colspan", String(this.columns.length));
    const text = createElement(
      "span",
      { class: "group-text", "data-testid": "group-name" },
      createElement("strong", {}, title),
      ` ${countText}`,
    );
    const twisty = createIcon(isFolded ? "M6 4l4 4-4 4" : "M4 6l4 4 4-4", "twisty");
    this.groupCell.replaceChildren(
      createElement("div", { class: "group-line" }, twisty, text, createElement("span", {}, totalsText)),
    );
  }

  /** Makes the next update write all cells. */
  invalidate(): void {
    this.entry = -1;
  }

  getCell(column: number): HTMLElement | undefined {
    return this.element.contains(this.groupCell) ? this.groupCell : this.cells[column];
  }

  /** Marks the row as focused, and its cells as selected. */
  showSelection(isCurrent: boolean, ranges: readonly CellRange[]): void {
    this.element.classList.toggle("current", isCurrent);
    const { position } = this;
    const nearRanges = ranges.filter(({ top, bottom }) => position >= top - 1 && position <= bottom + 1);
    const ownRanges = nearRanges.filter((range) => containsCell(range, { row: position, column: range.left }));
    const selectionKey = nearRanges
      .map(({ top, bottom, left, right }) => [left, right, position - top < 1, bottom - position < 1].join("-"))
      .join();
    if (selectionKey === this.selectionKey) return;
    this.selectionKey = selectionKey;
    const isSelected = (column: number, row = position) =>
      nearRanges.some((range) => containsCell(range, { row, column }));
    this.cells.forEach((cell, at) => {
      setSelected(cell, isSelected(at));
      cell.classList.toggle("edge-top", !isSelected(at, position - 1));
      cell.classList.toggle("edge-bottom", !isSelected(at, position + 1));
      cell.classList.toggle("edge-left", !isSelected(at - 1));
      cell.classList.toggle("edge-right", !isSelected(at + 1));
    });
    setSelected(this.groupCell, ownRanges.length > 0);
    const isWhole = ownRanges.some(({ left, right }) => left === 0 && right === this.columns.length - 1);
    setAttribute(this.element, "aria-selected", isWhole ? "true" : undefined);
  }

  private setCellText(at: number, column: GridColumn, texts: RowTexts): void {
    const cell = this.cells[at];
    const text = texts.getText(column);
    if (!cell || this.texts[at] === text) return;
    this.texts[at] = text;
    const status = texts.status.trim().toLowerCase();
    const iconPath = column.isStatus ? statusIcons.get(status) : undefined;
    if (iconPath) cell.replaceChildren(createIcon(iconPath, status), text);
    else cell.textContent = text;
    cell.removeAttribute("title");
  }
}

function createCell({ kind, isPinned }: GridColumn, slot: number, at: number): HTMLElement {
  const cell = createElement("div", {
    role: "gridcell",
    id: `cell-${slot}-${at}`,
    class: ["cell", kind === "decimal" && "numeric", isPinned && "pinned"].filter(Boolean).join(" "),
    "data-column": String(at),
    "aria-colindex": String(at + 2),
  });
  if (isPinned) cell.style.setProperty("--pinned", `var(${pinnedOffsetProperty(at)})`);
  return cell;
}

function setSelected(cell: HTMLElement, selected: boolean): void {
  cell.classList.toggle("selected", selected);
  setAttribute(cell, "aria-selected", selected ? "true" : undefined);
}
