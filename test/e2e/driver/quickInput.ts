import type { Locator, Page } from "playwright-core";
import { matches, patience, until } from "./wait";

export interface QuickItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

export interface QuickState {
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  readonly password: boolean;
  /** The prompt, or what validation says. */
  readonly message: string;
  readonly error: boolean;
  readonly busy: boolean;
  /** The items in sight. */
  readonly items: readonly QuickItem[];
}

/** The box at the top of the workbench: the palette, quick picks, input boxes and the simple file dialog. */
export class QuickInput {
  private readonly widget: Locator;
  private readonly input: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator(".quick-input-widget").filter({ visible: true });
    this.input = this.widget.locator(".quick-input-box input.input");
  }

  /** Runs a command as a user does: F1, its full title (`Joker: Sign In`), Enter. */
  async command(title: string): Promise<void> {
    const row = this.row(title);
    await until(`the command "${title}" in the palette`, async () => {
      await this.openPalette(`>${title}`);
      if (await row.waitFor({ timeout: 3000 }).then(done, notYet)) return true;
      // What can be done now is offered: a list that was made a moment too early lacks it, and is made again.
      await this.input.fill(">", { timeout: 300 }).catch(notYet);
      return false;
    });
    await row.click();
  }

  /** The titles the palette offers for a text, without running any. */
  async commands(text: string): Promise<string[]> {
    await this.openPalette(`>${text}`);
    const items = await until(`commands for "${text}"`, async () => {
      const all = await this.items();
      const found = all.some((item) => item.label.toLowerCase().includes(text.toLowerCase()));
      return found || all.some((item) => item.label.startsWith("No matching")) ? all : undefined;
    });
    await this.escape();
    return items.map((item) => item.label).filter((label) => label.toLowerCase().includes(text.toLowerCase()));
  }

  /** Waits for a box with this title or placeholder, or for any. */
  async shown(wanted?: string | RegExp): Promise<QuickState> {
    return await until(`a quick input${wanted ? ` named ${String(wanted)}` : ""}`, async () => {
      const state = await this.state();
      if (!state || wanted === undefined) return state;
      return matches(state.title, wanted) || matches(state.placeholder, wanted) ? state : undefined;
    });
  }

  /** What the box shows now; `undefined` when it is closed. */
  async state(): Promise<QuickState | undefined> {
    const [read] = await this.widget.evaluateAll((widgets) =>
      widgets.map((widget) => {
        const text = (selector: string) =>
          widget.querySelector(selector)?.textContent.replaceAll("\u00a0", " ").trim() ?? "";
        const input = widget.querySelector<HTMLInputElement>(".quick-input-box input.input");
        return {
          title: text(".quick-input-title"),
          placeholder: input?.placeholder ?? "",
          value: input?.value ?? "",
          password: input?.type === "password",
          message: text(".quick-input-message"),
          error: widget.querySelector(".monaco-inputbox.error") !== null,
          busy: widget.querySelector(".quick-input-progress.active") !== null,
        };
      }),
    );
    return read && { ...read, items: await this.items() };
  }

  /** Types a text over what the box holds. */
  async type(text: string): Promise<void> {
    await until("a quick input that takes text", () => this.input.isEditable());
    await this.input.fill(text);
  }

  /** Chooses the item with this label. */
  async pick(label: string): Promise<void> {
    const row = this.row(label);
    await until(`the item "${label}"`, async () => (await row.isVisible()) || (await this.reveal(label)));
    await row.click();
  }

  async accept(): Promise<void> {
    await this.input.press("Enter");
  }

  /** Types and accepts. */
  async enter(text: string): Promise<void> {
    await this.type(text);
    await this.accept();
  }

  /** Answers a question, told by its title or placeholder, by typing the label of the answer. */
  async answer(question: string, label: string): Promise<void> {
    await until(`the answer "${label}"`, async () => {
      const { items } = await this.shown(question);
      return items.some((item) => item.label === label);
    });
    await this.type(label);
    await until(`"${label}" to be the first answer`, async () => (await this.state())?.items[0]?.label === label);
    await this.accept();
  }

  /** Waits for what validation says about the input. */
  async validation(): Promise<string> {
    return await until("a validation message", async () => {
      const state = await this.state();
      return state?.error && state.message !== "" ? state.message : undefined;
    });
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.closed();
  }

  /** Waits until no box is open. */
  async closed(timeout = patience): Promise<void> {
    const open = this.page.locator(".quick-input-widget").filter({ visible: true });
    await open.waitFor({ state: "hidden", timeout });
  }

  /** Answers the file dialog, which in a browser is a box that holds a path. */
  async path(path: string): Promise<void> {
    // The dialog fills in its own proposal together with its list, and takes no Enter while it looks at the disk.
    await until("the file dialog", async () => {
      const state = await this.state();
      return state?.value.startsWith("/") && state.items.length > 0;
    });
    await this.type(path);
    await until("the file dialog to take the path", async () => {
      if (!(await this.input.isVisible())) return true;
      await this.input.press("Enter", { timeout: 1000 }).catch(() => undefined);
      return await this.closed(1000).then(
        () => true,
        () => false,
      );
    });
  }

  /** Opens the palette with this text in it. */
  private async openPalette(text: string): Promise<void> {
    await until("the palette", async () => {
      // A box that was just left may vanish at any moment.
      const now = await this.input.inputValue({ timeout: 300 }).catch(() => undefined);
      if (now === undefined) await this.page.keyboard.press("F1");
      else if (now.startsWith(">")) await this.input.fill(text, { timeout: 300 }).catch(() => undefined);
      return now === text;
    });
  }

  private row(label: string): Locator {
    const exact = this.page.locator(".quick-input-list-row:first-child .label-name").getByText(label, { exact: true });
    return this.widget.locator(".quick-input-list .monaco-list-row").filter({ has: exact }).first();
  }

  /** Filters a list too long to be shown whole. */
  private async reveal(label: string): Promise<false> {
    const total = Number(
      await this.widget
        .locator("[aria-setsize]")
        .first()
        .getAttribute("aria-setsize", { timeout: 100 })
        .catch(() => 0),
    );
    const shown = await this.widget.locator(".quick-input-list .monaco-list-row").count();
    if (total > shown) await this.input.fill(label);
    return false;
  }

  private async items(): Promise<QuickItem[]> {
    return await this.widget.locator(".quick-input-list .monaco-list-row").evaluateAll((rows) =>
      rows.map((row) => {
        const [first, second] = row.querySelectorAll(".quick-input-list-row");
        const text = (within: Element | undefined, selector: string) =>
          within?.querySelector(selector)?.textContent ?? "";
        return {
          label: text(first, ".label-name"),
          description: text(first, ".label-description"),
          detail: text(second, ".label-name"),
        };
      }),
    );
  }
}

const done = () => true;
const notYet = () => false;
