import fc from "fast-check";
import { orderColumnNames } from "../../../src/dmapi/order-columns";
import { RowIndex } from "../../../src/columns/row-index";

export const orderColumns = orderColumnNames;

export const utf8 = new TextEncoder();

/** An index over one block of text. */
export function createIndex(columns: readonly string[], body: string, separator = "\t"): RowIndex {
  const index = new RowIndex();
  index.add({ columns, separator, body: utf8.encode(body) });
  return index;
}

/** An index over cells, one array a row. */
export function createIndexFromCells(columns: readonly string[], rows: readonly (readonly string[])[]): RowIndex {
  return createIndex(columns, rows.map((row) => `${row.join("\t")}\n`).join(""));
}

/** Every cell of an index, by row. */
export function allCells(index: RowIndex): string[][] {
  return Array.from({ length: index.count }, (_, row) => index.columns.map((_name, column) => index.cell(row, column)));
}

/** One of the characters of a text. */
export function oneOf(characters: string): fc.Arbitrary<string> {
  return fc.constantFrom(...Array.from(characters));
}
