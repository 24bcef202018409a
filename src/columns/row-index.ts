import { toSeparatorByte, type IndexedBlock, type RowBlock } from "./row-block";
import { findFieldEnd, findFieldStart, findRowEnd } from "./field-bounds";
import { RowScanner } from "./row-scanner";
import { TypedColumns } from "./typed-columns";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * An index over rows, which stay in their original bytes. Blocks are added as they arrive; the index has the columns of
 * all of them. A field beyond a block's columns is in a column named after its position (`column 10`).
 */
export class RowIndex {
  readonly blocks: IndexedBlock[] = [];
  readonly typedColumns = new TypedColumns(this.blocks);
  private readonly scanner = new RowScanner();
  private readonly columnList: string[] = [];
  private readonly columnsByName = new Map<string, number>();
  private rowCount = 0;

  /** Appends a block's rows. The bytes are referenced, not copied. Throws RangeError for a bad separator. */
  add(block: RowBlock): void {
    const separator = toSeparatorByte(block.separator);
    const { fields, ...scanned } = this.scanner.scan(block.body, separator, block.columns.length);
    const fieldByColumn = this.mapColumns(createColumnNames(block.columns, fields));
    if (scanned.starts.length > 0) {
      this.blocks.push({ bytes: block.body, separator, firstRow: this.rowCount, ...scanned, fieldByColumn });
      this.rowCount += scanned.starts.length;
    }
    this.typedColumns.readNewBlocks();
  }

  get count(): number {
    return this.rowCount;
  }

  /** Column names in order of first occurrence. */
  get columns(): readonly string[] {
    return this.columnList;
  }

  /** A column's number by its name; -1 if there is none. */
  findColumn(name: string): number {
    return this.columnsByName.get(name) ?? -1;
  }

  /** A cell's text; empty for a field the row does not have. Throws RangeError if there is no such row. */
  cell(row: number, column: number): string {
    const block = this.findBlock(row);
    const field = block.fieldByColumn[column];
    if (field === undefined) return "";
    const start = findFieldStart(block.bytes, block.separator, block.starts[row - block.firstRow] ?? 0, field);
    if (start < 0) return "";
    return utf8.decode(block.bytes.subarray(start, findFieldEnd(block.bytes, block.separator, start)));
  }

  /** All cells of a row by column; faster than one by one. Throws RangeError if there is no such row. */
  fields(row: number): string[] {
    const block = this.findBlock(row);
    const start = block.starts[row - block.firstRow] ?? 0;
    const text = utf8.decode(block.bytes.subarray(start, findRowEnd(block.bytes, start)));
    const fields = text.split(String.fromCharCode(block.separator));
    return this.columnList.map((_, column) => fields[block.fieldByColumn[column] ?? -1] ?? "");
  }

  /** The block a row is in. Throws RangeError if there is no such row. */
  findBlock(row: number): IndexedBlock {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.blocks[middle]?.firstRow ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    const block = this.blocks[low];
    if (!block || !(row >= 0 && row < this.rowCount)) throw new RangeError(`no row ${row}`);
    return block;
  }

  private mapColumns(names: readonly string[]): (number | undefined)[] {
    const fieldByColumn: (number | undefined)[] = [];
    names.forEach((name, position) => {
      const column = this.columnsByName.get(name) ?? this.columnList.push(name) - 1;
      this.columnsByName.set(name, column);
      fieldByColumn[column] = position;
    });
    return fieldByColumn;
  }
}

/** One distinct name for each field. */
function createColumnNames(columns: readonly string[], fields: number): string[] {
  const names = new Set<string>();
  for (let position = 0; position < Math.max(columns.length, fields); position++) {
    const name = columns[position] ?? "";
    let uniqueName = name;
    if (name === "" || names.has(name)) uniqueName = `${name === "" ? "column" : name} ${position + 1}`;
    while (names.has(uniqueName)) uniqueName += "'";
    names.add(uniqueName);
  }
  return [...names];
}
