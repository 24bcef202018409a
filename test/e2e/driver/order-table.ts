import assert from "node:assert/strict";
import type { FrameLocator, Locator } from "playwright-core";
import { eventually } from "../../eventually";
import { chooseFromMenu, hoverInMenu } from "./menu";
import { OrderGrid } from "./order-grid";
import { OrderTotals, SpendingChart } from "./order-sums";
import { QueryForm } from "./query-form";
import type { Workbench } from "./workbench";
import { uiTimeoutMs } from "./timeouts";

const anyTable = /^Orders – /;

/** The order table: the webview of orders that is in front. */
export class OrderTablePage {
  readonly frame: FrameLocator;
  readonly form: QueryForm;
  readonly grid: OrderGrid;
  readonly totals: OrderTotals;
  readonly chart: SpendingChart;
  /** The box that filters all columns. */
  readonly filterBox: Locator;
  readonly groupBy: Locator;
  readonly times: Locator;
  readonly exportButton: Locator;
  /** Says how far loading has come. */
  readonly progress: Locator;
  /** A button for each part of the days that could not be loaded. */
  readonly retry: Locator;

  constructor(private readonly workbench: Workbench) {
    const frame = workbench.editors.webviewInFront;
    this.frame = frame;
    this.form = new QueryForm(frame);
    this.grid = new OrderGrid(workbench.page, frame);
    this.totals = new OrderTotals(frame);
    this.chart = new SpendingChart(frame);
    this.filterBox = frame.getByRole("searchbox", { name: "Filter orders" });
    this.groupBy = frame.getByLabel("Group by");
    this.times = frame.getByLabel("Time zone");
    this.exportButton = frame.getByRole("button", { name: "Export…" });
    this.progress = frame.getByRole("progressbar", { name: "Loading orders…" });
    this.retry = frame.getByRole("button", { name: /^Retry: / });
  }

  /** Closes the tables that are open and opens a new one, which has the rows of a query that nobody has changed. */
  static async openNew(workbench: Workbench): Promise<OrderTablePage> {
    await workbench.editors.closeAll(anyTable);
    return await OrderTablePage.open(workbench);
  }

  /** Opens the table by its command and waits for its rows. */
  static async open(workbench: Workbench): Promise<OrderTablePage> {
    await workbench.palette("Joker: Open Order Table");
    return await new OrderTablePage(workbench).show();
  }

  /** Closes it and opens another one, without waiting for its rows before. */
  async reopen(): Promise<void> {
    await this.workbench.editors.closeAll(anyTable);
    await this.workbench.palette("Joker: Open Order Table");
    await this.show();
  }

  /** Brings it to the front and waits for its rows. */
  async show(title: RegExp = anyTable): Promise<this> {
    await this.workbench.editors.webview(title);
    await this.grid.ready();
    return this;
  }

  /** Waits until the tab ends like this. */
  async hasTitle(title: RegExp): Promise<void> {
    await this.workbench.editors.opened(title);
  }

  /** Asks Joker.com again for the same orders. */
  async loadAgain(): Promise<void> {
    await this.workbench.palette("Joker: Refresh Order Table");
  }

  async cancelLoading(): Promise<void> {
    await this.frame.getByRole("button", { name: "Cancel Loading" }).click();
  }

  /** Chooses what rows are grouped by, such as `type` or `nothing`. */
  async group(by: string): Promise<void> {
    await this.groupBy.selectOption({ label: by });
    await this.grid.becomesGrouped(by !== "None");
  }

  /** A dialog of the page, by its name, such as that of a column. */
  dialog(name: string): Locator {
    return this.frame.getByRole("dialog", { name });
  }

  /** Opens the dialog in which columns are chosen. */
  async openColumns(): Promise<Locator> {
    await this.frame.getByRole("button", { name: "Columns" }).click();
    const dialog = this.dialog("Columns");
    await dialog.waitFor();
    return dialog;
  }

  /** Opens the dialog of saved and recent queries. */
  async openQueries(): Promise<Locator> {
    await this.form.openQueries();
    const dialog = this.dialog("Queries");
    await dialog.waitFor();
    return dialog;
  }

  /** The filters of columns that stand above the rows. */
  get chips(): Locator {
    const remove = this.frame.getByRole("button", { name: /^Remove filter / });
    return this.frame.getByRole("listitem").filter({ has: remove });
  }

  /** The button that takes a filter away, by what its chip says. */
  chip(filter: string | RegExp): Locator {
    const start = "Remove filter ";
    const name = typeof filter === "string" ? `${start}${filter}` : new RegExp(start + filter.source);
    return this.frame.getByRole("button", { name, exact: true });
  }

  /** What a screen reader was told last. */
  get live(): Locator {
    return this.frame.getByRole("status");
  }

  /** Waits until the page says this, as a whole. */
  async says(expected: RegExp): Promise<void> {
    await eventually(async () => assert.match(await this.live.innerText(), expected), {
      timeoutMs: uiTimeoutMs,
      what: "what the table says",
    });
  }

  /** Chooses an item of the menu over the first cell of a column. */
  async chooseOverCell(column: string, item: string): Promise<void> {
    await (await this.grid.cell(column)).click({ button: "right" });
    if (item.startsWith("Copy as ")) await hoverInMenu(this.workbench.page, /^Copy As$/);
    await chooseFromMenu(this.workbench.page, item);
  }

  /** Exports into a file of the open folder, with these answers to what is asked; gives what is in the file. */
  async export(file: string, ...answers: readonly string[]): Promise<string> {
    const { quick, folder } = this.workbench;
    await this.exportButton.click();
    for (const answer of answers) await quick.pick(answer);
    await quick.path(`${folder}/${file}`);
    return await this.workbench.file(file);
  }

  /** Makes the page take the size of the window. */
  async resize(width: number, height: number): Promise<void> {
    const size = () => this.frame.locator("html").evaluate(() => [innerWidth, innerHeight].join());
    const before = await size();
    await this.workbench.resize(width, height);
    await eventually(async () => assert.notEqual(await size(), before), {
      timeoutMs: uiTimeoutMs,
      what: "the page to have another size",
    });
  }
}
