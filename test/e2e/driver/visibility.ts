import type { Locator } from "playwright-core";

/** Whether an element of a page is in sight from its left end to its right one, with nothing over it; pixels may be cut. */
export async function isUncovered(what: Locator): Promise<boolean> {
  return await what.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const isIn = top > -1 && left > -1 && bottom < innerHeight + 1 && right < innerWidth + 1;
    const ends = [left + 2, right - 2].map((x) => document.elementFromPoint(x, (top + bottom) / 2));
    return isIn && ends.every((end) => element.contains(end));
  });
}
