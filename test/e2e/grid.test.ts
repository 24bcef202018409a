import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import type { FrameLocator, Locator } from "playwright-core";
import { eventually } from "./driver";
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
  /** Puts the focus on the header of a column, with keys alone. */
  const focusHeader = async (name: string) => {
    await grid.focus();
    await press("Control+Home", "ArrowUp");
    for (let left = 12; left > 0 && (await focused().getAttribute("data-name")) !== name; left--)
      await press("ArrowRight");
    assert.equal(await focused().getAttribute("data-name"), name);
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
    await grid.focus();
    await press("Control+Home", "ArrowLeft");
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
    const rowCount = async () => Number(await grid.getAttribute("aria-rowcount"));
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

  it("is usable where the window is as narrow as at a zoom of 400 %", async () => {
    await workbench().palette("View: Toggle Primary Side Bar Visibility");
    await workbench().resize(378, 800);
    const page = table.locator("html");
    await eventually(async () => assert((await page.evaluate(() => innerWidth)) <= 320));
    const beyond = () =>
      page.evaluate((html) => {
        const controls = [...html.querySelectorAll("button, select, input")];
        const outside = controls.filter((control) => {
          const { width, right } = control.getBoundingClientRect();
          return width > 0 && right > innerWidth + 1 && !control.closest(".grid, .totals");
        });
        return [html.scrollWidth > innerWidth ? "the page" : "", ...outside.map(({ outerHTML }) => outerHTML)].join("");
      });
    assert.equal(await beyond(), "");
    await table.getByRole("button", { name: /^More/ }).click();
    assert.equal(await beyond(), "");
    await table.getByRole("button", { name: /^More/ }).click();
    await grid.focus();
    await press("Control+End");
    const isInSight = () =>
      focused().evaluate((cell) => {
        const { top, bottom, left, right } = cell.getBoundingClientRect();
        return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
      });
    await eventually(async () => assert(await isInSight(), "the cell with the focus is out of sight"));
    await workbench().shot("47-narrow");
    await workbench().resize(1280, 900);
    await workbench().palette("View: Toggle Primary Side Bar Visibility");
  });
});
