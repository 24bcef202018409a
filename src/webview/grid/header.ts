import type { Strings } from "../../messages/strings";
import { make, setAttribute } from "../dom";
import { fill } from "../format";
import type { NamedSort } from "../state";
import type { GridColumn } from "./columns";

/** The grid's first row: a title for each column, which sorts. */
export class Header {
  readonly row = make("div", { role: "row", class: "row head", "aria-rowindex": "1" });
  readonly element = make("div", { role: "rowgroup", class: "head-group" }, this.row);
  private columns: readonly GridColumn[] = [];

  constructor(private readonly strings: Strings) {}

  show(columns: readonly GridColumn[], sort: readonly NamedSort[]): void {
    if (columns !== this.columns) {
      this.columns = columns;
      this.row.replaceChildren(...columns.map(titleCell));
    }
    columns.forEach((column, at) => this.mark(this.cell(at), column, sort));
  }

  cell(column: number): HTMLElement | undefined {
    return this.row.children[column] as HTMLElement | undefined;
  }

  /** Which column was hit; undefined if none. */
  columnAt(target: EventTarget | null): number | undefined {
    const cell = target instanceof Element ? target.closest<HTMLElement>("[role=columnheader]") : null;
    return cell?.parentElement === this.row ? Number(cell.dataset["column"]) : undefined;
  }

  private mark(cell: HTMLElement | undefined, column: GridColumn, sort: readonly NamedSort[]): void {
    if (!cell) return;
    const place = sort.findIndex(({ name }) => name === column.name);
    const key = sort[place];
    const direction = key && (key.descending ? "descending" : "ascending");
    // Only the first of several sorted columns may be marked; the others say it in their description.
    setAttribute(cell, "aria-sort", place === 0 ? direction : "none");
    const arrow = cell.querySelector(".arrow");
    if (arrow) arrow.textContent = key ? `${key.descending ? "▼" : "▲"}${sort.length > 1 ? place + 1 : ""}` : "";
    const said = key && fill(this.strings[key.descending ? "sortedDescending" : "sortedAscending"], column.title);
    setAttribute(cell, "aria-description", place > 0 ? said : undefined);
    setAttribute(cell, "title", [column.name, said, this.strings.sortHint].filter(Boolean).join("\n"));
  }
}

function titleCell(column: GridColumn, at: number): HTMLElement {
  return make(
    "div",
    {
      role: "columnheader",
      id: `head-${at}`,
      class: column.numeric ? "cell numeric" : "cell",
      "data-column": String(at),
      "aria-colindex": String(at + 1),
    },
    make("span", { class: "title" }, column.title),
    make("span", { class: "arrow", "aria-hidden": "true" }),
  );
}
