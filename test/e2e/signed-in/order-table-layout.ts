import assert from "node:assert/strict";
import { eventually } from "../../eventually";
import { OrderTablePage } from "../driver";
import { ClickCounter } from "../driver/count-clicks";
import { layoutShiftOf, observeLayoutShift } from "../driver/layout-shift";
import type { Opened } from "../with-sandbox";

const essentialColumns = ["status", "type", "identifier", "amount_brutto", "currency"];

export function orderTableLayoutTests({ workbench, sandbox }: Opened): void {
  let table: OrderTablePage;

  beforeEach("open a new table", async () => {
    table = await OrderTablePage.openNew(workbench());
  });

  /** Waits until at least so many whole rows are in sight. */
  async function showsRows(least: number, what: string): Promise<void> {
    await eventually(async () => {
      const rows = await table.grid.rowsInSight();
      assert(rows >= least, `${rows} rows are in sight ${what}, not ${least}`);
    });
  }

  async function showsEssentialColumns(): Promise<void> {
    await eventually(async () =>
      assert.deepEqual((await table.grid.columnsInSight()).slice(0, essentialColumns.length), essentialColumns),
    );
  }

  // The last one is a window of 1400 × 900 at 200 % zoom.
  for (const [width, height, least] of [
    [1400, 900, 20],
    [1024, 700, 12],
    [700, 450, 6],
  ] as const) {
    it(`has ${least} rows in sight at ${width} × ${height} beside the totals, also with More and a form error`, async () => {
      const { form, grid } = table;
      await table.resize(width, height);
      await showsRows(least, "at first");
      await showsEssentialColumns();
      assert((await table.totals.column("Charged")).size > 0);
      const top = await grid.top();
      await form.toggleMore();
      await form.field("Order ID from").fill("none");
      await form.field("Order ID from").press("Enter");
      assert.equal(await grid.top(), top, "the rows were pushed down");
      await workbench().page.keyboard.press("Escape");
      await showsRows(least, "with a form error");
      await table.totals.toggle("Charged");
      await table.chips.first().waitFor();
      assert.equal(await grid.top(), top, "the filters pushed the rows down");
    });
  }

  it("gives columns the same widths with filters as without", async () => {
    const { grid } = table;
    await table.resize(1024, 700);
    await showsEssentialColumns();
    const widths = await grid.columnWidths();
    await table.totals.toggle("Charged");
    await table.chips.first().waitFor();
    await table.resize(1100, 700);
    await table.resize(1024, 700);
    await eventually(async () => assert.deepEqual(await grid.columnWidths(), widths));
  });

  it("moves nothing while it opens, loads, changes its query, filters and groups", async () => {
    await observeLayoutShift(workbench().page);
    // So slow that what moves does so too late to count as an answer to the click.
    sandbox().control.addFaults({ kind: "latency", ms: 800, request: "query-order-list", count: 10 });
    await table.reopen();
    const { form, grid, filterBox } = table;
    const before = await grid.rowCount();
    await form.choose("Period", "Last quarter");
    await eventually(async () => assert.notEqual(await grid.rowCount(), before));
    await form.days();
    await filterBox.fill("renew");
    await grid.allIn("type", (type) => /renew/i.test(type));
    await table.group("Type");
    await table.totals.toggle("Charged");
    await table.chips.first().waitFor();
    await eventually(async () => assert.equal(await grid.element.getAttribute("aria-busy"), "false"));
    const { sum, moved } = await layoutShiftOf(table.frame);
    assert(sum < 0.02, `layout shift ${sum}:\n${moved.join("\n")}`);
  });

  it("loads on a choice, and names the query of the rows until those of the next one are there", async () => {
    const { form, grid, exportButton } = table;
    const shown = form.line.getByText("Showing: Last 30 days", { exact: true });
    const isDisabled = () => exportButton.getAttribute("aria-disabled");
    const hatching = () => grid.element.evaluate((element) => getComputedStyle(element).backgroundImage);
    sandbox().control.addFaults({ kind: "latency", ms: 3000, request: "query-order-list", count: 3 });
    const before = await grid.rowCount();
    await form.choose("Period", "Last quarter");
    await shown.waitFor();
    assert.deepEqual([await isDisabled(), await grid.rowCount()], ["true", before]);
    assert.match(await hatching(), /gradient/);
    const primary = table.frame.locator("button.primary");
    assert.deepEqual(await primary.allInnerTexts(), ["Show Orders"]);
    await shown.waitFor({ state: "hidden" });
    assert.equal(await hatching(), "none");
    await eventually(async () => assert.deepEqual(await primary.allInnerTexts(), ["Export…"]));
    assert.notEqual(await grid.rowCount(), before);
    await table.hasTitle(/last quarter$/);
    assert.equal(await isDisabled(), null);

    await form.choose("Period", "By order or Proc ID");
    await form.line.getByText("Showing: Last quarter", { exact: true }).waitFor();
    await form.field("Order ID").fill("1");
    await table.hasTitle(/– 1$/);
    await form.startAnew();
    await table.hasTitle(/last 30 days$/);
    await form.days();
    assert.equal(await grid.rowCount(), before);
  });

  it("does not call totals incomplete while they are calculated", async () => {
    const incomplete = table.frame
      .getByText("Not all orders are loaded, so totals are incomplete.")
      .filter({ visible: true });
    const seen = await incomplete.count();
    sandbox().control.addFaults({ kind: "latency", ms: 60_000, request: "query-order-list", count: 3 });
    await table.loadAgain();
    await table.frame.getByText("Calculating…", { exact: true }).first().waitFor();
    assert.deepEqual([seen, await incomplete.count()], [0, 0]);
    await table.cancelLoading();
    await table.progress.waitFor({ state: "hidden" });
  });

  it("gives last quarter's orders as CSV with five clicks and the file dialog, from a signed-in window", async () => {
    const { quick, editors, folder } = workbench();
    await editors.closeAll(/^Orders – /);
    const counter = new ClickCounter();
    await counter.click(() => workbench().view("Orders").clickTitleAction("Open Order Table"));
    await table.show();
    await counter.click(
      () => table.form.period.click(),
      () => table.form.choose("Period", "Last quarter"), // the browser draws the list of a select outside of the page
    );
    await workbench().page.keyboard.press("Escape");
    await table.hasTitle(/last quarter$/);
    const { after, before } = await table.form.days();
    await counter.click(() => table.exportButton.click());
    await counter.click(() => quick.pick("CSV (RFC 4180)"));
    await quick.path(`${folder}/quarter.csv`);
    const csv = await workbench().file("quarter.csv");
    const days = csv.match(/\b\d{4}-\d\d-\d\d(?=T)/g) ?? [];
    assert(days.length > 0 && days.every((day) => day >= after && day <= before), days.join());
    assert.equal(counter.clicks, 5);
  });
}
