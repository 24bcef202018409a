import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import Papa from "papaparse";
import type { FrameLocator, Locator } from "playwright-core";
import { eventually } from "./driver";
import { tabTo } from "./driver/keys";
import { isUncovered } from "./driver/sight";
import { signIn, useWorkbenchAndSandbox } from "./with-sandbox";

describe("The grid of orders", () => {
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  let table: FrameLocator;
  let grid: Locator;

  const rows = () => grid.locator("[role=row]:has([role=gridcell])").filter({ visible: true });
  const press = async (...keys: string[]) => {
    for (const key of keys) await workbench().page.keyboard.press(key);
  };
  const focused = () => grid.locator(".focused");
  const header = (name: string) => grid.locator(`[role=columnheader][data-name="${name}"]`);
  const focusHeader = async (name: string) => {
    await grid.focus();
    await goToHeader(name);
  };
  /** Goes from the grid to the header of a column, with keys alone. */
  const goToHeader = async (name: string) => {
    await press("Control+Home", "ArrowUp");
    for (let left = 12; left > 0 && (await focused().getAttribute("data-name")) !== name; left--)
      await press("ArrowRight");
    assert.equal(await focused().getAttribute("data-name"), name);
  };

  const rowCount = async () => Number(await grid.getAttribute("aria-rowcount")) - 1;
  /** What the rows in sight have in these columns, from top to bottom. */
  const cellsOf = async (...names: string[]) => {
    const columns = await Promise.all(names.map((name) => header(name).getAttribute("data-column")));
    const texts = await rows().evaluateAll(
      (all, wanted) =>
        all
          .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
          .map((row) => wanted.map((column) => row.querySelector(`[data-column="${column}"]`)?.textContent ?? "")),
      columns,
    );
    return texts;
  };

  before("sign in and open the table", async () => {
    await workbench().openView("Joker.com");
    await signIn(workbench());
    await workbench().notifications.clear();
    await workbench().palette("Joker: Open Order Table");
    table = await workbench().editors.webview(/Orders/);
    grid = table.locator(".grid");
    await rows().first().waitFor();
  });

  it("filters a column by a check list opened with keys, and shows the filter as a chip", async () => {
    await focusHeader("type");
    await press("Alt+ArrowDown");
    const dialog = table.getByRole("dialog", { name: "Type" });
    await dialog.getByRole("checkbox").first().waitFor();
    await dialog.getByRole("button", { name: "None" }).click();
    await dialog.getByRole("checkbox", { name: /^renew/ }).check();
    await workbench().shot("40-filter");
    await press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert(await grid.evaluate((element) => element === document.activeElement), "the focus did not come back");
    await eventually(async () => {
      const texts = await rows().allInnerTexts();
      assert(texts.length > 0 && texts.every((text) => text.includes("renew")), texts.join("\n"));
    });
    const chip = table.getByRole("button", { name: /Remove the filter Type: renew/ });
    await chip.click();
    await eventually(async () => assert((await rows().allInnerTexts()).some((text) => !text.includes("renew"))));
  });

  it("groups by type with subtotals, folded and unfolded with keys", async () => {
    await table.getByLabel("Group by").selectOption({ label: "type" });
    const group = table.locator("[role=treegrid] [role=row][aria-level='1']").filter({ visible: true }).first();
    await group.waitFor();
    await eventually(async () => assert.match(await group.innerText(), /\d+ orders?[^]*\d\.\d\d/));
    const scrolled = await grid.evaluate((element) => {
      element.scrollTo({ left: element.scrollWidth });
      return element.scrollLeft;
    });
    const left = (part: string) => group.locator(part).evaluate((element) => element.getBoundingClientRect().left);
    assert(scrolled > 0 && (await left(".group-text")) > (await left(".gutter")), "the group is out of sight");
    await grid.focus();
    await press("Control+Home", "ArrowLeft");
    await grid.evaluate((element) => element.scrollTo({ left: 0 }));
    await eventually(async () => assert.equal(await group.getAttribute("aria-expanded"), "false"));
    await workbench().shot("41-groups");
    const axe = await new AxeBuilder({ page: workbench().page })
      .include("iframe.webview")
      .disableRules("frame-title")
      .analyze();
    assert.deepEqual(
      axe.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
      [],
    );
    await press("ArrowRight");
    await eventually(async () => assert.equal(await group.getAttribute("aria-expanded"), "true"));
    await grid.evaluate((element) => element.scrollTo(element.scrollWidth, 0));
    assert.notEqual(await grid.evaluate(({ scrollLeft }) => scrollLeft), 0);
    await eventually(async () => assert(await isUncovered(group.locator("strong")), "the name of the group is hidden"));
    await grid.evaluate((element) => element.scrollTo(0, 0));
    await workbench().palette("Joker: Open Result of This Order");
    await workbench().notifications.shown("Go to an order in the table first.");
    await workbench().notifications.clear();
    await table.getByLabel("Group by").selectOption({ label: "nothing" });
    await table.locator("[role=grid]").waitFor();
  });

  it("selects a range with keys and copies it with tabs between", async () => {
    await grid.focus();
    await press("Control+Home", "Shift+ArrowDown", "Shift+ArrowRight");
    assert.equal(await grid.locator("[role=gridcell][aria-selected=true]").count(), 4);
    await table.locator("body").evaluate((body) =>
      document.addEventListener("copy", ({ clipboardData }) => {
        body.dataset["copied"] = clipboardData?.getData("text/plain") ?? "";
      }),
    );
    await press("Control+c");
    const copied = async () => (await table.locator("body").getAttribute("data-copied")) ?? "";
    await eventually(async () => assert.notEqual(await copied(), ""));
    const lines = (await copied()).split("\n").map((line) => line.split("\t"));
    const cells = await grid.locator("[role=gridcell][aria-selected=true]").allInnerTexts();
    assert.deepEqual(
      lines.flat(),
      cells.map((text) => text.trim()),
    );
    assert.deepEqual(
      lines.map((line) => line.length),
      [2, 2],
    );

    const selected = async () => {
      const texts = await grid.locator("[role=gridcell][aria-selected=true]").filter({ visible: true }).allInnerTexts();
      return texts.map((text) => text.trim()).sort();
    };
    const chosen = cells.map((text) => text.trim()).sort();
    const created = table.locator('[role=columnheader][data-name="created_at"]');
    for (const order of ["ascending", "descending"]) {
      await created.click();
      await table.locator(`[role=columnheader][data-name="created_at"][aria-sort=${order}]`).waitFor();
    }
    await eventually(async () => assert.deepEqual(await selected(), chosen));
    const before = await rowCount();
    sandbox().control.addOrder({ type: "renew", amount: "1.00", identifier: "one-more.example" });
    await workbench().palette("Joker: Load Orders Again");
    await eventually(async () => assert.equal(await rowCount(), before + 1));
    await eventually(async () => assert.deepEqual(await selected(), chosen));
    await grid.focus();
    await press("Escape");
    assert.equal(await grid.locator("[aria-selected=true]").count(), 0);
  });

  it("moves, hides and pins columns, and keeps that while it is hidden", async () => {
    await focusHeader("identifier");
    await press("Control+Shift+ArrowLeft");
    await eventually(async () => assert.equal(await focused().getAttribute("data-column"), "1"));
    await table.getByRole("button", { name: "Columns" }).click();
    const dialog = table.getByRole("dialog", { name: "Columns" });
    await dialog.getByRole("checkbox", { name: "Proc ID", exact: true }).uncheck();
    await dialog.getByRole("checkbox", { name: "Pin Identifier" }).check();
    await workbench().shot("42-columns");
    await press("Escape");
    const names = async () => {
      const heads = grid.locator("[role=columnheader][data-name]");
      return heads.evaluateAll((all) => all.map((head) => (head as HTMLElement).dataset["name"] ?? ""));
    };
    const before = await names();
    assert.deepEqual([before[0], before.includes("proc_id")], ["identifier", false]);
    await workbench().palette("Help: Welcome");
    await workbench().editors.show(/Orders/);
    table = await workbench().editors.webview(/Orders/);
    grid = table.locator(".grid");
    await rows().first().waitFor();
    assert.deepEqual(await names(), before);
  });

  it("says in which zone times are", async () => {
    await table.getByLabel("Times").selectOption("local");
    const zone = await table.locator("body").evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    await grid.locator("[role=columnheader]", { hasText: `Created (${zone})` }).waitFor();
    await table.getByLabel("Times").selectOption("utc");
    await grid.locator("[role=columnheader]", { hasText: "Created (UTC)" }).waitFor();
  });

  it("sorts by several columns, with keys and with the mouse", async () => {
    const ways = {
      keys: async (name: string, further: boolean) => {
        await focusHeader(name);
        await press(further ? "Shift+Enter" : "Enter");
      },
      mouse: (name: string, further: boolean) => header(name).click({ modifiers: further ? ["Shift"] : [] }),
    };
    for (const [way, sort] of Object.entries(ways)) {
      await sort("status", false);
      await header("status").and(grid.locator("[aria-sort=ascending]")).waitFor();
      await sort("type", false);
      await header("type").and(grid.locator("[aria-sort=ascending]")).waitFor();
      await sort("amount_brutto", true);
      await eventually(async () => {
        assert.equal(await header("amount_brutto").getAttribute("aria-description"), "Brutto, ascending", way);
        const cells = await cellsOf("type", "amount_brutto");
        const sorted = cells.toSorted(([a = "", x], [b = "", y]) => (a === b ? Number(x) - Number(y) : a < b ? -1 : 1));
        assert(cells.length > 5);
        assert.deepEqual(cells, sorted, way);
      });
    }
  });

  it("moves nothing by itself where less motion is wanted, also while it loads, and loading can be given up", async () => {
    const motions = () => table.locator("html").evaluate(() => document.getAnimations().length);
    sandbox().control.fail({ kind: "latency", ms: 120_000, request: "query-order-list", count: 10 });
    await workbench().palette("Joker: Load Orders Again");
    await table.locator(".progress:indeterminate").waitFor();
    await eventually(async () => assert.notEqual(await motions(), 0));
    await workbench().page.emulateMedia({ reducedMotion: "reduce" });
    await eventually(async () => assert.equal(await motions(), 0));
    await workbench().page.emulateMedia({ reducedMotion: null });
    const before = await rowCount();
    await table.getByRole("button", { name: "Cancel Loading" }).click();
    await table.locator(".progress").waitFor({ state: "hidden" });
    assert.equal(await rowCount(), before);
    sandbox().control.clearFaults();
  });

  it("asks, sorts, filters, copies and gives a file by keys alone", async () => {
    const { page, quick, notifications } = workbench();
    const period = table.getByLabel("Period", { exact: true });
    await tabTo(page, period, "Shift+Tab");
    for (let left = 12; left > 0 && (await period.inputValue()) !== "last-quarter"; left--) await press("ArrowDown");
    await tabTo(page, table.getByRole("button", { name: "Show Orders" }), "Tab");
    await press("Enter");
    await eventually(async () => assert.match(await workbench().editors.active(), /last quarter$/));
    await eventually(async () => assert.notEqual(await rowCount(), 0));

    await tabTo(page, grid, "Tab");
    await goToHeader("amount_netto");
    await press("Enter");
    await header("amount_netto").and(grid.locator("[aria-sort=ascending]")).waitFor();
    await tabTo(page, table.getByRole("searchbox"), "Shift+Tab");
    await page.keyboard.type("renew");
    await eventually(async () => {
      const cells = await cellsOf("type");
      assert(cells.length > 0 && cells.every(([type]) => type === "renew"));
    });
    const amounts = (await cellsOf("amount_netto")).flat();

    await press("ArrowDown", "Control+Home", "Shift+Space", "Control+c");
    await eventually(async () => {
      const copied = (await page.evaluate(() => navigator.clipboard.readText())).split("\t");
      assert(copied.includes("renew") && copied.includes(amounts[0] ?? ""), copied.join("|"));
    });

    await tabTo(page, table.getByRole("button", { name: "Export…" }), "Shift+Tab");
    await press("Enter");
    await quick.answer("Export Orders", "What You See");
    await quick.answer("Format of the file", "Customize…");
    await quick.answer("Delimiter between the columns", "Semicolon");
    await quick.answer("Decimal mark of amounts", "decimal comma");
    await quick.answer("Times, which are in UTC", "2026-01-31 08:00:00, which spreadsheets take for dates");
    await quick.answer("Byte order mark, by which Excel knows UTF-8", "With byte order mark");
    await quick.answer("Line end", "LF");
    await quick.answer("Names in the header", "Readable titles");
    await quick.path(`${workbench().folder}/by-keys.csv`);
    await notifications.shown(/exported to/);
    const csv = await workbench().file("by-keys.csv");
    assert(csv.startsWith("\uFEFF") && !csv.includes("\r"));
    const { data, meta } = Papa.parse<Record<string, string>>(csv.slice(1), { header: true, skipEmptyLines: true });
    assert.deepEqual([meta.delimiter, data.length], [";", await rowCount()]);
    assert.deepEqual(
      data.slice(0, amounts.length).map((order) => order["Netto"]),
      amounts.map((amount) => amount.replace(".", ",")),
    );
    assert(data.every((order) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(order["Created (UTC)"] ?? "")));

    await workbench().palette("Notifications: Show Notifications");
    const open = page.locator(".notifications-center .monaco-button", { hasText: /^Open$/ });
    await tabTo(page, open, "Tab");
    await press("Enter");
    await eventually(async () => assert.match(await workbench().editors.active(), /by-keys\.csv/));
    await workbench().shot("48-by-keys");
    await notifications.clear();
    await workbench().editors.show(/Orders/);
    table = await workbench().editors.webview(/Orders/);
    grid = table.locator(".grid");
    await rows().first().waitFor();
  });
});
