import assert from "node:assert/strict";
import type { Frame, Page } from "playwright-core";
import { eventually } from "../../eventually";

/** What is waited for besides the rows of a table: a text in each pane of the side bar. */
export interface Wanted {
  readonly paneTexts: readonly string[];
}

/** When it was painted first, epoch ms; the page is that of the extension that does nothing. */
export type PaintMarks = Partial<Record<"clicked" | "panes" | "page" | "firstRow" | "allRows", number>>;

declare global {
  interface Window {
    wanted?: Wanted;
    paintMarks?: PaintMarks;
  }
}

/** Has every frame of the page, also those that come, note when what is wanted is painted, and the first press of the mouse. */
export async function installPaintMarks(page: Page): Promise<void> {
  await page.context().addInitScript(markPaints);
}

/** Forgets the marks so far. */
export async function want(page: Page, wanted: Wanted): Promise<void> {
  await page.evaluate((now) => {
    window.wanted = now;
    window.paintMarks = {};
  }, wanted);
}

/** The mark of any frame, once there is one. */
export async function readMark(page: Page, name: keyof PaintMarks, timeoutMs: number): Promise<number> {
  const read = (frame: Frame) => frame.evaluate((mark) => window.paintMarks?.[mark], name).catch(() => undefined);
  return await eventually(
    async () => {
      const marks = (await Promise.all(page.frames().map(read))).filter((mark) => mark !== undefined);
      const [mark] = marks;
      assert(mark !== undefined, `no mark ${name}`);
      return mark;
    },
    { timeoutMs, what: `the mark ${name}` },
  );
}

/** Runs in a page, so it has everything it needs. */
function markPaints(): void {
  const lookIntervalMs = 4;
  window.paintMarks = {};
  const now = () => performance.timeOrigin + performance.now();
  const mark = (name: keyof PaintMarks, isThere: boolean) => {
    const marks = (window.paintMarks ??= {});
    if (!isThere || marks[name] !== undefined) return;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (marks[name] ??= now()); // after the paint of this frame
      port2.postMessage(undefined);
    });
  };
  const look = () => {
    const panes = [...document.querySelectorAll(".part.sidebar .pane-body")];
    const texts = window.wanted?.paneTexts ?? [];
    mark("panes", texts.length > 0 && texts.every((text, at) => panes[at]?.textContent.includes(text)));
    mark("page", document.querySelector("#baseline") !== null);
    const grid = document.querySelector(".grid");
    const hasRow = (grid?.querySelector("[aria-rowindex='2']")?.textContent ?? "") !== "";
    const isLoading = grid?.ariaBusy === "true" || document.querySelector("progress:not([hidden])") !== null;
    mark("firstRow", hasRow);
    mark("allRows", hasRow && !isLoading);
  };
  addEventListener("mousedown", () => ((window.paintMarks ??= {}).clicked ??= now()), true);
  // Not by frames: a page that is written again, as VS Code does it, would forget them.
  setInterval(look, lookIntervalMs);
}
