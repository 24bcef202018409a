import type { FrameLocator, Locator, Page } from "playwright-core";
import { until } from "./wait";

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

  /** Waits for a tab and brings it to the front. */
  async show(title: string | RegExp): Promise<void> {
    const tab = this.tab(title);
    await tab.waitFor();
    await tab.click();
    await until(
      `the tab ${String(title)} to be active`,
      async () => (await tab.getAttribute("aria-selected")) === "true",
    );
  }

  async close(title: string | RegExp): Promise<void> {
    const tab = this.tab(title);
    await tab.hover();
    await tab.locator(".codicon-close-small, .codicon-close").first().click();
    await tab.waitFor({ state: "detached" });
  }

  /** The document inside the webview of a tab: use `.locator(…)` on it. */
  async webview(title: string | RegExp): Promise<FrameLocator> {
    await this.show(title);
    const outer = this.page.locator("iframe.webview.ready").filter({ visible: true });
    await outer.waitFor();
    const inner = outer.contentFrame().locator("iframe#active-frame");
    await inner.waitFor();
    return inner.contentFrame();
  }

  /** The whole text of the active editor. */
  async text(): Promise<string> {
    return await this.copyAll(this.page.locator(activeEditor));
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
    await until("the editor to have changes", async () => (await active.getAttribute("class"))?.includes("dirty"));
    await this.page.keyboard.press("ControlOrMeta+S");
    await until("the editor to be saved", async () => !(await active.getAttribute("class"))?.includes("dirty"));
  }

  private async copyAll(editors: Locator): Promise<string> {
    const none = "\u0000";
    await this.selectAll(editors);
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), none);
    await this.page.keyboard.press("ControlOrMeta+C");
    return await until("the text to be copied", async () => {
      const text = await this.page.evaluate(() => navigator.clipboard.readText());
      return text === none ? undefined : text;
    });
  }

  private async selectAll(editors: Locator): Promise<void> {
    const editor = editors.first();
    await editor.locator(".monaco-scrollable-element").first().click();
    await until("the editor to have the keyboard", () =>
      editor.evaluate((element) => element.classList.contains("focused")),
    );
    await this.page.keyboard.press("ControlOrMeta+A");
  }

  private tab(title: string | RegExp): Locator {
    // The label may be in pieces: VS Code sets off what it takes for a file's ending.
    const label = this.page.locator(".tab-label").filter({ hasText: title });
    return this.page.locator(".part.editor .tabs-container .tab").filter({ has: label }).first();
  }
}
