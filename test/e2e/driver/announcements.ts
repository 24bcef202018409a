import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { eventually } from "../../eventually";
import { uiTimeoutMs } from "./timeouts";

/** What the live region of a page has announced to screen readers since `listen`, in order. */
export class Announcements {
  private constructor(private readonly list: () => Promise<string[]>) {}

  static async listen(region: Locator): Promise<Announcements> {
    const announced = await region.evaluateHandle((element) => {
      const texts: string[] = [];
      let last = element.textContent;
      const observer = new MutationObserver(() => {
        const text = element.textContent;
        // A screen reader may pass over a text that stood there already.
        if (text !== "" && text !== last) texts.push(text);
        last = text;
      });
      observer.observe(element, { childList: true, characterData: true, subtree: true });
      return texts;
    });
    return new Announcements(() => announced.jsonValue());
  }

  /** Waits until these were announced, and asserts that nothing else was, and nothing twice. */
  async are(...expected: readonly RegExp[]): Promise<void> {
    await eventually(
      async () => {
        const texts = await this.list();
        const isAll = texts.length === expected.length && texts.every((text, at) => expected[at]?.test(text));
        assert(isAll, `announced: ${JSON.stringify(texts)}`);
      },
      { timeoutMs: uiTimeoutMs, what: "the announcements" },
    );
  }
}
