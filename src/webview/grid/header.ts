import type { Strings } from "../../messages/strings";
import { icon, make, setAttribute } from "../dom";
import { fill } from "../format";
import type { NamedSort } from "../view";
import { pinnedAt, type GridColumn } from "./columns";

const funnel = "M2 3h12L9.500 8.500V13l-3-1.500V8.500z";

/** The grid's first row: a title for each column, which sorts, with a button for its menu and a grip for its width. */
export class Header {
  readonly row = make("div", { role: "row", class: "row head", "aria-rowindex": "1" });
  readonly element = make("div", { role: "rowgroup", class: "head-group" }, this.row);
  private cells: HTMLElement[] = [];
  private columns: readonly GridColumn[] = [];

  constructor(private readonly strings: Strings) {}

  /** Makes the titles of these columns. */
  build(columns: readonly GridColumn[]): void {
    this.columns = columns;
    this.cells = columns.map((column, at) => this.titleCell(column, at));
    const corner = make("div", { role: "columnheader", class: "cell gutter", "aria-colindex": "1" });
    corner.append(make("span", { class: "unseen" }, this.strings.rowNumber), "#");
    this.row.replaceChildren(corner, ...this.cells);
  }

  /** Shows how rows are sorted, and which columns have filters. */
  mark(sort: readonly NamedSort[], filtered: ReadonlySet<string>): void {
    this.columns.forEach((column, at) => this.markCell(this.cells[at], column, sort, filtered.has(column.name)));
  }

  cell(column: number): HTMLElement | undefined {
    return this.cells[column];
  }

  /** Which column was hit; undefined if none. */
  columnAt(target: EventTarget | null): number | undefined {
    const cell = target instanceof Element ? target.closest<HTMLElement>("[role=columnheader]") : null;
    const at = cell ? this.cells.indexOf(cell) : -1;
    return at < 0 ? undefined : at;
  }

  /** How far right what is always in sight reaches, in pixels of the window; 0 where there is no room for that. */
  pinnedEdge(): number {
    const last = this.cells[this.columns.findLastIndex(({ pinned }) => pinned)] ?? this.row.firstElementChild;
    return last && getComputedStyle(last).position === "sticky" ? last.getBoundingClientRect().right : 0;
  }

  private titleCell({ name, title, kind, pinned }: GridColumn, at: number): HTMLElement {
    const cell = make(
      "div",
      {
        role: "columnheader",
        id: `head-${at}`,
        class: ["cell", kind === "decimal" && "numeric", pinned && "pinned"].filter(Boolean).join(" "),
        "data-column": String(at),
        "data-name": name,
        "aria-colindex": String(at + 2),
        "aria-haspopup": "dialog",
      },
      make("span", { class: "title" }, title),
      make("span", { class: "arrow", "aria-hidden": "true" }),
      make(
        "span",
        { class: "funnel", "aria-hidden": "true", title: fill(this.strings.columnMenu, title) },
        icon(funnel, ""),
      ),
      make("span", { class: "grip", "aria-hidden": "true", title: this.strings.resizeHint }),
    );
    if (pinned) cell.style.setProperty("--pinned", `var(${pinnedAt(at)})`);
    return cell;
  }

  private markCell(
    cell: HTMLElement | undefined,
    column: GridColumn,
    sort: readonly NamedSort[],
    filtered: boolean,
  ): void {
    if (!cell) return;
    const place = sort.findIndex(({ name }) => name === column.name);
    const key = sort[place];
    const direction = key && (key.descending ? "descending" : "ascending");
    // Only the first of several sorted columns may be marked; the others say it in their description.
    setAttribute(cell, "aria-sort", place === 0 ? direction : "none");
    const arrow = cell.querySelector(".arrow");
    if (arrow) arrow.textContent = key ? `${key.descending ? "▼" : "▲"}${sort.length > 1 ? place + 1 : ""}` : "";
    const said = key && fill(this.strings[key.descending ? "sortedDescending" : "sortedAscending"], column.title);
    const notes = [place > 0 ? said : "", filtered ? this.strings.filtered : ""].filter(Boolean).join(", ");
    setAttribute(cell, "aria-description", notes || undefined);
    setAttribute(cell, "title", [column.name, said, this.strings.sortHint].filter(Boolean).join("\n"));
    cell.classList.toggle("filtered", filtered);
  }
}
