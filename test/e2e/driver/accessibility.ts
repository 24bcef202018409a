import assert from "node:assert/strict";
import axe from "axe-core";
import type { Frame, FrameLocator } from "playwright-core";
import type { Workbench } from "./workbench";

/** All rules, or those of colors: in another theme, a page that is otherwise the same can break no others. */
export type Rules = "all" | "colors";

const rulesOfColors = ["color-contrast", "link-in-text-block"];

/** What axe finds wrong with a page of ours. It runs in the page itself, which thus is all of it. */
export async function violationsIn(page: FrameLocator, rules: Rules = "all"): Promise<string[]> {
  const document = await page.locator("html").elementHandle();
  const frame = await document.ownerFrame();
  assert(frame, "the page has no frame");
  return await runAxe(frame, "html", rules);
}

/** What axe finds wrong with the rows of the views in the side bar. */
export async function violationsInViews({ page }: Workbench, rules: Rules = "all"): Promise<string[]> {
  return await runAxe(page.mainFrame(), ".part.sidebar .pane-body", rules);
}

async function runAxe(frame: Frame, selector: string, rules: Rules): Promise<string[]> {
  if (!(await frame.evaluate(() => "axe" in globalThis))) await frame.evaluate(axe.source);
  const only = rules === "colors" ? rulesOfColors : undefined;
  const { passed, violations } = await frame.evaluate(
    async ([include, only]) => {
      const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
      // Without loading its style sheets again, which only a rule about the orientation of a phone needs.
      const options = { resultTypes: ["violations" as const], preload: false };
      const { passes, violations } = await inPage.run({ include }, { ...options, ...(only && { runOnly: only }) });
      const texts = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
      return { passed: passes.length, violations: texts };
    },
    [selector, only] as const,
  );
  assert(passed > 0, "axe has looked at nothing");
  return violations;
}
