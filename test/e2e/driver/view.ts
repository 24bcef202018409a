import type { Locator, Page } from "playwright-core";
import { tooltip } from "./hover";
import { chooseFromMenu, menuItems } from "./menu";
import { readRows, reveal, rowMatches } from "./rows";
import type { Row, RowMatch } from "./rows";
import { until } from "./wait";

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
    await this.header.waitFor();
    if ((await this.header.getAttribute("aria-expanded")) === "false") await this.header.click();
    await until(`${this.title} to unfold`, async () => (await this.header.getAttribute("aria-expanded")) === "true");
    return this;
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
    return await until(`the row ${String(match)} in ${this.title}`, async () =>
      (await this.rows()).find((row) => rowMatches(row, match)),
    );
  }

  /** Waits until no such row is left. */
  async gone(match: RowMatch): Promise<void> {
    await until(`${String(match)} to leave ${this.title}`, async () => {
      return !(await this.rows()).some((row) => rowMatches(row, match));
    });
  }

  async expand(match: RowMatch): Promise<void> {
    await this.toggle(match, true);
  }

  async collapse(match: RowMatch): Promise<void> {
    await this.toggle(match, false);
  }

  async click(match: RowMatch): Promise<void> {
    await (await this.locate(match)).click();
  }

  /** Selects several rows as with the mouse; the first is clicked, the others are added. */
  async select(first: RowMatch, ...others: readonly RowMatch[]): Promise<void> {
    await this.click(first);
    for (const other of others) await (await this.locate(other)).click({ modifiers: ["ControlOrMeta"] });
  }

  async doubleClick(match: RowMatch): Promise<void> {
    await (await this.locate(match)).dblclick();
  }

  /** Hovers over a row and gives the text of its tooltip. */
  async tooltip(match: RowMatch): Promise<string> {
    return await tooltip(this.page, (await this.locate(match)).locator(".label-name"));
  }

  /** Chooses an item of a row's context menu. */
  async menu(match: RowMatch, item: string): Promise<void> {
    await (await this.locate(match)).click({ button: "right" });
    await chooseFromMenu(this.page, item);
  }

  /** The items of a row's context menu. */
  async menuItems(match: RowMatch): Promise<string[]> {
    await (await this.locate(match)).click({ button: "right" });
    return await menuItems(this.page);
  }

  /** Clicks an inline action of a row, by its title. */
  async inline(match: RowMatch, action: string): Promise<void> {
    await until(`the action ${action} of a row`, async () => {
      // The card of another row may lie over this one, and rows move while they load.
      await this.page.mouse.move(0, 0);
      const row = await this.locate(match);
      const label = row.locator(`.actions a.action-label[aria-label="${action}"]`);
      return row.hover({ timeout: 2000 }).then(() => label.click({ timeout: 2000 }).then(done, notYet), notYet);
    });
  }

  /** The titles of the actions in the view's own title bar. */
  async titleActions(): Promise<string[]> {
    await this.header.hover();
    return await this.header
      .locator("a.action-label[aria-label]")
      .evaluateAll((actions) => actions.map((action) => action.getAttribute("aria-label") ?? ""));
  }

  async clickTitleAction(action: string): Promise<void> {
    await this.header.hover();
    await this.header.locator(`a.action-label[aria-label="${action}"]`).click();
  }

  /** The grey text beside the view's title. */
  async description(): Promise<string> {
    return (await this.header.locator(".description").allTextContents()).join(" ").trim();
  }

  /** The line of text above the rows. */
  async message(): Promise<string> {
    const message = this.pane.locator(".tree-explorer-viewlet-tree-view > .message").filter({ visible: true });
    return (await message.allInnerTexts()).join("\n").trim();
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
    await welcome
      .locator("a")
      .getByText(button, { exact: true })
      .or(welcome.getByRole("button", { name: button, exact: true }))
      .first()
      .click();
  }

  /** Gives the list the keyboard, for tests of what can be done without a mouse. */
  async focus(): Promise<void> {
    await this.list.focus();
  }

  private async toggle(match: RowMatch, expanded: boolean): Promise<void> {
    const row = await this.locate(match);
    if ((await row.getAttribute("aria-expanded")) === String(expanded)) return;
    await row.locator(".monaco-tl-twistie").click();
    await until(`${String(match)} to ${expanded ? "expand" : "collapse"}`, async () => {
      return (await this.rows()).find((each) => rowMatches(each, match))?.expanded === expanded;
    });
  }

  private async locate(match: RowMatch): Promise<Locator> {
    const { index } = await this.row(match);
    await reveal(this.list, index);
    return this.list.locator(`.monaco-list-rows > .monaco-list-row[data-index="${index}"]`);
  }
}

const done = () => true;
const notYet = () => false;
