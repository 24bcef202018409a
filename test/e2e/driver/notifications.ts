import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { eventually } from "../../eventually";
import { matches, quoted } from "./match";
import { uiTimeoutMs } from "./timeouts";

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
    return await eventually(
      async () => {
        const all = await this.all();
        const found = all.find(({ message }) => matches(message, text));
        assert(found, `notifications: ${quoted(all.map(({ message }) => message))}`);
        return found;
      },
      { timeoutMs: uiTimeoutMs, what: `the notification ${String(text)}` },
    );
  }

  /** Clicks a button of a notification, also of one that VS Code has in its list alone by now. */
  async click(text: string | RegExp, button: string): Promise<void> {
    const isShown = (await this.texts()).some((message) => matches(message, text));
    if (!isShown) await this.page.locator('[id="status.notifications"]').click();
    const row = await this.row(text);
    await row.hover();
    await row
      .locator(".notification-list-item-buttons-container .monaco-button")
      .filter({ hasText: button })
      .first()
      .click();
  }

  /** A button in the list of notifications, which must be open. */
  buttonInList(title: string): Locator {
    return this.page.locator(".notifications-center").getByRole("button", { name: title, exact: true });
  }

  /** Closes every notification. */
  async clear(): Promise<void> {
    await eventually(
      async () => {
        const row = this.rows.first();
        if (!(await row.isVisible())) return;
        await row.hover({ timeout: 1000 }).catch(() => undefined);
        await row
          .locator(".codicon-notifications-clear")
          .click({ timeout: 1000 })
          .catch(() => undefined);
        assert.fail(`notifications: ${quoted(await this.texts())}`);
      },
      { timeoutMs: uiTimeoutMs, what: "no notification to be left" },
    );
    await this.page.mouse.move(0, 0);
  }

  private async row(text: string | RegExp): Promise<Locator> {
    await this.shown(text);
    const message = this.page.locator(".notification-list-item-message").getByText(text, { exact: true });
    return this.rows.filter({ has: message }).first();
  }
}
