import { maxOrdersPerIdRange } from "../order-query";

/** Order ids, both included, in the direction of reading. */
export interface IdRange {
  readonly from: bigint;
  readonly to: bigint;
}

/** How full the reply to a slice should be: ids are not evenly spaced, and an overflow costs another request. */
const targetFillRatio = 0.95;
/** How much wider the next slice may be after one with few orders. */
const maxGrowthFactor = 16;

/** Splits a range of ids into slices of about as many orders as DMAPI returns at once. */
export class AdaptiveRangeSplitter {
  private remaining: IdRange | undefined;
  private width: number;

  /** @param fullReplyWidth how many ids the last full reply spanned */
  constructor(range: IdRange, fullReplyWidth: number) {
    this.remaining = range;
    this.width = getSliceWidth(fullReplyWidth);
  }

  /** The next slice; undefined at the end of the range. */
  takeNext(): IdRange | undefined {
    if (!this.remaining) return undefined;
    const { from, to } = this.remaining;
    const direction = from <= to ? 1n : -1n;
    const end = from + direction * BigInt(this.width - 1);
    const isLast = (to - end) * direction <= 0n;
    this.remaining = isLast ? undefined : { from: end + direction, to };
    return { from, to: isLast ? to : end };
  }

  /**
   * Adapts the width of the next slices to the rows of this one.
   * @param fullReplyWidth how many ids its reply spanned, if there were more orders than fit
   */
  adaptWidth({ from, to }: IdRange, fullReplyWidth: number | undefined, rows: number): void {
    const width = Math.abs(Number(from - to)) + 1;
    const wider = Math.min((width * maxOrdersPerIdRange) / Math.max(rows, 1), width * maxGrowthFactor);
    this.width = getSliceWidth(fullReplyWidth ?? wider);
  }
}

/** A slice of this many ids never has more orders than fit into one reply. */
function getSliceWidth(fullReplyWidth: number): number {
  return Math.max(maxOrdersPerIdRange, Math.floor(fullReplyWidth * targetFillRatio));
}
