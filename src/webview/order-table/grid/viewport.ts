import { clamp, ScrollScale } from "./scroll-scale";

const scrollIdleMs = 150;

/** Computes the visible rows of a scrolled body and their offsets. All rows have the same height. */
export class Viewport {
  rowHeight = 22;
  /** Height of the visible rows in pixels. */
  height = 0;
  private rows = 0;
  private scale = new ScrollScale(0, 0);
  private contentOffset = 0;
  private scrollOffset = 0;
  private scrollEndTimer: number | undefined;

  /** `header` covers the top of the scroller; `onScrollEnd` is called when scrolling has ended. */
  constructor(
    private readonly scroller: HTMLElement,
    private readonly header: HTMLElement,
    private readonly body: HTMLElement,
    private readonly onScrollEnd: () => void,
  ) {}

  /** Measures again, for this number of rows. Call it whenever the size of an element changes. */
  resize(rows: number): void {
    this.rows = rows;
    const height = this.header.firstElementChild?.getBoundingClientRect().height ?? 0;
    if (height > 0) this.rowHeight = height;
    this.height = Math.max(0, this.scroller.clientHeight - this.header.offsetHeight);
    this.scale = new ScrollScale(rows * this.rowHeight, this.height);
    this.body.style.height = `${this.scale.height}px`;
    this.scrollToOffset(this.contentOffset);
  }

  /** Rows that fit into the window, at least one. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.height / this.rowHeight));
  }

  /** The first visible row. */
  get topRow(): number {
    return Math.round(this.contentOffset / this.rowHeight);
  }

  /** The first row to render and the one after the last, including overscan. */
  visibleRange(overscanRows: number): { first: number; end: number } {
    const first = Math.floor(this.contentOffset / this.rowHeight) - overscanRows;
    const end = Math.ceil((this.contentOffset + this.height) / this.rowHeight) + overscanRows;
    return { first: clamp(first, this.rows), end: clamp(end, this.rows) };
  }

  /** Whether a row is fully visible; a pixel of tolerance, since browsers round scroll positions. */
  isRowVisible(row: number): boolean {
    const offset = row * this.rowHeight - this.contentOffset;
    return row >= 0 && offset > -1 && offset + this.rowHeight < this.height + 1;
  }

  /** The row so many pixels below the top of the viewport; it may not exist. */
  rowAt(pixels: number): number {
    return Math.floor((this.contentOffset + pixels) / this.rowHeight);
  }

  /** A row's offset in the body, in pixels. */
  offsetOf(row: number): number {
    return row * this.rowHeight - this.contentOffset + this.scrollOffset;
  }

  /** Syncs with the browser's scroll position. */
  syncScroll(): void {
    const scrollTop = this.scroller.scrollTop;
    const moved = scrollTop - this.scrollOffset;
    this.scrollOffset = scrollTop;
    const atEnd = scrollTop <= 0 || scrollTop >= this.scale.scrollLimit;
    const isSmallStep = !this.scale.isExact && !atEnd && Math.abs(moved) < this.height * 2;
    this.contentOffset = isSmallStep
      ? clamp(this.contentOffset + moved, this.scale.contentLimit)
      : this.scale.toContent(scrollTop);
    clearTimeout(this.scrollEndTimer);
    this.scrollEndTimer = setTimeout(() => this.finishScroll(), scrollIdleMs);
  }

  /** Scrolls a row into view, no further than needed. */
  reveal(row: number): void {
    const top = row * this.rowHeight;
    if (top < this.contentOffset) this.scrollToOffset(top);
    else if (top + this.rowHeight > this.contentOffset + this.height)
      this.scrollToOffset(top + this.rowHeight - this.height);
  }

  /** Scrolls a row to the top. */
  scrollTo(row: number): void {
    this.scrollToOffset(row * this.rowHeight);
  }

  private scrollToOffset(content: number): void {
    this.contentOffset = clamp(content, this.scale.contentLimit);
    this.scroller.scrollTop = this.scale.toScroll(this.contentOffset);
    this.scrollOffset = this.scroller.scrollTop;
  }

  /** Small steps scroll exactly, so the scroll bar may have drifted: correct it. */
  private finishScroll(): void {
    if (!this.scale.isExact) this.scrollToOffset(this.contentOffset);
    this.onScrollEnd();
  }
}
