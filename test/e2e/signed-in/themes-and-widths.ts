import assert from "node:assert/strict";
import { eventually } from "../../eventually";
import { OrderTablePage, themes } from "../driver";
import { violationsIn, violationsInViews } from "../driver/accessibility";
import { isUncovered } from "../driver/visibility";
import type { Opened } from "../with-sandbox";

export function themeAndWidthTests({ workbench, sandbox }: Opened): void {
  let table: OrderTablePage;

  /** Waits until the cell that has the focus can be seen. */
  async function seesFocus(what: string): Promise<void> {
    await eventually(async () => {
      assert(await isUncovered(await table.grid.focusedCell()), `the focus is out of sight after ${what}`);
    });
  }

  async function pressAndSee(key: string): Promise<void> {
    await table.grid.press(key);
    await seesFocus(key);
  }

  beforeEach("open a new table", async () => {
    table = await OrderTablePage.openNew(workbench());
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`the views and the table are shown in ${theme}, and axe finds nothing in them`, async () => {
      await workbench().theme(theme);
      await eventually(async () => {
        const kind = await table.frame.locator("body").getAttribute("data-vscode-theme-kind");
        assert(kind?.startsWith(theme.startsWith("high") ? "vscode-high-contrast" : `vscode-${theme}`), kind ?? "none");
      });
      await workbench().shot(`30-${theme}`);
      const rules = theme === "light" ? "all" : "colors";
      const hasNoViolations = async (state: string) =>
        assert.deepEqual(await violationsIn(table.frame, rules), [], state);
      await hasNoViolations("rows");
      assert.deepEqual(await violationsInViews(workbench(), rules), [], "views");
      await table.grid.focusHeader("type");
      await table.grid.press("Alt+ArrowDown");
      await table.dialog("Type").getByRole("checkbox").first().waitFor();
      await hasNoViolations("the menu of a column");
      await table.grid.press("Escape");
      await table.form.toggleMore();
      await table.form.field("Order ID from").fill("none");
      await table.form.field("Order ID from").press("Enter");
      await hasNoViolations("More with an error, and rows of another query");
      await table.form.startAnew();
      await table.filterBox.fill("no such order");
      await table.frame.getByRole("heading", { name: /^No orders match/ }).waitFor();
      await hasNoViolations("no matching orders");
      await table.filterBox.fill("");
      await table.openColumns();
      await hasNoViolations("the columns");
      await workbench().page.keyboard.press("Escape");
      await table.openQueries();
      await hasNoViolations("the queries");
      await workbench().page.keyboard.press("Escape");
      await table.group("Type");
      await table.chart.toggleTable();
      await table.totals.toggle("Charged");
      await table.chips.first().waitFor();
      await hasNoViolations("groups, the chart as a table, and a filter of a total");
      await table.chart.toggleTable();
      await table.group("None");
      const { control } = sandbox();
      control.addFaults({ kind: "html", status: 500, request: "query-order-list", count: 20 });
      await table.loadAgain();
      const retry = table.frame.getByRole("button", { name: /^Retry/ }).first();
      await retry.waitFor();
      await hasNoViolations("orders that could not be loaded");
      control.clearFaults();
      await table.form.choose("Period", "By order or Proc ID");
      await table.form.field("Order ID").fill("1");
      await table.frame.getByRole("heading", { name: "No orders found" }).waitFor();
      await hasNoViolations("no orders");
      control.addFaults({ kind: "html", status: 500, request: "query-order-list", count: 20 });
      await table.loadAgain();
      await table.chart.region.getByText("The orders are not loaded.").waitFor();
      await hasNoViolations("no orders that could be loaded");
      control.clearFaults();
      control.addFaults({ kind: "latency", ms: 120_000, request: "query-order-list", count: 10 }); // the views may ask too
      await table.loadAgain();
      await table.progress.waitFor();
      await hasNoViolations("loading");
      await table.cancelLoading();
    });
  }

  it("everything is usable in a narrow window", async () => {
    await workbench().resize(900, 800);
    const figures = table.totals.region.locator(".totals-scroll");
    await eventually(async () => {
      const hidden = await figures.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      assert(hidden <= 0, `${hidden} pixels of the totals are hidden`);
    });
    await workbench().resize(640, 600);
    await table.exportButton.waitFor();
    await workbench().shot("31-narrow");
  });

  it("everything is reachable at the width of 400 % zoom", async () => {
    const page = table.frame.locator("html");
    const columns = await table.openColumns();
    await columns.getByRole("checkbox", { name: "Pin Created" }).check();
    await workbench().page.keyboard.press("Escape");
    const isOutside = () =>
      page.evaluate((html) => {
        const controls = [...html.querySelectorAll("button, select, input")];
        const outside = controls.filter((control) => {
          const { width, right } = control.getBoundingClientRect();
          return width > 0 && right > innerWidth + 1 && !control.closest("[role=grid], table");
        });
        return [html.scrollWidth > innerWidth ? "the page" : "", ...outside.map(({ outerHTML }) => outerHTML)].join("");
      });
    await workbench().palette("View: Toggle Primary Side Bar Visibility");
    try {
      await table.resize(378, 800);
      await eventually(async () => assert((await page.evaluate(() => innerWidth)) <= 320));
      assert.equal(await isOutside(), "");
      await table.form.toggleMore();
      assert.equal(await isOutside(), "");
      await table.form.toggleMore();

      await table.chart.open();
      assert.equal(await isOutside(), "");
      await table.grid.element.focus();
      for (const height of [500, 400]) {
        await table.resize(378, height);
        for (const key of ["Control+End", "Control+Home", "ArrowUp"]) {
          await page.evaluate(() => scrollTo(0, 0)); // as far from the rows as can be
          await pressAndSee(key);
        }
      }
      await workbench().shot("32-zoomed");
    } finally {
      await workbench().palette("View: Toggle Primary Side Bar Visibility");
    }
  });

  it("the focused cell stays visible when the panel shrinks", async () => {
    await table.grid.element.focus();
    await pressAndSee("Control+End");
    await table.resize(1280, 700);
    await seesFocus("the window got lower");
  });
}
