import type { RowBlock } from "../rows/block";
import { RowIndex } from "../rows/row-index";

/** Rows to be shown at a place. */
export interface Insertion {
  readonly at: number;
  readonly block: RowBlock;
}

/**
 * What of `whole`, a list in its order, is missing from `part`, which is some of the same list: each run of rows with the
 * place it belongs, counted with the runs before it put in. Orders are told apart by their id.
 */
export function missingRows(part: readonly RowBlock[], whole: readonly RowBlock[]): Insertion[] {
  const places = placesOf(part);
  const runs: Run[] = [];
  let place = 0;
  for (const block of whole) {
    const index = new RowIndex();
    index.add(block);
    let run: Run | undefined;
    for (let row = 0; row < index.count; row++) {
      const known = places.get(keyOf(index, row));
      if (known === undefined) {
        run ??= newRun(runs, block, place, startOf(index, row));
        run.rows += 1;
        run.to = startOf(index, row + 1);
      } else {
        place = Math.max(place, known + 1);
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

interface Run {
  readonly block: RowBlock;
  readonly at: number;
  readonly from: number;
  to: number;
  rows: number;
}

function newRun(runs: Run[], block: RowBlock, at: number, from: number): Run {
  const run = { block, at, from, to: from, rows: 0 };
  runs.push(run);
  return run;
}

function placesOf(blocks: readonly RowBlock[]): Map<string, number> {
  const index = new RowIndex();
  for (const block of blocks) index.add(block);
  const places = new Map<string, number>();
  for (let row = 0; row < index.count; row++) places.set(keyOf(index, row), row);
  return places;
}

/** The order's id, or all of the row where there is none. */
function keyOf(index: RowIndex, row: number): string {
  const column = index.columns.findIndex((name) => name.toLowerCase().replaceAll("-", "_") === "order_id");
  return column < 0 ? index.fields(row).join("\t") : index.cell(row, column);
}

/** Where a row of an index of one block begins; the end of the block behind the last one. */
function startOf({ blocks: [block] }: RowIndex, row: number): number {
  return block?.starts[row] ?? block?.bytes.length ?? 0;
}

/** Rows of several blocks follow one another: the last one of a body may have come without its line end. */
function withLineEnd(body: Uint8Array): Uint8Array {
  if (body.at(-1) === 10) return body;
  const ended = new Uint8Array(body.length + 1);
  ended.set(body);
  ended[body.length] = 10;
  return ended;
}
