import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe finds wrong with the webview in front; fails where axe has not seen an element with this in its markup. */
export async function violationsIn(page: Page, seen: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).include("iframe.webview");
  // The title of the frame is VS Code's to set.
  const { violations, passes } = await axe.disableRules("frame-title").analyze();
  const markup = passes.flatMap(({ nodes }) => nodes.map(({ html }) => html));
  assert(
    markup.some((html) => html.includes(seen)),
    `axe has seen no ${seen}, but ${[...new Set(markup.map((html) => html.slice(0, 80)))].join(" ")}`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
