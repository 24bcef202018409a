import { clamp, ScrollScale } from "./scroll";

const idle = 150;

/** Which rows of a scrolled body can be seen, and where they stand in it. All rows are of one height. */
export class Viewport {
  rowHeight = 22;
  /** Pixels of rows that can be seen. */
  height = 0;
  private rows = 0;
  private scale = new ScrollScale(0, 0);
  private contentTop = 0;
  private scrolled = 0;
  private timer: number | undefined;

  /** `head` lies over the top of the scroller; `settled` is called when scrolling has come to rest. */
  constructor(
    private readonly scroller: HTMLElement,
    private readonly head: HTMLElement,
    private readonly body: HTMLElement,
    private readonly settled: () => void,
  ) {}

  /** Measures again, for this many rows: to be called whenever one of the elements has another size too. */
  resize(rows: number): void {
    this.rows = rows;
    const height = this.head.firstElementChild?.getBoundingClientRect().height ?? 0;
    if (height > 0) this.rowHeight = height;
    this.height = Math.max(0, this.scroller.clientHeight - this.head.offsetHeight);
    this.scale = new ScrollScale(rows * this.rowHeight, this.height);
    this.body.style.height = `${this.scale.height}px`;
    this.goTo(this.contentTop);
  }

  /** Rows that fit into the window, at least one. */
  get page(): number {
    return Math.max(1, Math.floor(this.height / this.rowHeight));
  }

  /** The row at the top. */
  get top(): number {
    return Math.round(this.contentTop / this.rowHeight);
  }

  /** The first row to be shown and the one after the last, with some more on both sides. */
  range(more: number): { first: number; end: number } {
    const first = Math.floor(this.contentTop / this.rowHeight) - more;
    const end = Math.ceil((this.contentTop + this.height) / this.rowHeight) + more;
    return { first: clamp(first, this.rows), end: clamp(end, this.rows) };
  }

  /** Whether a row can be seen, but for the part of a pixel browsers take from what is scrolled. */
  shows(row: number): boolean {
    const above = row * this.rowHeight - this.contentTop;
    return row >= 0 && above > -1 && above + this.rowHeight < this.height + 1;
  }

  /** The row so many pixels below the upper edge of the window; it may be one that is not there. */
  rowAt(pixels: number): number {
    return Math.floor((this.contentTop + pixels) / this.rowHeight);
  }

  /** Where a row stands in the body, in pixels. */
  offsetOf(row: number): number {
    return row * this.rowHeight - this.contentTop + this.scrolled;
  }

  /** Takes over where the browser has scrolled to. */
  follow(): void {
    const scrolled = this.scroller.scrollTop;
    const moved = scrolled - this.scrolled;
    this.scrolled = scrolled;
    const atEnd = scrolled <= 0 || scrolled >= this.scale.lastScroll;
    const near = !this.scale.exact && !atEnd && Math.abs(moved) < this.height * 2;
    this.contentTop = near ? clamp(this.contentTop + moved, this.scale.lastContent) : this.scale.toContent(scrolled);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(), idle);
  }

  /** Scrolls so that a row is seen, no further than needed. */
  reveal(row: number): void {
    const top = row * this.rowHeight;
    if (top < this.contentTop) this.goTo(top);
    else if (top + this.rowHeight > this.contentTop + this.height) this.goTo(top + this.rowHeight - this.height);
  }

  /** Scrolls a row to the top. */
  scrollTo(row: number): void {
    this.goTo(row * this.rowHeight);
  }

  private goTo(content: number): void {
    this.contentTop = clamp(content, this.scale.lastContent);
    this.scroller.scrollTop = this.scale.toScroll(this.contentTop);
    this.scrolled = this.scroller.scrollTop;
  }

  /** Small steps were true to the pixel; now the scroll bar shows again where they led. */
  private rest(): void {
    if (!this.scale.exact) this.goTo(this.contentTop);
    this.settled();
  }
}
