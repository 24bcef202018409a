import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { eventually } from "../../eventually";
import { uiTimeoutMs } from "./timeouts";

/** axe itself, for frames that do not have it yet. */
const axeSource = `if (!self.axe) { ${axe.source} }`;

/** What axe finds wrong with the webview in front, in which it must see an element with `seen` in its markup. */
export async function violationsIn(page: Page, seen: string): Promise<string[]> {
  return await eventually(
    async () => {
      // AxeBuilder passes over a frame that does not take the script within a second, and says nothing of it: what is
      // there already is taken at once.
      for (const frame of page.frames()) await frame.evaluate(axeSource);
      const builder = new AxeBuilder({ page, axeSource }).include("iframe.webview");
      // The title of the frame is VS Code's to set.
      const { violations, passes } = await builder.disableRules("frame-title").analyze();
      const markup = passes.flatMap(({ nodes }) => nodes.map(({ html }) => html));
      assert(
        markup.some((html) => html.includes(seen)),
        `axe has seen ${[...new Set(markup.map((html) => html.slice(0, 80)))].join(" ")}`,
      );
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    },
    { timeoutMs: uiTimeoutMs, what: `axe to see ${seen}` },
  );
}
