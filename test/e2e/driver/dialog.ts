import type { Locator, Page } from "playwright-core";

export interface DialogState {
  readonly message: string;
  readonly detail: string;
  /** In the order they are shown. */
  readonly buttons: readonly string[];
  /** `warning`, `info` or `error`. */
  readonly icon: string;
}

/** The modal dialog. */
export class Dialog {
  private readonly box: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator(".monaco-dialog-box").filter({ visible: true });
  }

  /** Waits for a dialog and reads it. */
  async shown(): Promise<DialogState> {
    await this.box.waitFor();
    return await this.box.evaluate((box) => ({
      message: box.querySelector(".dialog-message-text")?.textContent ?? "",
      detail: box.querySelector(".dialog-message-detail")?.textContent ?? "",
      buttons: [...box.querySelectorAll(".dialog-buttons .monaco-button")].map((button) => button.textContent),
      icon: /codicon-dialog-(\w+)/.exec(box.querySelector(".dialog-icon")?.className ?? "")?.[1] ?? "",
    }));
  }

  async click(button: string): Promise<void> {
    await this.box
      .locator(".dialog-buttons .monaco-button")
      .getByText(button, { exact: true })
      .or(this.box.getByRole("button", { name: button, exact: true }))
      .first()
      .click();
    await this.box.waitFor({ state: "hidden" });
  }

  async escape(): Promise<void> {
    await this.box.waitFor();
    await this.page.keyboard.press("Escape");
    await this.box.waitFor({ state: "hidden" });
  }

  /** Where it is in the window. */
  async bounds(): Promise<{ y: number; height: number }> {
    const { y = NaN, height = NaN } = (await this.box.boundingBox()) ?? {};
    return { y, height };
  }

  async isOpen(): Promise<boolean> {
    return await this.box.isVisible();
  }
}
