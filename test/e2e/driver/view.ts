import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { eventually } from "../../eventually";
import { clickBelowHover, dismissHover, tooltip } from "./hover";
import { focused } from "./keyboard";
import { matches, quoted } from "./match";
import { chooseFromMenu, menuItems } from "./menu";
import { readRows, reveal, rowMatches } from "./tree-rows";
import type { Row, RowMatch } from "./tree-rows";
import { uiTimeoutMs } from "./timeouts";

/** How long an action on a row may take before the row is looked for again. */
const actTimeoutMs = 5000;

/** One view of the side bar, found by its title. */
export class View {
  readonly pane: Locator;
  private readonly header: Locator;
  private readonly list: Locator;

  constructor(
    private readonly page: Page,
    readonly title: string,
  ) {
    const named = page.locator(".pane-header h3.title").getByText(title, { exact: true });
    this.pane = page.locator(".pane-view, .monaco-pane-view").locator(".pane").filter({ has: named });
    this.header = this.pane.locator(".pane-header");
    this.list = this.pane.locator(".monaco-list[role=tree]");
  }

  /** Unfolds the view if it is folded. */
  async open(): Promise<this> {
    await this.fold(false);
    return this;
  }

  /** Folds or unfolds the view. */
  async fold(isFolded: boolean): Promise<void> {
    const isExpanded = `${!isFolded}`;
    await this.header.waitFor();
    if ((await this.header.getAttribute("aria-expanded")) !== isExpanded) await this.header.click();
    await eventually(async () => assert.equal(await this.header.getAttribute("aria-expanded"), isExpanded), {
      timeoutMs: uiTimeoutMs,
      what: `${this.title} to ${isFolded ? "fold" : "unfold"}`,
    });
  }

  /** Scrolls to the first row. */
  async scrollToTop(): Promise<void> {
    await this.list.hover();
    await this.page.mouse.wheel(0, -100_000);
  }

  /** Every row, from top to bottom; scrolls where the list is longer than the view. */
  async rows(): Promise<Row[]> {
    return (await this.list.isVisible()) ? await readRows(this.list) : [];
  }

  /** The labels of every row. */
  async labels(): Promise<string[]> {
    return (await this.rows()).map((row) => row.label);
  }

  /** Waits for a row. */
  async row(match: RowMatch): Promise<Row> {
    return await eventually(
      async () => {
        const rows = await this.rows();
        const found = rows.find((row) => rowMatches(row, match));
        assert(found, `rows: ${quoted(rows.map(rowText))}`);
        return found;
      },
      { timeoutMs: uiTimeoutMs, what: `the row ${String(match)} in ${this.title}` },
    );
  }

  /** Waits until a row says this beside its label, and gives that. */
  async description(match: RowMatch, expected: string | RegExp): Promise<string> {
    return await eventually(
      async () => {
        const { description } = await this.row(match);
        assert(matches(description, expected), `it says ${JSON.stringify(description)}`);
        return description;
      },
      { timeoutMs: uiTimeoutMs, what: `the row ${String(match)} in ${this.title} to say ${String(expected)}` },
    );
  }

  /** Waits until no such row is left. */
  async hasNoRow(match: RowMatch): Promise<void> {
    await eventually(
      async () => {
        const left = (await this.rows()).filter((row) => rowMatches(row, match));
        assert(left.length === 0, `rows: ${quoted(left.map(rowText))}`);
      },
      { timeoutMs: uiTimeoutMs, what: `${String(match)} to leave ${this.title}` },
    );
  }

  async expand(match: RowMatch): Promise<void> {
    await this.toggle(match, true);
  }

  async collapse(match: RowMatch): Promise<void> {
    await this.toggle(match, false);
  }

  async click(match: RowMatch): Promise<void> {
    await this.onRow(match, (row) => row.click({ timeout: actTimeoutMs }));
  }

  /** Selects several rows as with the mouse; the first is clicked, the others are added. */
  async select(first: RowMatch, ...others: readonly RowMatch[]): Promise<void> {
    await this.click(first);
    for (const other of others)
      await this.onRow(other, (row) => row.click({ modifiers: ["ControlOrMeta"], timeout: actTimeoutMs }));
  }

  async doubleClick(match: RowMatch): Promise<void> {
    await this.onRow(match, (row) => row.dblclick({ timeout: actTimeoutMs }));
  }

  /** Hovers over a row and gives the text of its tooltip. */
  async tooltip(match: RowMatch): Promise<string> {
    return await this.onRow(match, (row) => tooltip(this.page, row.locator(".label-name"), actTimeoutMs));
  }

  /** Chooses an item of a row's context menu. */
  async menu(match: RowMatch, item: string): Promise<void> {
    await this.onRow(match, (row) => row.click({ button: "right", timeout: actTimeoutMs }));
    await chooseFromMenu(this.page, item);
  }

  /** The items of a row's context menu. */
  async menuItems(match: RowMatch): Promise<string[]> {
    await this.onRow(match, (row) => row.click({ button: "right", timeout: actTimeoutMs }));
    return await menuItems(this.page);
  }

  /** Clicks an inline action of a row, by its title. */
  async inline(match: RowMatch, action: string): Promise<void> {
    await this.onRow(match, async (row) => {
      await row.hover({ timeout: actTimeoutMs });
      await row.locator(".actions").locator(titled(action)).click({ timeout: actTimeoutMs });
    });
  }

  /** The titles of the actions in the view's own title bar, without their keys. */
  async titleActions(): Promise<string[]> {
    await this.header.hover();
    return await this.header
      .locator("a.action-label[aria-label]")
      .evaluateAll((actions) =>
        actions.map((action) => (action.getAttribute("aria-label") ?? "").replace(/ \([^)]*\)$/, "")),
      );
  }

  async clickTitleAction(action: string): Promise<void> {
    await this.header.hover();
    await this.header.locator(titled(action)).click();
  }

  /** The grey text beside the view's title. */
  async headerDescription(): Promise<string> {
    return (await this.header.locator(".description").allTextContents()).join(" ").trim();
  }

  /** The line of text above the rows. */
  async message(): Promise<string> {
    const message = this.pane.locator(".tree-explorer-viewlet-tree-view > .message").filter({ visible: true });
    return (await message.allInnerTexts()).join("\n").trim();
  }

  /** Waits until the line of text above the rows is this. */
  async says(expected: string | RegExp): Promise<void> {
    await eventually(
      async () => {
        const message = await this.message();
        assert(matches(message, expected), `it says ${JSON.stringify(message)}`);
      },
      { timeoutMs: uiTimeoutMs, what: `${this.title} to say ${String(expected)}` },
    );
  }

  /** What a view without rows says, and the titles of its buttons and links. */
  async welcome(): Promise<{ text: string; buttons: string[] }> {
    const welcome = this.pane.locator(".welcome-view-content").filter({ visible: true });
    const text = (await welcome.locator("p").allInnerTexts()).join("\n").trim();
    const buttons = await welcome.locator("a.monaco-button, p a").allInnerTexts();
    return { text, buttons: buttons.map((button) => button.trim()) };
  }

  async clickWelcome(button: string): Promise<void> {
    const welcome = this.pane.locator(".welcome-view-content").filter({ visible: true });
    const link = welcome.locator("a").getByText(button, { exact: true });
    await clickBelowHover(this.page, link.or(welcome.getByRole("button", { name: button, exact: true })).first());
  }

  /** Waits until a view without rows says this, and gives the titles of its buttons and links. */
  async welcomes(expected: string | RegExp): Promise<string[]> {
    return await eventually(
      async () => {
        const { text, buttons } = await this.welcome();
        assert(matches(text, expected), `it says ${JSON.stringify(text)}`);
        return buttons;
      },
      { timeoutMs: uiTimeoutMs, what: `${this.title} to say ${String(expected)}` },
    );
  }

  /** Waits until a view without rows offers exactly these buttons and links. */
  async offers(...buttons: readonly string[]): Promise<void> {
    await eventually(async () => assert.deepEqual((await this.welcome()).buttons, buttons), {
      timeoutMs: uiTimeoutMs,
      what: `what ${this.title} offers`,
    });
  }

  /** Gives the list the keyboard, for tests of what can be done without a mouse. */
  async focus(): Promise<void> {
    await this.list.focus();
  }

  /** Waits until the list has the keyboard. */
  async hasFocus(): Promise<void> {
    await focused(this.list);
  }

  private async toggle(match: RowMatch, expanded: boolean): Promise<void> {
    await this.onRow(match, async (row) => {
      const state = await row.getAttribute("aria-expanded", { timeout: actTimeoutMs });
      if (state !== String(expanded)) await row.locator(".monaco-tl-twistie").click({ timeout: actTimeoutMs });
    });
    await eventually(
      async () => {
        const now = (await this.rows()).find((each) => rowMatches(each, match));
        assert.equal(now?.expanded, expanded, now ? rowText(now) : "the row is not there");
      },
      { timeoutMs: uiTimeoutMs, what: `${String(match)} to ${expanded ? "expand" : "collapse"}` },
    );
  }

  /** Does something with a row, again where the row has moved meanwhile. */
  private async onRow<T>(match: RowMatch, act: (row: Locator) => Promise<T>): Promise<T> {
    const attempt = async () => {
      await dismissHover(this.page);
      return await act(await this.locate(match));
    };
    return await eventually(attempt, {
      timeoutMs: uiTimeoutMs,
      what: `the row ${String(match)} in ${this.title} to stay in its place`,
    });
  }

  /** A row at its place now: what stands there once rows have moved is not found. */
  private async locate(match: RowMatch): Promise<Locator> {
    const { index, aria } = await this.row(match);
    await reveal(this.list, index);
    const row = `.monaco-list-rows > .monaco-list-row[data-index="${index}"][aria-label="${escaped(aria)}"]`;
    return this.list.locator(row);
  }
}

/** The action with a title, which VS Code follows by its key in parentheses where it has one. */
function titled(action: string): string {
  return `a.action-label:is([aria-label="${action}"], [aria-label^="${action} ("])`;
}

/** A text as it stands between quotation marks in a selector. */
function escaped(text: string): string {
  return text.replace(/["\\]/g, "\\$&").replace(/[\n\r\f]/g, (end) => `\\${end.charCodeAt(0).toString(16)} `);
}

function rowText({ label, description }: Row): string {
  return `${label} ${description}`.trim();
}
