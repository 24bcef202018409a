import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { eventually } from "../../eventually";
import { tooltip } from "./hover";
import { matches, quoted } from "./match";
import { uiTimeoutMs } from "./timeouts";

export interface StatusItem {
  /** Such as `joker-dmapi.joker-dmapi.joker.balance`. */
  readonly id: string;
  /** With its icons, as in `$(credit-card) 975.00 USD`. */
  readonly text: string;
  /** What a screen reader says: the text and the tooltip, or the label given for it. */
  readonly aria: string;
  readonly background: "warning" | "error" | "prominent" | "none";
}

/** The status bar at the bottom of the workbench. */
export class StatusBar {
  private readonly items: Locator;

  constructor(private readonly page: Page) {
    this.items = page.locator(".part.statusbar .statusbar-item").filter({ visible: true });
  }

  /** Every item in sight. */
  async all(): Promise<StatusItem[]> {
    return await this.items.evaluateAll((items) =>
      items.map((item) => {
        const label = item.querySelector(".statusbar-item-label");
        const words = [...(label?.childNodes ?? [])].map((node) => {
          const icon =
            node instanceof HTMLElement
              ? /codicon-(?!modifier)([\w-]+)/.exec(node.getAttribute("class") ?? "")?.[1]
              : undefined;
          return icon ? `$(${icon})` : (node.textContent ?? "");
        });
        const kind = /\b(warning|error|prominent)-kind\b/.exec(item.getAttribute("class") ?? "")?.[1] ?? "none";
        return {
          id: item.id,
          text: words.join("").trim(),
          aria: item.getAttribute("aria-label") ?? "",
          background: kind as "warning" | "error" | "prominent" | "none",
        };
      }),
    );
  }

  /** Waits for an item with this text, or whose id ends in this. */
  async item(expected: string | RegExp): Promise<StatusItem> {
    const fits = ({ id, text }: StatusItem) =>
      matches(text, expected) || (typeof expected === "string" && id.endsWith(expected));
    return await eventually(
      async () => {
        const all = await this.all();
        const found = all.find(fits);
        assert(found, `items: ${quoted(all.map(({ text }) => text))}`);
        return found;
      },
      { timeoutMs: uiTimeoutMs, what: `the status bar item ${String(expected)}` },
    );
  }

  async click(expected: string | RegExp): Promise<void> {
    await (await this.locate(expected)).click();
  }

  /** Hovers over an item and gives the text of its tooltip. */
  async tooltip(expected: string | RegExp): Promise<string> {
    return await tooltip(this.page, await this.locate(expected));
  }

  private async locate(expected: string | RegExp): Promise<Locator> {
    const { id } = await this.item(expected);
    return this.page.locator(`.part.statusbar .statusbar-item[id="${id}"] .statusbar-item-label`);
  }
}
