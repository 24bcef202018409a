import assert from "node:assert/strict";
import axe from "axe-core";
import type { Frame, FrameLocator } from "playwright-core";
import type { Workbench } from "./workbench";

/** What axe finds wrong with a page of ours. It runs in the page itself, which thus is all of it. */
export async function violationsIn(page: FrameLocator): Promise<string[]> {
  const document = await page.locator("html").elementHandle();
  const frame = await document.ownerFrame();
  assert(frame, "the page has no frame");
  return await runAxe(frame, "html");
}

/** What axe finds wrong with the rows of the views in the side bar. */
export async function violationsInViews({ page }: Workbench): Promise<string[]> {
  return await runAxe(page.mainFrame(), ".part.sidebar .pane-body");
}

async function runAxe(frame: Frame, selector: string): Promise<string[]> {
  if (!(await frame.evaluate(() => "axe" in globalThis))) await frame.evaluate(axe.source);
  const { passed, violations } = await frame.evaluate(async (include) => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    // Without loading its style sheets again, which only a rule about the orientation of a phone needs.
    const { passes, violations } = await inPage.run({ include }, { resultTypes: ["violations"], preload: false });
    const texts = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    return { passed: passes.length, violations: texts };
  }, selector);
  assert(passed > 0, "axe has looked at nothing");
  return violations;
}
