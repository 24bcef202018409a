import { longestRange } from "../order-query";

/** Order ids, both included, in the direction of a walk. */
export interface Stretch {
  readonly from: bigint;
  readonly to: bigint;
}

/** So full shall the reply to a slice be: ids lie here closer than there, and what is too much costs another request. */
const fullness = 0.95;
/** How much wider the next slice is, at most, than one that proved too empty. */
const growth = 16;

/** Cuts a stretch of ids into slices of about as many orders as DMAPI gives at once. */
export class Slices {
  #uncut: Stretch | undefined;
  #width: number;

  /** @param thousand how many ids the last full reply spanned */
  constructor(stretch: Stretch, thousand: number) {
    this.#uncut = stretch;
    this.#width = widthFor(thousand);
  }

  /** The next slice; undefined when all is cut. */
  next(): Stretch | undefined {
    if (!this.#uncut) return undefined;
    const { from, to } = this.#uncut;
    const ahead = from <= to ? 1n : -1n;
    const end = from + ahead * BigInt(this.#width - 1);
    const isLast = (to - end) * ahead <= 0n;
    this.#uncut = isLast ? undefined : { from: end + ahead, to };
    return { from, to: isLast ? to : end };
  }

  /**
   * What a slice brought tells how wide the next ones should be.
   * @param thousand the ids its reply spanned, where it had more than one reply can hold
   */
  learn({ from, to }: Stretch, thousand: number | undefined, rows: number): void {
    const width = Math.abs(Number(from - to)) + 1;
    const wider = Math.min((width * longestRange) / Math.max(rows, 1), width * growth);
    this.#width = widthFor(thousand ?? wider);
  }
}

/** So many ids hold no more orders than one reply, however close they lie. */
function widthFor(thousand: number): number {
  return Math.max(longestRange, Math.floor(thousand * fullness));
}
