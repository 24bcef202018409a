import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import type { FrameLocator } from "playwright-core";
import { eventually, themes } from "./driver";
import { isUncovered } from "./driver/sight";
import { signIn, useWorkbenchAndSandbox } from "./with-sandbox";

describe("In every theme and at every width", () => {
  const { workbench } = useWorkbenchAndSandbox();

  /** Waits until the page of the table knows of another size of the window. */
  async function resize(table: FrameLocator, width: number, height: number): Promise<void> {
    const size = () => table.locator("html").evaluate(() => [innerWidth, innerHeight].join());
    const before = await size();
    await workbench().resize(width, height);
    await eventually(async () => assert.notEqual(await size(), before));
  }

  /** Presses a key in the grid and waits until the cell that has the focus then can be seen. */
  async function pressAndSee(table: FrameLocator, key: string): Promise<void> {
    await workbench().page.keyboard.press(key);
    const focused = table.locator(".grid .focused");
    await eventually(async () => assert(await isUncovered(focused), `the focus is out of sight after ${key}`));
  }

  before("sign in and open the table", async () => {
    await workbench().openView("Joker.com");
    await signIn(workbench());
    await workbench().notifications.clear();
    await workbench().palette("Joker: Open Order Table");
    const table = await workbench().editors.webview(/Orders/);
    await table.locator("[role=gridcell]").first().waitFor();
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`the views and the table are shown in ${theme}, and axe finds nothing in the table`, async () => {
      await workbench().theme(theme);
      const table = await workbench().editors.webview(/Orders/);
      await eventually(async () => {
        const kind = await table.locator("body").getAttribute("data-vscode-theme-kind");
        assert(kind?.startsWith(theme.startsWith("high") ? "vscode-high-contrast" : `vscode-${theme}`), kind ?? "none");
      });
      await workbench().shot(`30-${theme}`);
      const axe = new AxeBuilder({ page: workbench().page }).include("iframe.webview");
      // The title of the frame is VS Code's to set.
      const { violations, passes } = await axe.disableRules("frame-title").analyze();
      const seen = passes.flatMap(({ nodes }) => nodes.map(({ html }) => html));
      assert(
        seen.some((html) => html.includes('role="grid"')),
        "axe did not look into the table",
      );
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
      assert.deepEqual(found, []);
    });
  }

  it("a narrow window leaves everything usable", async () => {
    await workbench().theme("dark");
    await workbench().resize(640, 600);
    const table = await workbench().editors.webview(/Orders/);
    await table.getByRole("button", { name: "Export…" }).waitFor();
    await workbench().shot("31-narrow");
    await workbench().resize(1280, 900);
  });

  it("everything can be reached where the window is as narrow as at a zoom of 400 %", async () => {
    const table = await workbench().editors.webview(/Orders/);
    const page = table.locator("html");
    await table.getByRole("button", { name: "Columns" }).click();
    await table.getByRole("checkbox", { name: "Pin Created" }).check();
    await workbench().page.keyboard.press("Escape");
    await workbench().palette("View: Toggle Primary Side Bar Visibility");
    await resize(table, 378, 800);
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

    await table.getByRole("button", { name: "Spending", expanded: true }).waitFor();
    await table.locator(".grid").focus();
    for (const height of [500, 400]) {
      await resize(table, 378, height);
      for (const key of ["Control+End", "Control+Home", "ArrowUp"]) {
        await page.evaluate(() => scrollTo(0, 0)); // as far from the rows as can be
        await pressAndSee(table, key);
      }
    }
    await workbench().shot("32-zoomed");
    await resize(table, 1280, 900);
    await workbench().palette("View: Toggle Primary Side Bar Visibility");
  });

  it("the cell with the focus stays in sight when there is less room", async () => {
    const table = await workbench().editors.webview(/Orders/);
    await table.locator(".grid").focus();
    await pressAndSee(table, "Control+End");
    await resize(table, 1280, 700);
    await eventually(async () => assert(await isUncovered(table.locator(".grid .focused"))));
    await resize(table, 1280, 900);
  });
});
