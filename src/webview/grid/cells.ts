import type { CopyFormat } from "../../messages/host";
import type { Strings } from "../../messages/strings";
import type { RowContext, TableMessage } from "../../messages/table";
import type { ColumnFilter } from "../../rows/column-filter";
import { groupIn } from "../../rows/groups";
import { fill, harmless, shown, type Numbers } from "../format";
import type { OrderModel } from "../model";
import { typeTitle } from "../query/types";
import { cellFilter } from "./cell-filter";
import { hasFewValues } from "./column-menu";
import type { GridColumn } from "./columns";
import { cellsToCopy, copyText, mostCells, type CopySource } from "./copy";
import type { Grid } from "./grid";
import { columnsIn, rowCount } from "./selection";

interface Parts {
  readonly strings: Strings;
  readonly numbers: Numbers;
  readonly model: OrderModel;
}

export interface CellsEvents {
  say(text: string): void;
  post(message: TableMessage): void;
}

/** What can be done with the cells that are selected, or the one with the focus. */
export class Cells {
  /** Domains whose transfer is pending, in lower case. */
  pending: ReadonlySet<string> = new Set();

  constructor(
    private readonly parts: Parts,
    private readonly grid: Grid,
    private readonly local: () => boolean,
    private readonly events: CellsEvents,
  ) {}

  /** Puts the selection on the clipboard by way of the extension. */
  copy(format: CopyFormat): void {
    const text = this.text(format);
    if (text !== undefined) this.events.post({ type: "copy", text });
  }

  /** The selection as text; undefined if there is too much of it, which is said. */
  text(format: CopyFormat): string | undefined {
    const { cursor, shown: table } = this.grid;
    const { strings } = this.parts;
    if (cursor.focus.row < 0 && cursor.ranges.length === 0) return table.columns[cursor.focus.column]?.title ?? "";
    const source: CopySource = {
      ranges: cursor.ranges,
      focus: cursor.focus,
      entries: table.entries,
      columns: table.columns,
      sent: (row: number, column: number) => this.sent(row, table.columns[column]),
      shown: (row: number, column: number) => shown(this.sent(row, table.columns[column]), this.local()),
    };
    const cells = cellsToCopy(source);
    const fits = cells <= mostCells;
    this.events.say(fits ? strings.copied : fill(strings.tooMuchToCopy, this.number(cells), this.number(mostCells)));
    return fits ? copyText(format, source) : undefined;
  }

  /** What the native menu shall know of the focused cell. */
  context(): RowContext | { webviewSection: "group"; preventDefaultContextMenuItems: true } {
    const row = this.row;
    const { column } = this;
    if (row === undefined || !column) return { webviewSection: "group", preventDefaultContextMenuItems: true };
    const domain = this.named(row, "identifier").toLowerCase();
    return {
      webviewSection: "order",
      column: column.name,
      value: this.sent(row, column),
      procId: this.named(row, "proc_id"),
      domain: this.pending.has(domain) ? domain : "",
      preventDefaultContextMenuItems: true,
    };
  }

  /** Opens what belongs to the focused order; where there is nothing to be opened, the extension says so. */
  open(what: "openResult" | "showTransfer"): void {
    const context = this.context();
    if (context.webviewSection !== "order") {
      this.events.post({ type: "nothing", of: "order" });
      return;
    }
    const { procId, domain } = context;
    if (what === "openResult")
      this.events.post(procId === "" ? { type: "nothing", of: "result" } : { type: "openResult", procId });
    else this.events.post(domain === "" ? { type: "nothing", of: "transfer" } : { type: "showTransfer", domain });
  }

  /** The filter that leaves what is like a cell: of this column and value, else like the focused one. */
  filterFor(name: string | undefined, value: string | undefined): ColumnFilter | undefined {
    const { model } = this.parts;
    const of = name ?? this.column?.name ?? "";
    const column = model.index.columnOf(of);
    const row = this.row;
    if (column < 0 || (value === undefined && row === undefined)) return undefined;
    const text = value ?? model.index.cell(row ?? 0, column);
    return cellFilter(of, text, model.index.typed.kind(column), hasFewValues(model, column), this.local());
  }

  /** What a type is in plain words; how any other cell was sent, where it is not shown like that. */
  hint(row: number, column: GridColumn): string {
    const sent = this.sent(row, column);
    const title = column.name === "type" ? typeTitle(this.parts.strings, sent) : sent;
    if (title !== sent) return title;
    return shown(sent, this.local()) === sent ? "" : harmless(sent);
  }

  /** The id of the order in a place; empty if there is none. */
  orderAt(place: number): string {
    const entry = this.grid.shown.entries[place];
    return entry === undefined || groupIn(entry) !== undefined ? "" : this.named(entry, "order_id");
  }

  saySelection(): void {
    const { ranges } = this.grid.cursor;
    const counts = [rowCount(ranges), columnsIn(ranges).length].map((count) => this.number(count));
    this.events.say(fill(this.parts.strings.selection, ...counts));
  }

  /** The focused order by its row number; undefined if the focus is elsewhere. */
  private get row(): number | undefined {
    const entry = this.grid.shown.entries[this.grid.focus.row];
    return entry === undefined || groupIn(entry) !== undefined ? undefined : entry;
  }

  private get column(): GridColumn | undefined {
    return this.grid.shown.columns[this.grid.focus.column];
  }

  private sent(row: number, column: GridColumn | undefined): string {
    return column ? this.parts.model.index.cell(row, column.column) : "";
  }

  private named(row: number, name: string): string {
    const { index } = this.parts.model;
    const column = index.columnOf(name);
    return column < 0 ? "" : index.cell(row, column);
  }

  private number(value: number): string {
    return this.parts.numbers.count(value);
  }
}
