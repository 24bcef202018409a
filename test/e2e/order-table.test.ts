import assert from "node:assert/strict";
import type { FrameLocator, Locator } from "playwright-core";
import { eventually } from "./driver";
import { chooseFromMenu } from "./driver/menu";
import { signIn, useWorkbenchAndSandbox } from "./with-sandbox";

describe("The order table in VS Code", function () {
  this.bail(true); // Each step leaves the table as the next one needs it.
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  let table: FrameLocator;

  const count = async () => Number(await table.locator(".grid").getAttribute("aria-rowcount")) - 1;
  /** The first cell in sight of a column. */
  const cell = async (name: string): Promise<Locator> => {
    const column = await table.locator(`.grid [role=columnheader][data-name="${name}"]`).getAttribute("data-column");
    return table.locator(`.grid [role=gridcell][data-column="${column}"]`).filter({ visible: true }).first();
  };

  before("sign in and open the table", async () => {
    await workbench().openView("Joker.com");
    await signIn(workbench());
    await workbench().notifications.clear();
    await workbench().palette("Joker: Open Order Table");
    table = await workbench().editors.webview(/Orders/);
    await table.getByRole("gridcell").first().waitFor();
  });

  it("says which days are missing, in the totals and of a file too, until they are asked for again", async () => {
    const december = `\t${new Date().getFullYear() - 1}-12-`;
    sandbox().control.rewrite((_request, reply) => {
      return reply.includes(december) ? reply.replace(/[^\n]+\n$/, "7\t8") : reply; // Cut in the middle of its last row.
    });
    await table.getByLabel("Period", { exact: true }).selectOption({ label: "Last year" });
    await table.getByRole("button", { name: "Show Orders" }).click();
    const retry = table.getByRole("button", { name: /^Retry: \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d$/ });
    await retry.waitFor();
    const days = ((await retry.getAttribute("aria-label")) ?? "").slice("Retry: ".length);
    const incomplete = table.getByText("Not all orders are loaded: totals are incomplete.");
    await incomplete.waitFor();
    await eventually(async () =>
      assert.match(await table.locator(".live").innerText(), /^Orders of some days are missing [\d,]+ orders$/),
    );
    await workbench().shot("44-gap");
    const part = await count();

    await table.getByRole("button", { name: "Export…" }).click();
    await workbench().quick.pick("RFC 4180");
    await workbench().quick.path(`${workbench().folder}/part.csv`);
    const { message, severity } = await workbench().notifications.shown(/exported to/);
    assert(message.includes(`Orders of these days are missing: ${days}.`), message);
    assert.equal(severity, "warning");
    await workbench().notifications.clear();

    sandbox().control.rewrite(undefined);
    await retry.click();
    await retry.waitFor({ state: "detached" });
    await incomplete.waitFor({ state: "hidden" });
    await eventually(async () => assert((await count()) > part));
  });

  it("copies, filters and opens by the menu over a cell", async () => {
    const choose = async (item: string, column: string) => {
      await (await cell(column)).click({ button: "right" });
      await chooseFromMenu(workbench().page, item);
    };
    const clipboard = () => workbench().page.evaluate(() => navigator.clipboard.readText());
    const copied = async (item: string, expected: string) => {
      await workbench().page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
      await choose(item, "type");
      await eventually(async () => assert.equal(await clipboard(), expected));
    };
    const type = (await (await cell("type")).innerText()).trim();
    await copied("Copy as Tab-Separated Text", type);
    await copied("Copy as CSV", `type\r\n${type}\r\n`);
    await copied("Copy as JSON", JSON.stringify([{ type }], null, 2));
    await copied("Copy as Markdown", `| Type |\n| --- |\n| ${type} |`);

    await choose("Filter Orders by This Value", "type");
    const chip = table.getByRole("button", { name: `Remove the filter Type: ${type}` });
    await chip.waitFor();
    await workbench().shot("45-menu");
    await chip.click();
    await chip.waitFor({ state: "detached" });

    const procId = (await (await cell("proc_id")).innerText()).trim();
    await choose("Open Result of This Order", "proc_id");
    await eventually(async () => {
      const told = [await workbench().editors.active(), ...(await workbench().notifications.texts())];
      assert(
        told.some((text) => text.includes(procId)),
        told.join("\n"),
      );
    });
  });

  it("comes back after a reload and a restart with all that was chosen, also in a form half filled in", async () => {
    const period = () => table.getByLabel("Period", { exact: true });
    await workbench().reload(); // From here on VS Code knows of the table, but not of what follows.
    table = await workbench().editors.webview(/Orders .* last year$/);
    const pattern = () => table.getByLabel("Name with * and ?");
    await period().selectOption({ label: "This year" });
    await table.getByRole("button", { name: "Show Orders" }).click();
    await eventually(async () => assert.match(await workbench().editors.active(), /this year$/));
    await table.getByRole("searchbox").fill("renew");
    await table.getByLabel("Group by").selectOption({ label: "month" });
    await period().selectOption({ label: "Last year" });
    await table.getByRole("button", { name: /^More/ }).click();
    await pattern().fill("shop*");
    const shown = await count();

    for (const comeBack of ["reloadPage", "restart"] as const) {
      await workbench()[comeBack]();
      table = await workbench().editors.webview(/Orders .* this year$/);
      await eventually(async () => assert.equal(await count(), shown));
      assert.equal(await table.getByRole("searchbox").inputValue(), "renew");
      assert.equal(await table.locator("[role=treegrid]").count(), 1);
      assert.deepEqual([await period().inputValue(), await pattern().inputValue()], ["last-year", "shop*"]);
    }
    await workbench().shot("46-back");
  });
});
