import assert from "node:assert/strict";
import Papa from "papaparse";
import { eventually } from "../../eventually";
import { OrderTablePage } from "../driver";
import { violationsIn } from "../driver/accessibility";
import { copiedBy } from "../driver/clipboard";
import { focused, hasFocus, tabTo } from "../driver/keyboard";
import { orderTypeOf, type OrderGrid } from "../driver/order-grid";
import { isUncovered } from "../driver/visibility";
import type { Opened } from "../with-sandbox";

/** An amount as the table shows it in English. */
const toNumber = (amount = "") => Number(amount.replaceAll(",", ""));

export function orderGridTests({ workbench, sandbox }: Opened): void {
  let table: OrderTablePage;
  let grid: OrderGrid;

  beforeEach("open a new table", async () => {
    table = await OrderTablePage.openNew(workbench());
    ({ grid } = table);
  });

  it("filters a column by a checklist opened from the keyboard, and shows the filter as a chip", async () => {
    await grid.focusHeader("type");
    await grid.press("Alt+ArrowDown");
    const dialog = table.dialog("Type");
    await dialog.getByRole("checkbox").first().waitFor();
    const items = dialog.getByRole("menu", { name: "Type" }).getByRole("menuitem");
    await focused(items.filter({ hasText: "Sort Ascending" }));
    await grid.press("ArrowDown");
    await focused(items.filter({ hasText: "Sort Descending" }));
    await grid.press("ArrowUp", "ArrowUp");
    await focused(items.filter({ hasText: "Hide" }));
    assert.deepEqual(await violationsIn(table.frame), []);
    await dialog.getByRole("button", { name: "None" }).click();
    await dialog.getByRole("checkbox", { name: /^Renewal/ }).check();
    await workbench().shot("40-filter");
    await grid.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert(await hasFocus(grid.element), "the focus did not come back");
    await grid.allIn("type", (type) => orderTypeOf(type) === "Renewal");
    await table.chip(/Type: Renewal/).click();
    await eventually(async () => {
      const types = (await grid.cells("type")).flat();
      assert(
        types.some((type) => orderTypeOf(type) !== "Renewal"),
        types.join(),
      );
    });
  });

  it("groups by type with subtotals, collapsed and expanded from the keyboard", async () => {
    await table.group("Type");
    const group = grid.groups.first();
    await eventually(async () => assert.match(await group.innerText(), /\d+ orders?[^]*\d\.\d\d/));
    const name = group.getByTestId("group-name");
    const left = (part: typeof name) => part.evaluate((element) => element.getBoundingClientRect().left);
    assert((await grid.scrollLeft("end")) > 0, "there is nothing to scroll");
    await eventually(async () => {
      assert((await left(name)) > (await left(group.getByRole("rowheader"))), "the group is out of sight");
    });
    await grid.element.focus();
    await grid.press("Control+Home", "ArrowLeft");
    await grid.scrollLeft("start");
    await eventually(async () => assert.equal(await group.getAttribute("aria-expanded"), "false"));
    await workbench().shot("41-groups");
    assert.deepEqual(await violationsIn(table.frame), []);
    await grid.press("ArrowRight");
    await eventually(async () => assert.equal(await group.getAttribute("aria-expanded"), "true"));
    assert.notEqual(await grid.scrollLeft("end"), 0);
    await eventually(async () => assert(await isUncovered(name), "the name of the group is hidden"));
    await workbench().palette("Joker: Open Result of This Order");
    await workbench().notifications.shown("Select an order in the table first.");
    await table.group("None");
  });

  it("selects a range from the keyboard and copies it tab-separated", async () => {
    await grid.element.focus();
    await grid.press("Control+Home", "Shift+ArrowDown", "Shift+ArrowRight");
    await eventually(async () => assert.equal((await grid.selected()).length, 4));
    const cells = await grid.selected();
    const lines = (await copiedBy(workbench().page, () => grid.press("Control+c"))).split("\n");
    const copied = lines.map((line) => line.split("\t"));
    assert.deepEqual(copied.flat(), cells);
    assert.deepEqual(
      copied.map(({ length }) => length),
      [2, 2],
    );

    const sameSelected = () =>
      eventually(async () => assert.deepEqual((await grid.selected()).sort(), cells.toSorted()));
    for (const direction of ["ascending", "descending"] as const) {
      await grid.header("created_at").click();
      await grid.sortedBy("created_at", direction);
    }
    await sameSelected();
    const before = await grid.rowCount();
    sandbox().control.addOrder({ type: "renew", amount: "1.00", identifier: "one-more.example" });
    await table.loadAgain();
    await grid.hasRowCount(before + 1);
    await sameSelected();
    await grid.element.focus();
    await grid.press("Escape");
    assert.equal(await grid.selectedCells.count(), 0);
  });

  it("moves, hides and pins columns, and keeps the layout while the panel is hidden", async () => {
    await grid.focusHeader("identifier");
    await grid.press("Control+Shift+ArrowLeft");
    await eventually(async () => assert.equal(await (await grid.focusedCell()).getAttribute("data-column"), "1"));
    const dialog = await table.openColumns();
    await dialog.getByRole("checkbox", { name: "Proc ID", exact: true }).uncheck();
    await dialog.getByRole("checkbox", { name: "Pin Identifier" }).check();
    await workbench().shot("42-columns");
    await grid.press("Escape");
    const before = await grid.columns();
    assert.deepEqual([before[0], before.includes("proc_id")], ["identifier", false]);
    await workbench().palette("Help: Welcome");
    await workbench().editors.opened("Welcome");
    try {
      await table.show();
      assert.deepEqual(await grid.columns(), before);
    } finally {
      await workbench().editors.closeAll(/^Welcome/);
    }
  });

  it("names the time zone of the times", async () => {
    const title = (zone: string) =>
      eventually(async () => assert((await grid.header("created_at").innerText()).includes(`Created (${zone})`)));
    const zone = await table.frame.locator("body").evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    await title("UTC");
    if (/UTC|GMT/.test(zone)) {
      assert.equal(await table.times.count(), 0, "there is a choice between UTC and UTC");
      return;
    }
    await table.times.selectOption("local");
    await title(zone);
    await table.times.selectOption("utc");
    await title("UTC");
  });

  it("has the focus when the table opens, and F6 goes between form, totals, chart and rows", async () => {
    const { page } = workbench();
    await focused(grid.element);
    const { form, totals, chart } = table;
    const backwards = [chart.region, totals.region, form.form];
    for (const region of backwards) {
      await page.keyboard.press("Shift+F6");
      await focused(region);
    }
    for (const region of [totals.region, chart.region, grid.element]) {
      await page.keyboard.press("F6");
      await focused(region);
    }
    await grid.press("Control+Home");
    assert.notEqual(await copiedBy(page, () => grid.press("Control+c")), "");
    await table.frame.getByText("Copied", { exact: true }).filter({ visible: true }).first().waitFor();
  });

  it("closes the menu of a column by a press outside of it", async () => {
    await grid.focusHeader("type");
    await grid.press("Alt+ArrowDown");
    await table.dialog("Type").waitFor();
    await table.filterBox.click({ force: true });
    await table.dialog("Type").waitFor({ state: "detached" });
  });

  it("sorts by several columns, by keyboard and mouse", async () => {
    const ways = {
      keys: async (name: string, further: boolean) => {
        await grid.focusHeader(name);
        await grid.press(further ? "Shift+Enter" : "Enter");
      },
      mouse: (name: string, further: boolean) => grid.header(name).click({ modifiers: further ? ["Shift"] : [] }),
    };
    for (const [way, sort] of Object.entries(ways)) {
      await sort("status", false);
      await grid.sortedBy("status", "ascending");
      await sort("type", false);
      await grid.sortedBy("type", "ascending");
      await sort("amount_brutto", true);
      await eventually(async () => {
        assert.equal(await grid.header("amount_brutto").getAttribute("aria-description"), "Gross, ascending", way);
        const cells = await grid.cells("type", "amount_brutto");
        const sorted = cells.toSorted(([typeA = "", x], [typeB = "", y]) => {
          const [a, b] = [orderTypeOf(typeA), orderTypeOf(typeB)];
          return a === b ? toNumber(x) - toNumber(y) : a < b ? -1 : 1;
        });
        assert(cells.length > 5);
        assert.deepEqual(cells, sorted, way);
      });
    }
  });

  it("does not animate with reduced motion, also while loading, and loading can be canceled", async () => {
    const motions = () => table.frame.locator("html").evaluate(() => document.getAnimations().length);
    sandbox().control.addFaults({ kind: "latency", ms: 120_000, request: "query-order-list", count: 10 });
    await table.loadAgain();
    await table.progress.waitFor();
    await eventually(async () => assert.notEqual(await motions(), 0));
    await workbench().page.emulateMedia({ reducedMotion: "reduce" });
    await eventually(async () => assert.equal(await motions(), 0));
    const before = await grid.rowCount();
    await table.cancelLoading();
    await table.progress.waitFor({ state: "hidden" });
    assert.equal(await grid.rowCount(), before);
  });

  it("queries, sorts, filters, copies and exports by keyboard alone", async () => {
    const { page, quick, notifications, editors, folder } = workbench();
    const { period, submit } = table.form;
    await tabTo(page, period, "Shift+Tab");
    for (let left = 12; left > 0 && (await period.inputValue()) !== "last-quarter"; left--)
      await grid.press("ArrowDown");
    await tabTo(page, submit, "Tab");
    await grid.press("Enter");
    await table.hasTitle(/last quarter$/);
    await grid.ready();

    await tabTo(page, grid.element, "Tab");
    await grid.goToHeader("amount_netto");
    await grid.press("Enter");
    await grid.sortedBy("amount_netto", "ascending");
    await tabTo(page, table.filterBox, "Shift+Tab");
    await page.keyboard.type("renew");
    await grid.allIn("type", (type) => orderTypeOf(type) === "Renewal");
    const amounts = (await grid.cells("amount_netto")).flat();

    await grid.press("ArrowDown", "Control+Home", "Shift+Space");
    const copied = (await copiedBy(page, () => grid.press("Control+c"))).split("\t");
    const types = copied.map(orderTypeOf);
    assert(types.includes("Renewal") && copied.includes((amounts[0] ?? "").replaceAll(",", "")), copied.join("|"));

    const html = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return item?.types.includes("text/html") === true ? await (await item.getType("text/html")).text() : "";
    });
    assert.match(html, /<td[^>]* sdval="-?\d+\.\d\d"/);

    await tabTo(page, table.exportButton, "Shift+Tab");
    await grid.press("Enter");
    await quick.answer("Export Orders, last quarter", "Shown Orders and Columns");
    await quick.answer("Select a format", "Custom CSV…");
    await quick.answer("Column delimiter", "Semicolon");
    await quick.answer("Decimal separator", "decimal comma");
    await quick.answer("Time format (UTC)", "2026-01-31 08:00:00 (recognized by spreadsheets)");
    await quick.answer("Byte order mark (lets Excel detect UTF-8)", "With byte order mark");
    await quick.answer("Line endings", "LF");
    await quick.answer("Header", "Readable titles");
    await quick.path(`${folder}/by-keys.csv`);
    await notifications.shown(/Exported .* to /);
    const csv = await workbench().file("by-keys.csv");
    assert(csv.startsWith("\uFEFF") && !csv.includes("\r"));
    const { data, meta } = Papa.parse<Record<string, string>>(csv.slice(1), { header: true, skipEmptyLines: true });
    assert.deepEqual([meta.delimiter, data.length], [";", await grid.rowCount()]);
    assert.deepEqual(
      data.slice(0, amounts.length).map((order) => order["Net"]),
      amounts.map((amount) => amount.replaceAll(",", "").replace(".", ",")),
    );
    assert(data.every((order) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(order["Created (UTC)"] ?? "")));

    await workbench().palette("Notifications: Show Notifications");
    await tabTo(page, notifications.buttonInList("Open"), "Tab");
    await grid.press("Enter");
    await editors.opened(/by-keys\.csv/);
    await workbench().shot("48-by-keys");
  });
}
