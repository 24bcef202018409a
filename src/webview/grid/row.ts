import { icon, make, setAttribute } from "../dom";
import type { GridColumn } from "./columns";

/** Signs of the states DMAPI documents; the state is always written beside it. */
const signs: Readonly<Record<string, string>> = {
  ok: "M3 8.5l3.2 3.2L13 5",
  error: "M4 4l8 8M12 4l-8 8",
  pending: "M8 4.5V8l2.5 1.5M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2",
};

/** An element for one row of the grid, used again for others as they scroll by. */
export class RowElement {
  readonly element: HTMLElement;
  /** Place among the rows shown; -1 while unused. */
  position = -1;
  private row = -1;
  private top = NaN;
  private readonly cells: HTMLElement[];
  private readonly texts: string[];

  constructor(
    slot: number,
    private readonly columns: readonly GridColumn[],
  ) {
    this.cells = columns.map(({ numeric }, column) =>
      make("div", {
        role: "gridcell",
        id: `cell-${slot}-${column}`,
        class: numeric ? "cell numeric" : "cell",
        "data-column": String(column),
        "aria-colindex": String(column + 1),
      }),
    );
    this.texts = columns.map(() => "");
    this.element = make("div", { role: "row", class: "row" }, ...this.cells);
  }

  /** Shows order `row` at `position`, `top` pixels down. `text` gives its cells. */
  show(position: number, row: number, top: number, text: (column: number) => string): void {
    if (position !== this.position) {
      this.position = position;
      this.element.setAttribute("aria-rowindex", String(position + 2));
      this.element.classList.toggle("odd", position % 2 === 1);
    }
    if (top !== this.top) {
      this.top = top;
      this.element.style.transform = `translateY(${top}px)`;
    }
    if (row === this.row) return;
    this.row = row;
    this.columns.forEach((column, at) => this.write(at, column, text(at)));
  }

  cell(column: number): HTMLElement | undefined {
    return this.cells[column];
  }

  /** Marks the row as the one with the focus, and as selected. */
  mark(current: boolean, selected: boolean): void {
    this.element.classList.toggle("current", current);
    setAttribute(this.element, "aria-selected", selected ? "true" : undefined);
  }

  private write(at: number, column: GridColumn, text: string): void {
    const cell = this.cells[at];
    if (!cell || this.texts[at] === text) return;
    this.texts[at] = text;
    const sign = column.state ? signs[text.toLowerCase()] : undefined;
    if (sign) cell.replaceChildren(icon(sign, text.toLowerCase()), text);
    else cell.textContent = text;
    cell.removeAttribute("title");
  }
}
