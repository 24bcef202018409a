import { unmarkOtherText } from "../columns/column-text-filter";
import { runInSlices } from "../columns/cooperative-task";
import type { RowBlock } from "../columns/row-block";
import { RowIndex } from "../columns/row-index";
import { findMissingRows, type Insertion } from "./row-merge";
import type { DateSpan } from "../messages/named-periods";
import { hostTimeSlices } from "../workbench/host-time-slices";

/** A block of rows: `firstRow` is the number of its first row in order of arrival. */
interface BufferedBlock {
  readonly block: RowBlock;
  readonly range: DateSpan | undefined;
  readonly firstRow: number;
  readonly rowCount: number;
}

/** Missing days among the blocks. */
interface Gap {
  readonly range: DateSpan;
  readonly gap: number;
}

/**
 * The orders of one query in list order, with the days that are missing. Rows are numbered in order of arrival,
 * which differs once a gap was filled.
 */
export class OrderBuffer {
  private items: (BufferedBlock | Gap)[] = [];
  private bufferedRowCount = 0;

  get rowCount(): number {
    return this.bufferedRowCount;
  }

  /** The blocks in list order. */
  get blocks(): RowBlock[] {
    return this.buffered().map(({ block }) => block);
  }

  add(block: RowBlock, range: DateSpan | undefined): void {
    this.items.push(this.createBlock(block, range));
  }

  addGap(range: DateSpan, gap: number): void {
    this.items.push({ range, gap });
  }

  /** An index of the rows in order of arrival. */
  createIndex(): RowIndex {
    const index = new RowIndex();
    for (const { block } of this.buffered().sort((a, b) => a.firstRow - b.firstRow)) index.add(block);
    return index;
  }

  /** Whether an order is among the rows. Works in time slices. */
  async hasOrder(orderId: string): Promise<boolean> {
    const index = this.createIndex();
    const column = index.findColumn("order_id");
    if (column < 0) return false;
    const marks = new Uint8Array(index.count).fill(1);
    await runInSlices(unmarkOtherText(index, column, orderId, marks), hostTimeSlices);
    return marks.includes(1);
  }

  /** The numbers of all rows in list order; undefined if that is the order of arrival. */
  rowOrder(): Uint32Array | undefined {
    const blocks = this.buffered();
    if (blocks.every(({ firstRow }, position) => position === 0 || firstRow > (blocks[position - 1]?.firstRow ?? 0)))
      return undefined;
    const order = new Uint32Array(this.bufferedRowCount);
    let position = 0;
    for (const { firstRow, rowCount } of blocks)
      for (let row = 0; row < rowCount; row++) order[position++] = firstRow + row;
    return order;
  }

  /** Renumbers the rows in list order, before everything is sent to a page again. */
  renumber(): void {
    let firstRow = 0;
    this.items = this.items.map((item) => {
      if (isGap(item)) return item;
      const piece: BufferedBlock = { ...item, firstRow };
      firstRow += item.rowCount;
      return piece;
    });
  }

  /**
   * Inserts the orders of a gap's days, except those already present.
   * @returns the new rows, to be inserted one after the other
   */
  fillGap(gap: number, blocks: readonly RowBlock[]): Insertion[] {
    const gapItem = this.items.find((item) => isGap(item) && item.gap === gap);
    if (!gapItem) return [];
    const isInRange = (item: BufferedBlock | Gap) =>
      item.range?.after === gapItem.range?.after && item.range?.before === gapItem.range?.before;
    const start = this.items.findIndex(isInRange);
    const end = this.items.findLastIndex(isInRange) + 1;
    const rangeItems = this.items.slice(start, end);
    const before = this.items.slice(0, start).reduce((rows, item) => rows + rowCountOf(item), 0);
    const missingRows = findMissingRows(
      rangeItems.flatMap((item) => (isGap(item) ? [] : [item.block])),
      blocks,
    );
    const others = rangeItems.filter((item) => item !== gapItem);
    const filled = this.insert(others, missingRows, gapItem.range);
    this.items.splice(start, end - start, ...filled);
    return missingRows.map(({ at, block }) => ({ at: before + at, block }));
  }

  private insert(
    items: readonly (BufferedBlock | Gap)[],
    missing: readonly Insertion[],
    span: DateSpan | undefined,
  ): (BufferedBlock | Gap)[] {
    let result = [...items];
    for (const { at, block } of missing) {
      const { place: index, items: split } = splitAt(result, at);
      result = [...split.slice(0, index), this.createBlock(block, span), ...split.slice(index)];
    }
    return result;
  }

  private createBlock(block: RowBlock, range: DateSpan | undefined): BufferedBlock {
    const buffered: BufferedBlock = { block, range, firstRow: this.bufferedRowCount, rowCount: countRows(block) };
    this.bufferedRowCount += buffered.rowCount;
    return buffered;
  }

  private buffered(): BufferedBlock[] {
    return this.items.flatMap((item) => (isGap(item) ? [] : [item]));
  }
}

function isGap(item: BufferedBlock | Gap): item is Gap {
  return "gap" in item;
}

function rowCountOf(item: BufferedBlock | Gap): number {
  return isGap(item) ? 0 : item.rowCount;
}

/** Splits the block that contains row `at`, unless it starts there; returns the index of that row's block. */
function splitAt(
  items: readonly (BufferedBlock | Gap)[],
  at: number,
): { place: number; items: (BufferedBlock | Gap)[] } {
  let rowsBefore = 0;
  for (const [index, item] of items.entries()) {
    if (rowsBefore >= at) return { place: index, items: [...items] };
    const rows = rowCountOf(item);
    if (!isGap(item) && rowsBefore + rows > at) {
      const halves = splitBlock(item, at - rowsBefore);
      return { place: index + 1, items: items.toSpliced(index, 1, ...halves) };
    }
    rowsBefore += rows;
  }
  return { place: items.length, items: [...items] };
}

function splitBlock({ block, range, firstRow, rowCount }: BufferedBlock, at: number): BufferedBlock[] {
  const index = indexBlock(block);
  const start = index.blocks[0]?.starts[at] ?? block.body.length;
  const part = (from: number, to: number) => ({ ...block, body: block.body.subarray(from, to) });
  return [
    { block: part(0, start), range, firstRow, rowCount: at },
    { block: part(start, block.body.length), range, firstRow: firstRow + at, rowCount: rowCount - at },
  ];
}

function countRows(block: RowBlock): number {
  return indexBlock(block).count;
}

function indexBlock(block: RowBlock): RowIndex {
  const index = new RowIndex();
  index.add(block);
  return index;
}
