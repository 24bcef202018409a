import assert from "node:assert/strict";
import axe from "axe-core";
import type { FrameLocator } from "playwright-core";

/** What axe finds wrong with a page of ours. It runs in the page itself, which thus is all of it. */
export async function violationsIn(page: FrameLocator): Promise<string[]> {
  const document = await page.locator("html").elementHandle();
  const frame = await document.ownerFrame();
  assert(frame, "the page has no frame");
  await frame.evaluate(axe.source);
  const { passed, violations } = await frame.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    const { passes, violations } = await inPage.run();
    const texts = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    return { passed: passes.length, violations: texts };
  });
  assert(passed > 0, "axe has looked at nothing");
  return violations;
}
