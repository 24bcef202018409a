/** Browsers limit elements to 33.5 million device pixels; at 400% zoom that is 8 million CSS pixels. */
const maxElementHeightPx = 6_000_000;

/** Scrolling is exact for this distance at both ends. */
const exactEdgePx = 100_000;

/**
 * Maps content of any height to an element a browser can scroll. Up to 6 million pixels both are the same; above, the
 * ends are exact and the middle is compressed. All values are CSS pixels.
 */
export class ScrollScale {
  /** Height of the element that is scrolled. */
  readonly height: number;
  private readonly maxContentOffset: number;
  private readonly maxScrollOffset: number;
  private readonly ratio: number;

  constructor(contentHeight: number, viewport: number) {
    this.height = Math.min(contentHeight, maxElementHeightPx);
    this.maxContentOffset = Math.max(0, contentHeight - viewport);
    this.maxScrollOffset = Math.max(0, this.height - viewport);
    this.ratio = this.isExact
      ? 1
      : (this.maxContentOffset - 2 * exactEdgePx) / (this.maxScrollOffset - 2 * exactEdgePx);
  }

  /** Whether content and element are of the same height. */
  get isExact(): boolean {
    return this.maxContentOffset === this.maxScrollOffset;
  }

  get contentLimit(): number {
    return this.maxContentOffset;
  }

  get scrollLimit(): number {
    return this.maxScrollOffset;
  }

  /** The content offset for a scroll position. */
  toContent(scroll: number): number {
    const at = clamp(scroll, this.maxScrollOffset);
    if (this.isExact || at <= exactEdgePx) return at;
    if (at >= this.maxScrollOffset - exactEdgePx) return this.maxContentOffset - (this.maxScrollOffset - at);
    return exactEdgePx + (at - exactEdgePx) * this.ratio;
  }

  /** The scroll position for a content offset. */
  toScroll(content: number): number {
    const at = clamp(content, this.maxContentOffset);
    if (this.isExact || at <= exactEdgePx) return at;
    if (at >= this.maxContentOffset - exactEdgePx) return this.maxScrollOffset - (this.maxContentOffset - at);
    return exactEdgePx + (at - exactEdgePx) / this.ratio;
  }
}

export function clamp(value: number, max: number): number {
  return Math.max(0, Math.min(value, max));
}
