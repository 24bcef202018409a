import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { eventually } from "../../eventually";
import { uiTimeoutMs } from "./timeouts";
import type { Workbench } from "./workbench";

/** The editor in which VS Code shows the extension's walkthrough. */
export class Walkthrough {
  private readonly details: Locator;

  constructor({ page }: Workbench) {
    this.details = page.locator(".part.editor .gettingStartedDetailsContent").filter({ visible: true });
  }

  /** Waits until it is open, and gives the titles of its steps. */
  async steps(): Promise<string[]> {
    await this.details.getByText("Get Started with DMAPI for Joker.com", { exact: true }).waitFor();
    await this.details.locator(".getting-started-step").first().waitFor();
    return await this.details.locator(".getting-started-step .step-title").allInnerTexts();
  }

  /** Waits until exactly these steps are done. */
  async hasDone(...ids: readonly string[]): Promise<void> {
    await eventually(
      async () => {
        const boxes = this.details.locator(".getting-started-step [data-done-step-id][aria-checked=true]");
        const done = await boxes.evaluateAll((all) => all.map((box) => box.getAttribute("data-done-step-id") ?? ""));
        assert.deepEqual([...new Set(done.map((id) => id.replace(/^.*#/, "")))], ids);
      },
      { timeoutMs: uiTimeoutMs, what: `the steps ${ids.join(", ")} to be done` },
    );
  }

  /** Opens a step, which shows its text and its picture. */
  async open(title: string): Promise<void> {
    const step = this.details.locator(".getting-started-step").filter({ hasText: title });
    // VS Code opens the first step that is not done, perhaps only after another one was clicked.
    await eventually(
      async () => {
        const isOpen = ((await step.getAttribute("class")) ?? "").includes("expanded");
        if (!isOpen) await step.locator(".step-title").click();
        await this.details.locator(".getting-started-step.expanded", { hasText: title }).waitFor({ timeout: 2000 });
      },
      { timeoutMs: uiTimeoutMs, what: `the step ${title} to be open` },
    );
  }

  /** Waits for the picture of the open step, and gives the number of its colors. */
  async pictureColors(): Promise<number> {
    const media = this.details.locator(".getting-started-media");
    const picture = media.frameLocator("iframe.webview").frameLocator("iframe#active-frame").locator("svg");
    // VS Code may draw the picture again meanwhile.
    const colors = await eventually(
      async () => {
        await picture.waitFor({ timeout: 2000 });
        const fills = await picture.locator("*").evaluateAll((all) => all.map((shape) => getComputedStyle(shape).fill));
        return new Set(fills.filter((fill) => fill !== "none"));
      },
      { timeoutMs: uiTimeoutMs, what: "the picture of the open step" },
    );
    return colors.size;
  }

  /** Clicks a button of the open step. */
  async click(button: string): Promise<void> {
    await this.details.locator(".getting-started-step.expanded").getByRole("button", { name: button }).click();
  }
}
