import type { RowIndex } from "../../../columns/row-index";
import type { CellFormatter } from "./cell-formatter";

const sampledRows = 400;

/** How long the texts of columns are, by a sample of the rows. Rows that were added are sampled alone: measuring takes time. */
export class TextLengths {
  private index: RowIndex | undefined;
  private measuredRows = 0;
  private lengths: number[] = [];

  constructor(private readonly cells: Pick<CellFormatter, "formatCell">) {}

  /** The most characters of a cell as displayed, by column of the index. */
  measure(index: RowIndex): readonly number[] {
    if (index !== this.index || index.count < this.measuredRows) [this.index, this.measuredRows, this.lengths] = [index, 0, []]; // prettier-ignore
    const stride = Math.max(1, Math.floor(index.count / sampledRows));
    for (let row = this.measuredRows; row < index.count; row += stride) this.addRow(index.columns, index.fields(row));
    this.measuredRows = index.count;
    return this.lengths;
  }

  private addRow(columns: readonly string[], fields: readonly string[]): void {
    columns.forEach((name, column) => {
      const { length } = this.cells.formatCell(name, fields[column] ?? "");
      this.lengths[column] = Math.max(this.lengths[column] ?? 0, length);
    });
  }
}
