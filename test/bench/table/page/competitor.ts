import type { Counted, Driver } from "../driver";

/** A table in the page, driven in the same way whoever made it. */
export interface Competitor {
  /** Shows the orders of these bytes; what takes time from here on is measured. */
  show(bytes: Uint8Array): void;
  /** Whether the first order is in the page. */
  hasFirst(): boolean;
  /** Whether all orders are there. */
  hasAll(): boolean;
  /** Sorts by the amount. Resolves when the rows are in order. */
  sort(descending: boolean): Promise<void>;
  /** Leaves only orders with the text in any column. Resolves to how many these are. */
  filter(text: string): Promise<number>;
  /** Groups the rows by type. Resolves to how many groups there are; undefined if the table has no groups. */
  group(): Promise<number | undefined>;
  ungroup(): Promise<void>;
  /** Lists the types that orders have, for a filter. Resolves to how many there are. */
  listValues(): Promise<number>;
  /** Selects all cells of so many rows, from the first on. */
  select(rows: number): Promise<void>;
  /** What copying the selected cells puts on the clipboard as text. */
  copy(): string;
  /** The amount in the first row shown. */
  firstAmount(): number;
  /** The element that scrolls. */
  scroller(): Element;
}

declare global {
  var driver: Driver;
}

const frames = 180;

/** Makes a competitor what the bench measures. */
export function createDriver(competitor: Competitor): Driver {
  let bytes: Uint8Array = new Uint8Array();
  return {
    async load(url) {
      bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    },
    async start() {
      const started = performance.now();
      competitor.show(bytes);
      bytes = new Uint8Array();
      await waitUntil(() => competitor.hasFirst());
      const first = performance.now() - started;
      await waitUntil(() => competitor.hasAll());
      return { first, all: performance.now() - started };
    },
    async sort(descending) {
      const started = performance.now();
      await competitor.sort(descending);
      await nextPaint();
      return { ms: performance.now() - started, amount: competitor.firstAmount() };
    },
    async filter(text) {
      const started = performance.now();
      const count = await competitor.filter(text);
      await nextPaint();
      return { ms: performance.now() - started, count };
    },
    async group() {
      const counted = await measureCount(() => competitor.group());
      return counted.count === undefined ? undefined : { ...counted, count: counted.count };
    },
    ungroup: () => competitor.ungroup(),
    listValues: () => measureCount(() => competitor.listValues()),
    async copy(rows) {
      await competitor.select(rows);
      return await measureCount(() => Promise.resolve(competitor.copy().trimEnd().split("\n").length));
    },
    scroll: () => scrollBy(competitor.scroller()),
  };
}

/** How long something takes until what it shows is painted. */
async function measureCount<T extends Counted["count"] | undefined>(
  run: () => Promise<T>,
): Promise<{ readonly ms: number; readonly count: T }> {
  const started = performance.now();
  const count = await run();
  await nextPaint();
  return { ms: performance.now() - started, count };
}

/** Scrolls frame by frame: as a hand does it, then in leaps. Gives the milliseconds from each frame to the next. */
async function scrollBy(scroller: Element): Promise<number[]> {
  const times: number[] = [];
  let before = await frame();
  for (let at = 0; at < frames; at++) {
    scroller.scrollTop += at < frames / 2 ? 120 : scroller.scrollHeight / frames;
    const now = await frame();
    times.push(now - before);
    before = now;
  }
  scroller.scrollTop = 0;
  await nextPaint();
  return times;
}

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Resolves when what is in the page now has been painted. */
async function nextPaint(): Promise<void> {
  await frame();
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(undefined);
  });
}

/** Resolves after the first paint in which the condition holds. */
async function waitUntil(condition: () => boolean): Promise<void> {
  do await nextPaint();
  while (!condition());
}
