import assert from "node:assert/strict";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { eventually } from "../../eventually";
import { copiedBy } from "./clipboard";
import { dismissHover } from "./hover";
import { matches } from "./match";
import { startTimeoutMs, uiTimeoutMs } from "./timeouts";

const activeEditor = ".part.editor .editor-group-container.active .monaco-editor[role=code]";

/** The editor area and the panel below it. */
export class Editors {
  constructor(private readonly page: Page) {}

  /** The titles of the open tabs. */
  async tabs(): Promise<string[]> {
    return await this.page.locator(".part.editor .tabs-container .tab .tab-label").allTextContents();
  }

  /** The title of the active tab. */
  async active(): Promise<string> {
    return (await this.page.locator(".part.editor .tab.active .tab-label").allTextContents())[0] ?? "";
  }

  /** Waits until the active tab has this title. */
  async opened(title: string | RegExp): Promise<void> {
    await eventually(
      async () => {
        const active = await this.active();
        assert(matches(active, title), `${JSON.stringify(active)} is active`);
      },
      { timeoutMs: uiTimeoutMs, what: `the tab ${String(title)} to be active` },
    );
  }

  /** Waits for a tab and brings it to the front. */
  async show(title: string | RegExp): Promise<void> {
    const tab = this.tab(title);
    await tab.waitFor();
    await tab.click();
    await eventually(async () => assert.equal(await tab.getAttribute("aria-selected"), "true"), {
      timeoutMs: uiTimeoutMs,
      what: `the tab ${String(title)} to be active`,
    });
  }

  async close(title: string | RegExp): Promise<void> {
    const tab = this.tab(title);
    await tab.hover();
    await tab.locator(".codicon-close-small, .codicon-close").first().click();
    await tab.waitFor({ state: "detached" });
    await dismissHover(this.page); // of what stands there now
  }

  /** Closes every tab with such a title. */
  async closeAll(title: string | RegExp): Promise<void> {
    while (await this.tab(title).isVisible()) await this.close(title);
  }

  /** The document inside the webview of a tab: use `.locator(…)` on it. */
  async webview(title: string | RegExp): Promise<FrameLocator> {
    await this.show(title);
    // After the window was loaded again, it is there as soon as our extension has started.
    await this.outerFrame.waitFor({ timeout: startTimeoutMs });
    await this.innerFrame.waitFor();
    return this.webviewInFront;
  }

  /** The document inside the webview that is in front, whichever it is by then. */
  get webviewInFront(): FrameLocator {
    return this.innerFrame.contentFrame();
  }

  private get outerFrame(): Locator {
    return this.page.locator("iframe.webview.ready").filter({ visible: true });
  }

  private get innerFrame(): Locator {
    return this.outerFrame.contentFrame().locator("iframe#active-frame");
  }

  /** The whole text of the active editor. */
  async text(): Promise<string> {
    return await this.copyAll(this.page.locator(activeEditor));
  }

  /** The text of the active editor that is drawn: neither folded nor far out of sight. */
  async drawnText(): Promise<string> {
    return await this.page.locator(activeEditor).locator(".view-lines").first().innerText();
  }

  /** The whole text of the output channel in the panel. */
  async output(): Promise<string> {
    return await this.copyAll(
      this.page.locator(".part.panel .output-view .monaco-editor[role=code], .part.panel .monaco-editor[role=code]"),
    );
  }

  /** The name of the output channel in the panel. */
  async outputChannel(): Promise<string> {
    const select = this.page
      .locator(".part.panel select[aria-label^='Switch Output'], .part.panel .output-view select")
      .first();
    await select.waitFor();
    return await select.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text ?? "");
  }

  /** Clicks a lens of the active editor, such as `Reveal Auth-ID`, as soon as it is there. */
  async lens(title: string): Promise<void> {
    await this.page.locator(activeEditor).locator(".codelens-decoration a").getByText(title, { exact: true }).click();
  }

  /** Replaces the whole text of the active editor. */
  async replace(text: string): Promise<void> {
    await this.selectAll(this.page.locator(activeEditor));
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.page.keyboard.press("ControlOrMeta+V");
  }

  /** Saves the active editor. */
  async save(): Promise<void> {
    const active = this.page.locator(".part.editor .tab.active");
    const isDirty = async () => (await active.getAttribute("class"))?.includes("dirty") === true;
    await eventually(async () => assert.equal(await isDirty(), true), {
      timeoutMs: uiTimeoutMs,
      what: "the editor to have changes",
    });
    await this.page.keyboard.press("ControlOrMeta+S");
    await eventually(async () => assert.equal(await isDirty(), false), {
      timeoutMs: uiTimeoutMs,
      what: "the editor to be saved",
    });
  }

  private async copyAll(editors: Locator): Promise<string> {
    await this.selectAll(editors);
    return await copiedBy(this.page, () => this.page.keyboard.press("ControlOrMeta+C"));
  }

  private async selectAll(editors: Locator): Promise<void> {
    const editor = editors.first();
    await editor.locator(".monaco-scrollable-element").first().click();
    await eventually(async () => assert.match((await editor.getAttribute("class")) ?? "", /\bfocused\b/), {
      timeoutMs: uiTimeoutMs,
      what: "the editor to have the keyboard",
    });
    await this.page.keyboard.press("ControlOrMeta+A");
  }

  private tab(title: string | RegExp): Locator {
    // The label may be in pieces: VS Code sets off what it takes for a file's ending.
    const label = this.page.locator(".tab-label").filter({ hasText: title });
    return this.page.locator(".part.editor .tabs-container .tab").filter({ has: label }).first();
  }
}
