import assert from "node:assert/strict";
import type { FrameLocator, Locator } from "playwright-core";
import { eventually } from "./driver";
import { chooseByKeys, chooseFromMenu, menuItems } from "./driver/menu";
import { domainsIn, signIn, useWorkbenchAndSandbox } from "./with-sandbox";

interface Policy {
  readonly directives: ReadonlyMap<string, string>;
  readonly nonce: string;
}

/** What the page of a table may load and run, as it stands in the page itself. */
async function policyOf(table: FrameLocator): Promise<Policy> {
  const meta = table.locator("meta[http-equiv='Content-Security-Policy']");
  const content = (await meta.getAttribute("content")) ?? "";
  const directives = content.split(";").map((directive) => /^\s*(\S+)\s*(.*)$/.exec(directive) ?? []);
  const [, nonce = ""] = /'nonce-([^']*)'/.exec(content) ?? [];
  return { directives: new Map(directives.map(([, name = "", sources = ""]) => [name, sources])), nonce };
}

/** Hosts a window of VS Code speaks to by itself: the server of the test, and where it keeps the files of webviews. */
const ownHosts = /^(127\.0\.0\.1|localhost|[^.]+\.vscode-resource\.vscode-cdn\.net)$/;

describe("The order table in VS Code", function () {
  this.bail(true); // Each step leaves the table as the next one needs it.
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  const outside: string[] = [];
  const violations: string[] = [];
  let policy: Policy;
  let table: FrameLocator;

  const count = async () => Number(await table.locator(".grid").getAttribute("aria-rowcount")) - 1;
  /** The first cell in sight of a column. */
  const cell = async (name: string): Promise<Locator> => {
    const column = await table.locator(`.grid [role=columnheader][data-name="${name}"]`).getAttribute("data-column");
    return table.locator(`.grid [role=gridcell][data-column="${column}"]`).filter({ visible: true }).first();
  };

  before("sign in and open the table", async () => {
    const { page } = workbench();
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith("http") && !ownHosts.test(hostname)) outside.push(request.url());
    });
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) violations.push(message.text());
    });
    await workbench().openView("Joker.com");
    await signIn(workbench());
    await workbench().notifications.clear();
    await workbench().palette("Joker: Open Order Table");
    table = await workbench().editors.webview(/Orders/);
    await table.getByRole("gridcell").first().waitFor();
    policy = await policyOf(table);
  });

  it("may run its own script alone and load nothing but its style", () => {
    const { directives, nonce } = policy;
    assert.match(nonce, /^[\w-]{22}$/);
    assert.deepEqual([...directives.keys()], ["default-src", "script-src", "style-src"]);
    assert.equal(directives.get("default-src"), "'none'");
    assert.equal(directives.get("script-src"), `'nonce-${nonce}'`);
    assert.equal(directives.get("style-src"), "'self' https://*.vscode-cdn.net"); // what VS Code itself gives webviews
  });

  it("says what DMAPI calls each field, and beside the form what will not be shown, before anything is asked", async () => {
    const line = table.locator(".query-line");
    await line.getByText("Orders that cost nothing are left out.").waitFor();
    await table.getByRole("button", { name: "More" }).click();
    const controls = table.locator("form.query .field :is(input, select)");
    const said = await controls.evaluateAll((all) =>
      (all as (HTMLInputElement | HTMLSelectElement)[]).map(({ title, labels }) => [title, labels?.[0]?.title ?? ""]),
    );
    const names =
      "after, before|after|before|type|status|tld|fqdn|fqdn-like|order-id|order-id-after|order-id-before|proc-id|" +
      "proc-id-after|proc-id-before|show-all|asc";
    assert.deepEqual(
      said,
      names.split("|").map((name) => [name, name]),
    );

    await table.getByLabel("Period", { exact: true }).selectOption({ label: "Last 90 days" });
    await table.getByLabel("Order ID, from").fill("1");
    const together = "Days and IDs must both fit: orders with these IDs on other days are not listed.";
    await table.locator(".field-orderIdAfter").getByText(together).waitFor();
    await table.getByLabel("Free orders too").check();
    await table.getByLabel("Period", { exact: true }).selectOption({ label: "Last 3 years" });
    const note = /^With free orders, Joker.com shows the last 90 days alone: nothing up to [\d-]{10} will be listed\.$/;
    await table.locator(".field-showAll").getByText(note).waitFor();
    await table.getByRole("button", { name: "More (2)" }).click();
    await line.getByText(/^With free orders.* listed\. Days and IDs/).waitFor();
    await workbench().shot("43-notes");
    await table.getByRole("button", { name: "New Query" }).click();
  });

  it("opens the menu over a cell by keys, with the transfer of a domain only where one is pending", async () => {
    const { page } = workbench();
    const [domain = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
    for (const identifier of [domain, "arrived.example"])
      sandbox().control.addOrder({ type: "transfer", amount: "9.00", identifier });
    await workbench().palette("Joker: Load Orders Again");
    const openFor = async (name: string, key: string) => {
      await table.getByRole("searchbox").fill(name);
      await eventually(async () => {
        assert.equal(await count(), 1);
        assert.equal(await (await cell("identifier")).innerText(), name);
      });
      await table.locator(".grid").focus();
      await page.keyboard.press("Control+Home");
      await page.keyboard.press(key);
    };
    const show = "Show Transfer of This Domain";

    await openFor("arrived.example", "Shift+F10");
    const items = await menuItems(page);
    assert(items.includes("Filter Orders by This Value") && !items.includes(show), items.join());
    const isActive = () => table.locator(".grid").evaluate((element) => element === document.activeElement);
    await eventually(async () => assert(await isActive(), "the focus did not come back from the menu"));
    await page.keyboard.press("F1");
    await workbench().quick.shown();
    assert.equal(await isActive(), false);
    await page.keyboard.press("Escape");
    await eventually(async () => assert(await isActive(), "the focus did not come back from the palette"));
    await openFor(domain, "ContextMenu");
    await workbench().shot("43-menu-by-keys");
    await chooseByKeys(page, show);
    await eventually(async () => assert.equal(await workbench().editors.active(), domain));
    await workbench().editors.close(domain);
    table = await workbench().editors.webview(/Orders/);
    await table.getByRole("searchbox").fill("");
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

  it("has asked nobody outside and broken no rule in all this, and could not have", async () => {
    assert.notEqual((await policyOf(table)).nonce, policy.nonce);
    assert.deepEqual([outside, violations], [[], []]);
    await table.locator("body").evaluate((body) => {
      const script = Object.assign(document.createElement("script"), { textContent: "document.title = 'run'" });
      const image = Object.assign(new Image(), { src: "https://outside.example/x.png" });
      body.append(script, image);
    });
    await eventually(() => assert.equal(violations.length, 2, violations.join("\n")));
    assert.notEqual(await table.locator("html").evaluate(() => document.title), "run");
    assert.equal(outside.length, 1, "what is tried would have been seen");
  });
});
