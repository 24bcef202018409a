import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { eventually } from "../../eventually";
import { matches, quoted } from "./match";
import { uiTimeoutMs } from "./timeouts";

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
    await eventually(
      async () => {
        await this.openPalette(`>${title}`);
        const isOffered = await row.waitFor({ timeout: 3000 }).then(done, notYet);
        // Whatever takes the focus now closes the palette.
        if (isOffered && (await row.click({ timeout: 5000 }).then(done, notYet))) return;
        const seen = await this.describe();
        // What can be done now is offered: a list that was made a moment too early lacks it, and is made again.
        await this.input.fill(">", { timeout: 300 }).catch(notYet);
        assert.fail(seen);
      },
      { what: `the command "${title}" in the palette`, timeoutMs: uiTimeoutMs },
    );
  }

  /** The titles the palette offers for a text, without running any. */
  async commands(text: string): Promise<string[]> {
    await this.openPalette(`>${text}`);
    const items = await eventually(
      async () => {
        const all = await this.items();
        const found = all.some((item) => item.label.toLowerCase().includes(text.toLowerCase()));
        assert(found || all.some((item) => item.label.startsWith("No matching")), await this.describe());
        return all;
      },
      { timeoutMs: uiTimeoutMs, what: `commands for "${text}"` },
    );
    await this.escape();
    return items.map((item) => item.label).filter((label) => label.toLowerCase().includes(text.toLowerCase()));
  }

  /** Waits for a box with this title or placeholder, or for any. */
  async shown(expected?: string | RegExp): Promise<QuickState> {
    return await eventually(
      async () => {
        const state = await this.state();
        assert(state, "no quick input");
        const isWanted =
          expected === undefined || matches(state.title, expected) || matches(state.placeholder, expected);
        assert(isWanted, describeState(state));
        return state;
      },
      { timeoutMs: uiTimeoutMs, what: `a quick input${expected ? ` named ${String(expected)}` : ""}` },
    );
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
    await eventually(async () => assert.equal(await this.input.isEditable({ timeout: 1000 }), true), {
      timeoutMs: uiTimeoutMs,
      what: "a quick input that takes text",
    });
    await this.input.fill(text);
  }

  /** Chooses the item with this label. */
  async pick(label: string): Promise<void> {
    const row = this.row(label);
    await eventually(
      async () => {
        if (await row.isVisible()) return;
        const seen = await this.describe();
        await this.reveal(label);
        assert.fail(seen);
      },
      { timeoutMs: uiTimeoutMs, what: `the item "${label}"` },
    );
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
    await eventually(
      async () => {
        const state = await this.shown(question);
        assert(
          state.items.some((item) => item.label === label),
          describeState(state),
        );
      },
      { timeoutMs: uiTimeoutMs, what: `the answer "${label}"` },
    );
    await this.type(label);
    await eventually(async () => assert.equal((await this.state())?.items[0]?.label, label), {
      timeoutMs: uiTimeoutMs,
      what: `"${label}" to be the first answer`,
    });
    await this.accept();
  }

  /** Waits for what validation says about the input. */
  async validation(): Promise<string> {
    return await eventually(
      async () => {
        const state = await this.state();
        assert(state?.error === true && state.message !== "", await this.describe());
        return state.message;
      },
      { timeoutMs: uiTimeoutMs, what: "a validation message" },
    );
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.closed();
  }

  /** Waits until no box is open. */
  async closed(): Promise<void> {
    await eventually(
      async () => {
        const state = await this.state();
        assert(!state, state && describeState(state));
      },
      { timeoutMs: uiTimeoutMs, what: "the quick input to close" },
    );
  }

  /** Closes the box if one is open, and whatever it asks after that. */
  async dismiss(): Promise<void> {
    await eventually(
      async () => {
        const state = await this.state();
        if (!state) return;
        await this.page.keyboard.press("Escape");
        assert.fail(describeState(state));
      },
      { timeoutMs: uiTimeoutMs, what: "the quick input to close" },
    );
  }

  /** The box, whatever is in it. */
  get box(): Locator {
    return this.widget;
  }

  /** Answers the file dialog, which in a browser is a box that holds a path. */
  async path(path: string): Promise<void> {
    // The dialog fills in its own proposal together with its list, and takes no Enter while it looks at the disk.
    await eventually(
      async () => {
        const state = await this.state();
        assert(state?.value.startsWith("/") === true && state.items.length > 0, await this.describe());
      },
      { timeoutMs: uiTimeoutMs, what: "the file dialog" },
    );
    await this.type(path);
    await eventually(
      async () => {
        if (!(await this.input.isVisible())) return;
        await this.input.press("Enter", { timeout: 1000 }).catch(() => undefined);
        await this.widget.waitFor({ state: "hidden", timeout: 1000 }).catch(() => undefined);
        assert(!(await this.input.isVisible()), await this.describe());
      },
      { timeoutMs: uiTimeoutMs, what: "the file dialog to take the path" },
    );
  }

  /** Opens the palette with this text in it. */
  private async openPalette(text: string): Promise<void> {
    await eventually(
      async () => {
        if ((await this.value()) === undefined) {
          await this.page.keyboard.press("F1");
          await this.input.waitFor({ timeout: 1000 }).catch(notYet);
        }
        // A box that was just left may vanish at any moment.
        if ((await this.value())?.startsWith(">") === true)
          await this.input.fill(text, { timeout: 300 }).catch(() => undefined);
        assert.equal(await this.value(), text);
      },
      { timeoutMs: uiTimeoutMs, what: "the palette" },
    );
  }

  /** What the input of the box holds now; `undefined` when no box is open. */
  private async value(): Promise<string | undefined> {
    const values = await this.input.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    return values[0];
  }

  private row(label: string): Locator {
    const exact = this.page.locator(".quick-input-list-row:first-child .label-name").getByText(label, { exact: true });
    return this.widget.locator(".quick-input-list .monaco-list-row").filter({ has: exact }).first();
  }

  /** Filters a list too long to be shown whole. */
  private async reveal(label: string): Promise<void> {
    const total = Number(
      await this.widget
        .locator("[aria-setsize]")
        .first()
        .getAttribute("aria-setsize", { timeout: 100 })
        .catch(() => 0),
    );
    const shown = await this.widget.locator(".quick-input-list .monaco-list-row").count();
    if (total > shown) await this.input.fill(label);
  }

  private async describe(): Promise<string> {
    const state = await this.state();
    return state ? describeState(state) : "no quick input";
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

function describeState({ title, placeholder, value, password, message, items }: QuickState): string {
  const texts = [title, placeholder, password ? "(a secret)" : value, message].filter(Boolean);
  return `a quick input: ${quoted(texts)}; items: ${quoted(items.map(({ label }) => label))}`;
}

const done = () => true;
const notYet = () => false;
