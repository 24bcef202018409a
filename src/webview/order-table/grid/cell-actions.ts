import type { CopyFormat } from "../../../messages/host-messages";
import type { Strings } from "../../../messages/strings";
import type { RowContext, PanelMessage } from "../../../messages/panel-messages";
import type { ColumnFilter } from "../../../columns/column-filter";
import { isAmountColumn } from "../../../columns/charged-orders";
import { orderColumns } from "../../../dmapi/order-columns";
import { decimalPattern } from "../../../columns/decimal-column";
import { getGroupNumber } from "../../../columns/row-groups";
import { fill, escapeControlChars, type NumberFormatter } from "../../shared/format";
import type { OrderModel } from "../order-model";
import type { CellFormatter } from "./cell-formatter";
import { createCellFilter } from "./filter-text";
import { hasFewValues } from "./column-header-menu";
import type { GridColumn } from "./grid-columns";
import { createCopyHtml, removeStyles } from "./copy-html";
import {
  countCellsToCopy,
  createCopyText,
  maxCopyCells,
  selectCells,
  type CopiedCells,
  type CopyColumn,
  type CopySource,
} from "./copy-text";
import type { Grid } from "./grid";
import { selectedColumns, countRows } from "./selection";

interface CellActionsContext {
  readonly strings: Strings;
  readonly numbers: NumberFormatter;
  readonly cells: CellFormatter;
  readonly model: OrderModel;
  readonly copySettings: CopySettings;
}

/** How amounts are copied; changes with the format of an export. */
export interface CopySettings {
  decimalMark: "." | ",";
}

export interface CellActionsEvents {
  announce(text: string): void;
  showOutcome(text: string): void;
  post(message: PanelMessage): void;
}

/** Actions on the selected cells, or on the focused one. */
export class CellActions {
  /** Domains whose transfer is pending, in lower case. */
  pendingDomains: ReadonlySet<string> = new Set();

  constructor(
    private readonly context: CellActionsContext,
    private readonly grid: Grid,
    private readonly isLocalTime: () => boolean,
    private readonly events: CellActionsEvents,
  ) {}

  /** Copies the selection to the clipboard; through the extension where the page cannot. */
  copySelection(format: CopyFormat): void {
    const copied = this.getSelection(format);
    if (copied) void this.writeToClipboard(copied);
  }

  /** The selection; undefined, with an announcement, if it is too large. */
  getSelection(format: CopyFormat): CopiedCells | undefined {
    const { cursor, content } = this.grid;
    const { strings } = this.context;
    if (cursor.focus.row < 0 && cursor.ranges.length === 0)
      return { text: content.columns[cursor.focus.column]?.title ?? "" };
    const copySource: CopySource = {
      ranges: cursor.ranges,
      focus: cursor.focus,
      entries: content.entries,
      columns: content.columns,
      getFields: (row) => this.context.model.index.fields(row),
      formatField: (fields, column) => this.formatForCopy(fields, column),
    };
    const cellCount = countCellsToCopy(copySource);
    const fits = cellCount <= maxCopyCells;
    this.events.showOutcome(
      fits ? strings.copied : fill(strings.tooMuchToCopy, this.formatCount(cellCount), this.formatCount(maxCopyCells)),
    );
    if (!fits) return undefined;
    const selectedCells = selectCells(format, copySource);
    const text = createCopyText(format, copySource, selectedCells);
    return format === "tsv" ? { text, html: createCopyHtml(copySource, selectedCells) } : { text };
  }

  /** The context of the native menu for the focused cell. */
  getMenuContext(): RowContext | { webviewSection: "group"; preventDefaultContextMenuItems: true } {
    const row = this.focusedRow;
    const { focusedColumn } = this;
    if (row === undefined || !focusedColumn) return { webviewSection: "group", preventDefaultContextMenuItems: true };
    const domain = this.getField(row, "identifier").toLowerCase();
    return {
      webviewSection: "order",
      column: focusedColumn.name,
      value: this.getRawText(row, focusedColumn),
      procId: this.getField(row, "proc_id"),
      domain: this.pendingDomains.has(domain) ? domain : "",
      preventDefaultContextMenuItems: true,
    };
  }

  /** Opens the result or the transfer of the focused order; the extension tells the user if there is none. */
  openFor(action: "openResult" | "showTransfer"): void {
    const context = this.getMenuContext();
    if (context.webviewSection !== "order") {
      this.events.post({ type: "nothing", of: "order" });
      return;
    }
    const { procId, domain } = context;
    if (action === "openResult")
      this.events.post(procId === "" ? { type: "nothing", of: "result" } : { type: "openResult", procId });
    else this.events.post(domain === "" ? { type: "nothing", of: "transfer" } : { type: "showTransfer", domain });
  }

  /** The filter for this column and value, or for those of the focused cell. */
  createFilter(name: string | undefined, value: string | undefined): ColumnFilter | undefined {
    const { model } = this.context;
    const columnName = name ?? this.focusedColumn?.name ?? "";
    const column = model.index.findColumn(columnName);
    const row = this.focusedRow;
    if (column < 0 || (value === undefined && row === undefined)) return undefined;
    const text = value ?? model.index.cell(row ?? 0, column);
    return createCellFilter(
      columnName,
      text,
      model.index.typedColumns.getKind(column),
      hasFewValues(model, column),
      this.isLocalTime(),
    );
  }

  /** A cell's text as DMAPI sent it, if it differs from the displayed one. */
  getTooltip(row: number, column: GridColumn): string {
    const rawText = this.getRawText(row, column);
    const text = this.formatCell(row, column, rawText);
    return text === rawText ? "" : escapeControlChars(rawText);
  }

  /** The id of the order at a position; empty if there is none. */
  getOrderId(position: number): string {
    const entry = this.grid.content.entries[position];
    return entry === undefined || getGroupNumber(entry) !== undefined ? "" : this.getField(entry, "order_id");
  }

  announceSelection(): void {
    const { ranges } = this.grid.cursor;
    const counts = [countRows(ranges), selectedColumns(ranges).length].map((count) => this.formatCount(count));
    this.events.announce(fill(this.context.strings.selection, ...counts));
  }

  /** The row number of the focused order; undefined if no order is focused. */
  private get focusedRow(): number | undefined {
    const entry = this.grid.content.entries[this.grid.focus.row];
    return entry === undefined || getGroupNumber(entry) !== undefined ? undefined : entry;
  }

  private get focusedColumn(): GridColumn | undefined {
    return this.grid.content.columns[this.grid.focus.column];
  }

  private getRawText(row: number, column: GridColumn | undefined): string {
    return column ? this.context.model.index.cell(row, column.column) : "";
  }

  private async writeToClipboard({ text, html }: CopiedCells): Promise<void> {
    try {
      const types = { "text/plain": text, ...(html !== undefined && { "text/html": removeStyles(html) }) };
      await navigator.clipboard.write([new ClipboardItem(types)]);
    } catch {
      // A page without focus may not write.
      this.events.post({ type: "copy", text });
    }
  }

  /** A cell as displayed, but an amount without grouping, for spreadsheets. */
  private formatForCopy(fields: readonly string[], { name, column }: CopyColumn): string {
    const text = fields[column] ?? "";
    if (isAmountColumn(name))
      return decimalPattern.test(text) ? text.replace(/[.,]/, this.context.copySettings.decimalMark) : text;
    const amount = fields[this.context.model.index.findColumn(orderColumns.amountBrutto.name)] ?? "";
    return this.context.cells.formatCell(name, text, this.isLocalTime(), amount);
  }

  private formatCell(row: number, { name }: GridColumn, rawText: string): string {
    const amount = name === orderColumns.type.name ? this.getField(row, orderColumns.amountBrutto.name) : "";
    return this.context.cells.formatCell(name, rawText, this.isLocalTime(), amount);
  }

  private getField(row: number, name: string): string {
    const { index } = this.context.model;
    const column = index.findColumn(name);
    return column < 0 ? "" : index.cell(row, column);
  }

  private formatCount(value: number): string {
    return this.context.numbers.formatCount(value);
  }
}
