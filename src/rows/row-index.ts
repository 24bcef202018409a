import { separatorByte, type IndexedBlock, type RowBlock } from "./block";
import { fieldEnd, fieldStart, rowEnd } from "./field";
import { RowScanner } from "./scan";
import { TypedColumns } from "./typed";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Rows kept as the bytes they came in, found by number. Blocks are added as they arrive; where their columns differ the
 * index has all of them. A field beyond a block's columns is in a column named after its position (`column 10`).
 */
export class RowIndex {
  readonly blocks: IndexedBlock[] = [];
  readonly typed = new TypedColumns(this.blocks);
  private readonly scanner = new RowScanner();
  private readonly names: string[] = [];
  private readonly columnsByName = new Map<string, number>();
  private rows = 0;

  /** Adds a block's rows after those already there. The bytes are kept, not copied. Throws RangeError for a bad separator. */
  add(block: RowBlock): void {
    const separator = separatorByte(block.separator);
    const { fields, ...found } = this.scanner.scan(block.body, separator, block.columns.length);
    const fieldOf = this.place(columnNames(block.columns, fields));
    if (found.starts.length > 0) {
      this.blocks.push({ bytes: block.body, separator, firstRow: this.rows, ...found, fieldOf });
      this.rows += found.starts.length;
    }
    this.typed.follow();
  }

  get count(): number {
    return this.rows;
  }

  /** Column names in the order they first came. */
  get columns(): readonly string[] {
    return this.names;
  }

  /** A column's number by name; -1 if there is none. */
  columnOf(name: string): number {
    return this.columnsByName.get(name) ?? -1;
  }

  /** A cell's text; empty for a field the row does not have. Throws RangeError if there is no such row. */
  cell(row: number, column: number): string {
    const block = this.blockOf(row);
    const field = block.fieldOf[column];
    if (field === undefined) return "";
    const start = fieldStart(block.bytes, block.separator, block.starts[row - block.firstRow] ?? 0, field);
    if (start < 0) return "";
    return utf8.decode(block.bytes.subarray(start, fieldEnd(block.bytes, block.separator, start)));
  }

  /** All cells of a row by column; cheaper than one by one. Throws RangeError if there is no such row. */
  fields(row: number): string[] {
    const block = this.blockOf(row);
    const start = block.starts[row - block.firstRow] ?? 0;
    const text = utf8.decode(block.bytes.subarray(start, rowEnd(block.bytes, start)));
    const fields = text.split(String.fromCharCode(block.separator));
    return this.names.map((_, column) => fields[block.fieldOf[column] ?? -1] ?? "");
  }

  /** The block a row is in. Throws RangeError if there is no such row. */
  blockOf(row: number): IndexedBlock {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.blocks[middle]?.firstRow ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    const block = this.blocks[low];
    if (!block || !(row >= 0 && row < this.rows)) throw new RangeError(`no row ${row}`);
    return block;
  }

  private place(names: readonly string[]): (number | undefined)[] {
    const fieldOf: (number | undefined)[] = [];
    names.forEach((name, position) => {
      const column = this.columnsByName.get(name) ?? this.names.push(name) - 1;
      this.columnsByName.set(name, column);
      fieldOf[column] = position;
    });
    return fieldOf;
  }
}

/** One distinct name for each field. */
function columnNames(columns: readonly string[], fields: number): string[] {
  const names = new Set<string>();
  for (let position = 0; position < Math.max(columns.length, fields); position++) {
    const name = columns[position] ?? "";
    let free = name;
    if (name === "" || names.has(name)) free = `${name === "" ? "column" : name} ${position + 1}`;
    while (names.has(free)) free += "'";
    names.add(free);
  }
  return [...names];
}
