import { icon, make, setAttribute } from "../dom";
import { pinnedAt, type GridColumn } from "./columns";
import { covers, type Range } from "./selection";

/** Signs of the states DMAPI documents; the state is always written beside it. */
const signs: ReadonlyMap<string, string> = new Map([
  ["ok", "M3 8.5l3.2 3.2L13 5"],
  ["error", "M4 4l8 8M12 4l-8 8"],
  ["pending", "M8 4.5V8l2.5 1.5M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2"],
]);

/** A group as it is shown. */
export interface GroupText {
  readonly title: string;
  /** How many orders it has. */
  readonly count: string;
  /** Its totals. */
  readonly detail: string;
  readonly folded: boolean;
}

/** An element for one row of the grid, used again for others as they scroll by. */
export class RowElement {
  readonly element: HTMLElement;
  /** Place among the rows shown; -1 while unused. */
  position = -1;
  private entry = -1;
  private top = NaN;
  private marked = "";
  private readonly number = make("div", { role: "rowheader", class: "cell gutter", "aria-colindex": "1" });
  private readonly cells: HTMLElement[];
  private readonly texts: string[];
  private readonly group: HTMLElement;

  constructor(
    slot: number,
    private readonly columns: readonly GridColumn[],
    private readonly numbers: (value: number) => string,
  ) {
    this.cells = columns.map((column, at) => cellElement(column, slot, at));
    this.texts = columns.map(() => "");
    this.group = make("div", { role: "gridcell", class: "cell group", id: `group-${slot}`, "aria-colindex": "2" });
    this.group.dataset["column"] = "0";
    this.element = make("div", { role: "row", class: "row" }, this.number, ...this.cells);
  }

  /** Stands for what is at `position`, `top` pixels down. */
  place(position: number, top: number): void {
    if (position !== this.position) {
      this.position = position;
      this.element.setAttribute("aria-rowindex", String(position + 2));
      this.element.classList.toggle("odd", position % 2 === 1);
      this.number.textContent = this.numbers(position + 1);
    }
    if (top !== this.top) {
      this.top = top;
      this.element.style.transform = `translateY(${top}px)`;
    }
  }

  /** Shows an order; `texts` gives what gives its cells. `level` is where it stands below a group, if it does. */
  showOrder(entry: number, level: string | undefined, texts: () => (column: GridColumn) => string): void {
    if (entry === this.entry) return;
    const text = texts();
    this.entry = entry;
    if (this.group.isConnected || this.element.contains(this.group)) this.group.replaceWith(...this.cells);
    this.element.classList.remove("grouping");
    setAttribute(this.element, "aria-level", level);
    setAttribute(this.element, "aria-expanded", undefined);
    this.columns.forEach((column, at) => this.write(at, column, text(column)));
  }

  showGroup(entry: number, { title, count, detail, folded }: GroupText): void {
    this.entry = entry;
    if (!this.element.contains(this.group)) {
      for (const cell of this.cells) cell.remove();
      this.element.append(this.group);
    }
    this.element.classList.add("grouping");
    this.element.setAttribute("aria-level", "1");
    this.element.setAttribute("aria-expanded", String(!folded));
    this.group.setAttribute("aria-colspan", String(this.columns.length));
    const text = make(
      "span",
      { class: "group-text", "data-testid": "group-name" },
      make("strong", {}, title),
      ` ${count}`,
    );
    const twisty = icon(folded ? "M6 4l4 4-4 4" : "M4 6l4 4 4-4", "twisty");
    this.group.replaceChildren(make("div", { class: "group-line" }, twisty, text, make("span", {}, detail)));
  }

  /** Writes all cells anew the next time. */
  forget(): void {
    this.entry = -1;
  }

  cell(column: number): HTMLElement | undefined {
    return this.element.contains(this.group) ? this.group : this.cells[column];
  }

  /** Marks the row as the one with the focus, and its cells as selected. */
  mark(current: boolean, ranges: readonly Range[]): void {
    this.element.classList.toggle("current", current);
    const here = ranges.filter(({ top, bottom }) => this.position >= top && this.position <= bottom);
    const marked = here.map(({ left, right }) => `${left}-${right}`).join();
    if (marked === this.marked) return;
    this.marked = marked;
    const selects = (column: number) => here.some((range) => covers(range, { row: this.position, column }));
    this.cells.forEach((cell, at) => markSelected(cell, selects(at)));
    markSelected(this.group, here.length > 0);
    const whole = here.some(({ left, right }) => left === 0 && right === this.columns.length - 1);
    setAttribute(this.element, "aria-selected", whole ? "true" : undefined);
  }

  private write(at: number, column: GridColumn, text: string): void {
    const cell = this.cells[at];
    if (!cell || this.texts[at] === text) return;
    this.texts[at] = text;
    const sign = column.state ? signs.get(text.toLowerCase()) : undefined;
    if (sign) cell.replaceChildren(icon(sign, text.toLowerCase()), text);
    else cell.textContent = text;
    cell.removeAttribute("title");
  }
}

function cellElement({ kind, pinned }: GridColumn, slot: number, at: number): HTMLElement {
  const cell = make("div", {
    role: "gridcell",
    id: `cell-${slot}-${at}`,
    class: ["cell", kind === "decimal" && "numeric", pinned && "pinned"].filter(Boolean).join(" "),
    "data-column": String(at),
    "aria-colindex": String(at + 2),
  });
  if (pinned) cell.style.setProperty("--pinned", `var(${pinnedAt(at)})`);
  return cell;
}

function markSelected(cell: HTMLElement, selected: boolean): void {
  cell.classList.toggle("selected", selected);
  setAttribute(cell, "aria-selected", selected ? "true" : undefined);
}
