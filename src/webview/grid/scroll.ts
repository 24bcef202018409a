/** Browsers stop at 33.5 million device pixels; at four times zoom that is 8 million of ours. */
const tallest = 6_000_000;

/** At both ends scrolling stays true to the pixel for this long. */
const edge = 100_000;

/**
 * Fits content of any height into an element a browser can scroll. Up to 6 million pixels both are the same; above, the
 * ends are true to the pixel and the middle is drawn together. Pixels everywhere.
 */
export class ScrollScale {
  /** Height of the element that is scrolled. */
  readonly height: number;
  private readonly contentEnd: number;
  private readonly scrollEnd: number;
  private readonly ratio: number;

  constructor(contentHeight: number, viewport: number) {
    this.height = Math.min(contentHeight, tallest);
    this.contentEnd = Math.max(0, contentHeight - viewport);
    this.scrollEnd = Math.max(0, this.height - viewport);
    this.ratio = this.exact ? 1 : (this.contentEnd - 2 * edge) / (this.scrollEnd - 2 * edge);
  }

  /** Whether content and element are of the same height. */
  get exact(): boolean {
    return this.contentEnd === this.scrollEnd;
  }

  get lastContent(): number {
    return this.contentEnd;
  }

  get lastScroll(): number {
    return this.scrollEnd;
  }

  /** The place in the content that a scroll position stands for. */
  toContent(scroll: number): number {
    const at = clamp(scroll, this.scrollEnd);
    if (this.exact || at <= edge) return at;
    if (at >= this.scrollEnd - edge) return this.contentEnd - (this.scrollEnd - at);
    return edge + (at - edge) * this.ratio;
  }

  /** The scroll position that stands for a place in the content. */
  toScroll(content: number): number {
    const at = clamp(content, this.contentEnd);
    if (this.exact || at <= edge) return at;
    if (at >= this.contentEnd - edge) return this.scrollEnd - (this.contentEnd - at);
    return edge + (at - edge) / this.ratio;
  }
}

export function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}
