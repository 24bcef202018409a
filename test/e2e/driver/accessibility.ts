import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { eventually } from "../../eventually";
import { uiTimeoutMs } from "./timeouts";

/** What axe finds wrong with the webview in front, in which it must see an element with `seen` in its markup. */
export async function violationsIn(page: Page, seen: string): Promise<string[]> {
  return await eventually(
    async () => {
      const axe = new AxeBuilder({ page }).include("iframe.webview");
      // The title of the frame is VS Code's to set.
      const { violations, passes } = await axe.disableRules("frame-title").analyze();
      const markup = passes.flatMap(({ nodes }) => nodes.map(({ html }) => html));
      // axe passes over a frame that does not take its script within a second, and says nothing of it.
      assert(
        markup.some((html) => html.includes(seen)),
        `axe has seen ${[...new Set(markup.map((html) => html.slice(0, 80)))].join(" ")}`,
      );
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    },
    { timeoutMs: uiTimeoutMs, what: `axe to see ${seen}` },
  );
}
