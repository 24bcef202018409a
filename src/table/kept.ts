import type { RowBlock } from "../rows/block";
import { RowIndex } from "../rows/row-index";
import { missingRows, type Insertion } from "./missing";
import type { Span } from "./source";

/** Rows as they are kept: `first` is the number of the first one, counted as they arrived. */
interface Piece {
  readonly block: RowBlock;
  readonly span: Span | undefined;
  readonly first: number;
  readonly rows: number;
}

/** Where days are missing among the pieces. */
interface Hole {
  readonly span: Span;
  readonly gap: number;
}

/**
 * The orders of one query in the order they belong, with the days that are missing. Rows are numbered as they arrived,
 * which is another order once a gap was filled.
 */
export class KeptOrders {
  #items: (Piece | Hole)[] = [];
  #rows = 0;

  get rows(): number {
    return this.#rows;
  }

  /** The blocks in the order their rows belong. */
  get blocks(): RowBlock[] {
    return this.#pieces().map(({ block }) => block);
  }

  add(block: RowBlock, span: Span | undefined): void {
    this.#items.push(this.#newPiece(block, span));
  }

  addGap(span: Span, gap: number): void {
    this.#items.push({ span, gap });
  }

  /** The rows by the numbers they arrived with. */
  index(): RowIndex {
    const index = new RowIndex();
    for (const { block } of this.#pieces().sort((a, b) => a.first - b.first)) index.add(block);
    return index;
  }

  /** The numbers of all rows in the order they belong; undefined where that is the order they arrived in. */
  order(): Uint32Array | undefined {
    const pieces = this.#pieces();
    if (pieces.every(({ first }, place) => place === 0 || first > (pieces[place - 1]?.first ?? 0))) return undefined;
    const order = new Uint32Array(this.#rows);
    let place = 0;
    for (const { first, rows } of pieces) for (let row = 0; row < rows; row++) order[place++] = first + row;
    return order;
  }

  /** Numbers the rows anew, in the order they belong: for a page that is told everything again. */
  renumber(): void {
    let first = 0;
    this.#items = this.#items.map((item) => {
      if (isHole(item)) return item;
      const piece: Piece = { ...item, first };
      first += item.rows;
      return piece;
    });
  }

  /**
   * Puts the orders of a gap's days, which came whole now, where they belong, but for those that are there already.
   * @returns what is new, to be put in one after the other
   */
  fill(gap: number, blocks: readonly RowBlock[]): Insertion[] {
    const hole = this.#items.find((item) => isHole(item) && item.gap === gap);
    if (!hole) return [];
    const same = (item: Piece | Hole) =>
      item.span?.after === hole.span?.after && item.span?.before === hole.span?.before;
    const start = this.#items.findIndex(same);
    const end = this.#items.findLastIndex(same) + 1;
    const there = this.#items.slice(start, end);
    const before = this.#items.slice(0, start).reduce((rows, item) => rows + rowsOf(item), 0);
    const missing = missingRows(
      there.flatMap((item) => (isHole(item) ? [] : [item.block])),
      blocks,
    );
    const others = there.filter((item) => item !== hole);
    const filled = this.#insert(others, missing, hole.span);
    this.#items.splice(start, end - start, ...filled);
    return missing.map(({ at, block }) => ({ at: before + at, block }));
  }

  #insert(items: readonly (Piece | Hole)[], missing: readonly Insertion[], span: Span | undefined): (Piece | Hole)[] {
    let result = [...items];
    for (const { at, block } of missing) {
      const { place, items: cut } = cutAt(result, at);
      result = [...cut.slice(0, place), this.#newPiece(block, span), ...cut.slice(place)];
    }
    return result;
  }

  #newPiece(block: RowBlock, span: Span | undefined): Piece {
    const piece: Piece = { block, span, first: this.#rows, rows: countRows(block) };
    this.#rows += piece.rows;
    return piece;
  }

  #pieces(): Piece[] {
    return this.#items.flatMap((item) => (isHole(item) ? [] : [item]));
  }
}

function isHole(item: Piece | Hole): item is Hole {
  return "gap" in item;
}

function rowsOf(item: Piece | Hole): number {
  return isHole(item) ? 0 : item.rows;
}

/** Cuts the piece in which row `at` is, unless it begins there; gives the place of that row's piece. */
function cutAt(items: readonly (Piece | Hole)[], at: number): { place: number; items: (Piece | Hole)[] } {
  let passed = 0;
  for (const [place, item] of items.entries()) {
    if (passed >= at) return { place, items: [...items] };
    const rows = rowsOf(item);
    if (!isHole(item) && passed + rows > at) {
      const halves = cutPiece(item, at - passed);
      return { place: place + 1, items: items.toSpliced(place, 1, ...halves) };
    }
    passed += rows;
  }
  return { place: items.length, items: [...items] };
}

function cutPiece({ block, span, first, rows }: Piece, at: number): Piece[] {
  const index = indexOf(block);
  const start = index.blocks[0]?.starts[at] ?? block.body.length;
  const part = (from: number, to: number) => ({ ...block, body: block.body.subarray(from, to) });
  return [
    { block: part(0, start), span, first, rows: at },
    { block: part(start, block.body.length), span, first: first + at, rows: rows - at },
  ];
}

function countRows(block: RowBlock): number {
  return indexOf(block).count;
}

function indexOf(block: RowBlock): RowIndex {
  const index = new RowIndex();
  index.add(block);
  return index;
}
