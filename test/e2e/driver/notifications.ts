import type { Locator, Page } from "playwright-core";
import { matches, until } from "./wait";

export interface Notification {
  readonly message: string;
  /** `info`, `warning` or `error`. */
  readonly severity: string;
  readonly buttons: readonly string[];
}

/** The notifications in the corner of the workbench. */
export class Notifications {
  private readonly rows: Locator;

  constructor(private readonly page: Page) {
    this.rows = page.locator(".notifications-toasts .monaco-list-row, .notifications-center.visible .monaco-list-row");
  }

  /** Those in sight, newest first. */
  async all(): Promise<Notification[]> {
    return await this.rows.evaluateAll((rows) =>
      rows.map((row) => ({
        message: row.querySelector(".notification-list-item-message")?.textContent ?? "",
        severity:
          /codicon-(info|warning|error)/.exec(
            row.querySelector(".notification-list-item-icon")?.className ?? "",
          )?.[1] ?? "",
        buttons: [...row.querySelectorAll(".notification-list-item-buttons-container .monaco-button")].map(
          (button) => button.textContent,
        ),
      })),
    );
  }

  async texts(): Promise<string[]> {
    return (await this.all()).map((notification) => notification.message);
  }

  /** Waits for a notification. */
  async shown(text: string | RegExp): Promise<Notification> {
    return await until(`the notification ${String(text)}`, async () =>
      (await this.all()).find((notification) => matches(notification.message, text)),
    );
  }

  /** Clicks a button of a notification. */
  async click(text: string | RegExp, button: string): Promise<void> {
    const row = await this.row(text);
    await row.hover();
    await row
      .locator(".notification-list-item-buttons-container .monaco-button")
      .filter({ hasText: button })
      .first()
      .click();
  }

  /** Closes every notification. */
  async clear(): Promise<void> {
    await until("no notification to be left", async () => {
      const row = this.rows.first();
      if (!(await row.isVisible())) return true;
      await row.hover({ timeout: 1000 }).catch(() => undefined);
      await row
        .locator(".codicon-notifications-clear")
        .click({ timeout: 1000 })
        .catch(() => undefined);
      return false;
    });
    await this.page.mouse.move(0, 0);
  }

  private async row(text: string | RegExp): Promise<Locator> {
    await this.shown(text);
    const message = this.page.locator(".notification-list-item-message").getByText(text, { exact: true });
    return this.rows.filter({ has: message }).first();
  }
}
