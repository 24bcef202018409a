import type { RowBlock } from "../columns/row-block";
import { RowIndex } from "../columns/row-index";

/** Rows to insert at a position. */
export interface Insertion {
  readonly at: number;
  readonly block: RowBlock;
}

/**
 * The rows of `whole` that are missing from `part`, a subset of the same list: each run of rows with the
 * position to insert it, after the runs before it were inserted. Orders are identified by their id.
 */
export function findMissingRows(part: readonly RowBlock[], whole: readonly RowBlock[]): Insertion[] {
  const rowNumbers = findRowNumbers(part);
  const runs: RowRun[] = [];
  let position = 0;
  for (const block of whole) {
    const index = new RowIndex();
    index.add(block);
    let run: RowRun | undefined;
    for (let row = 0; row < index.count; row++) {
      const knownRow = rowNumbers.get(rowKey(index, row));
      if (knownRow === undefined) {
        run ??= addRun(runs, block, position, rowOffset(index, row));
        run.rows += 1;
        run.to = rowOffset(index, row + 1);
      } else {
        position = Math.max(position, knownRow + 1);
        run = undefined;
      }
    }
  }
  let inserted = 0;
  return runs.map(({ block, at, from, to, rows }) => {
    const insertion = { at: at + inserted, block: { ...block, body: withLineEnd(block.body.subarray(from, to)) } };
    inserted += rows;
    return insertion;
  });
}

interface RowRun {
  readonly block: RowBlock;
  readonly at: number;
  readonly from: number;
  to: number;
  rows: number;
}

function addRun(runs: RowRun[], block: RowBlock, at: number, from: number): RowRun {
  const run = { block, at, from, to: from, rows: 0 };
  runs.push(run);
  return run;
}

function findRowNumbers(blocks: readonly RowBlock[]): Map<string, number> {
  const index = new RowIndex();
  for (const block of blocks) index.add(block);
  const rowNumbers = new Map<string, number>();
  for (let row = 0; row < index.count; row++) rowNumbers.set(rowKey(index, row), row);
  return rowNumbers;
}

/** The order's id, or all of the row where there is none. */
function rowKey(index: RowIndex, row: number): string {
  const column = index.columns.findIndex((name) => name.toLowerCase().replaceAll("-", "_") === "order_id");
  return column < 0 ? index.fields(row).join("\t") : index.cell(row, column);
}

/** Where a row of an index of one block begins; the end of the block behind the last one. */
function rowOffset({ blocks: [block] }: RowIndex, row: number): number {
  return block?.starts[row] ?? block?.bytes.length ?? 0;
}

/** Rows of several blocks follow one another: the last one of a body may have come without its line end. */
function withLineEnd(body: Uint8Array): Uint8Array {
  if (body.at(-1) === 10) return body;
  const terminated = new Uint8Array(body.length + 1);
  terminated.set(body);
  terminated[body.length] = 10;
  return terminated;
}
