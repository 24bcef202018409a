import assert from "node:assert/strict";
import { eventually } from "../../eventually";
import { OrderTablePage } from "../driver";
import { Announcements } from "../driver/announcements";
import { copiedBy } from "../driver/clipboard";
import { focused, hasFocus } from "../driver/keyboard";
import { chooseByKeys, menuItems } from "../driver/menu";
import { orderTypeOf } from "../driver/order-grid";
import { domainsIn, onOneDay, type Opened } from "../with-sandbox";

interface Policy {
  readonly directives: ReadonlyMap<string, string>;
  readonly nonce: string;
}

/** What the page of a table may load and run, as it stands in the page itself. */
async function policyOf({ frame }: OrderTablePage): Promise<Policy> {
  const meta = frame.locator("meta[http-equiv='Content-Security-Policy']");
  const content = (await meta.getAttribute("content")) ?? "";
  const directives = content.split(";").map((directive) => /^\s*(\S+)\s*(.*)$/.exec(directive) ?? []);
  const [, nonce = ""] = /'nonce-([^']*)'/.exec(content) ?? [];
  return { directives: new Map(directives.map(([, name = "", sources = ""]) => [name, sources])), nonce };
}

/** Hosts a window of VS Code speaks to by itself: the server of the test, and where it keeps the files of webviews. */
const ownHosts = /^(127\.0\.0\.1|localhost|[^.]+\.vscode-resource\.vscode-cdn\.net)$/;

export function orderTableTests({ workbench, sandbox }: Opened): void {
  let outside: string[] = [];
  let violations: string[] = [];
  let table: OrderTablePage;

  before("record requests and violations", () => {
    const { page } = workbench();
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith("http") && !ownHosts.test(hostname)) outside.push(request.url());
    });
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) violations.push(message.text());
    });
  });
  beforeEach("open a new table", async () => {
    [outside, violations] = [[], []];
    table = await OrderTablePage.openNew(workbench());
  });
  afterEach("no external request and no policy violation", () => {
    assert.deepEqual([outside, violations], [[], []]);
  });

  it("has a Content Security Policy for its own script and style only", async () => {
    const { directives, nonce } = await policyOf(table);
    assert.match(nonce, /^[\w-]{22}$/);
    assert.deepEqual([...directives.keys()], ["default-src", "script-src", "style-src"]);
    assert.equal(directives.get("default-src"), "'none'");
    assert.equal(directives.get("script-src"), `'nonce-${nonce}'`);
    assert.equal(directives.get("style-src"), "'self' https://*.vscode-cdn.net"); // what VS Code itself gives webviews
    assert.notEqual((await policyOf(await OrderTablePage.openNew(workbench()))).nonce, nonce);
  });

  it("cannot send requests or run other scripts, and violations are reported", async () => {
    await table.frame.locator("body").evaluate((body) => {
      const script = Object.assign(document.createElement("script"), { textContent: "document.title = 'run'" });
      const image = Object.assign(new Image(), { src: "https://outside.example/x.png" });
      body.append(script, image);
    });
    await eventually(() => assert.equal(violations.length, 2, violations.join("\n")));
    assert.notEqual(await table.frame.locator("html").evaluate(() => document.title), "run");
    assert.equal(outside.length, 1, "what is tried would have been seen");
    [outside, violations] = [[], []];
  });

  it("shows the DMAPI name of each field, and what the query will omit before it is sent", async () => {
    const { form } = table;
    await form.line.getByText("Free orders are hidden.").waitFor();
    await form.toggleMore();
    const descriptions = await form.controls.evaluateAll((all) =>
      (all as (HTMLInputElement | HTMLSelectElement)[]).map(({ title, labels }) => [title, labels?.[0]?.title ?? ""]),
    );
    const names =
      "after, before|after|before|type|status|tld|fqdn|fqdn-like|order-id|order-id-after|order-id-before|proc-id|" +
      "proc-id-after|proc-id-before|show-all|asc";
    assert.deepEqual(
      descriptions,
      names.split("|").map((name) => [name, name]),
    );

    await form.choose("Period", "Last 90 days");
    await form.field("Order ID from").fill("1");
    assert.equal(
      await form.descriptionOf("Order ID from"),
      "Only orders that match both the dates and the IDs are listed.",
    );
    await form.field("Include free orders").check();
    await form.choose("Period", "Last 3 years");
    assert.match(
      await form.descriptionOf("Include free orders"),
      /^Orders up to \w{3} \d+, \d{4} are not listed: with free orders included, Joker.com lists only the last 90 days\.$/,
    );
    assert.equal(await form.moreButton(), "More (2)");
    await form.toggleMore();
    await form.line.getByText(/^Orders up to .* 90 days\. Only orders that match/).waitFor();
    assert.equal(await form.line.locator(".severity.warning").filter({ visible: true }).count(), 1);
    await workbench().shot("43-notes");
  });

  it("opens a cell's context menu from the keyboard, with Show Transfer only for pending transfers", async () => {
    const { page, quick, editors } = workbench();
    const { grid } = table;
    const [domain = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
    for (const identifier of [domain, "arrived.example"])
      sandbox().control.addOrder({ type: "transfer", amount: "9.00", identifier });
    await table.loadAgain();
    const openFor = async (name: string, key: string) => {
      await table.filterBox.fill(name);
      await grid.hasRowCount(1);
      await grid.allIn("identifier", (identifier) => identifier === name);
      await grid.element.focus();
      await grid.press("Control+Home", key);
    };
    const show = "Show Transfer of This Domain";

    await openFor("arrived.example", "Shift+F10");
    const items = await menuItems(page);
    assert(items.includes("Filter Orders by This Value") && !items.includes(show), items.join());
    await focused(grid.element);
    await page.keyboard.press("F1");
    await quick.shown();
    assert.equal(await hasFocus(grid.element), false);
    await page.keyboard.press("Escape");
    await focused(grid.element);
    await openFor(domain, "ContextMenu");
    await workbench().shot("43-menu-by-keys");
    await chooseByKeys(page, show);
    await editors.opened(domain);
    await editors.close(domain);
  });

  it("names missing days in banner, totals and exports until they are loaded", async () => {
    let order: string | undefined; // of last December, by which the reply is known that is cut
    sandbox().control.rewriteReplies((_request, reply) => {
      order ??= new RegExp(`^.*\\t${new Date().getFullYear() - 1}-12-.*$`, "m").exec(reply)?.[0];
      const isCut = order !== undefined && reply.includes(order);
      return isCut ? reply.replace(/[^\n]+\n$/, "7\t8") : reply; // in the middle of its last row
    });
    const { retry } = table;
    await table.form.choose("Period", "Last year");
    await table.form.showOrders();
    await retry.waitFor();
    const label = (await retry.getAttribute("aria-label")) ?? "";
    assert.match(label, /^Retry: \w{3} \d+, \d{4}( to \w{3} \d+, \d{4})?$/);
    const incomplete = table.frame.getByText("Not all orders are loaded, so totals are incomplete.");
    await incomplete.waitFor();
    await table.says(/^Orders are missing for some days [\d,]+ orders, incomplete$/);
    assert.match((await table.frame.getByRole("button", { name: "Export…" }).getAttribute("title")) ?? "", /missing/);
    const bar = table.frame.getByRole("button", { name: /\w{3} \d{4} \(orders are missing\): charged/ });
    await bar.last().waitFor({ state: "attached" });
    await workbench().shot("44-gap");
    const part = await table.grid.rowCount();

    await table.export("part.csv", "CSV (RFC 4180)");
    const { message, severity } = await workbench().notifications.shown(/Exported .* to /);
    assert(message.includes(`Orders are missing for these days: ${label.slice("Retry: ".length)}.`), message);
    assert.equal(severity, "warning");

    sandbox().control.rewriteReplies(undefined);
    await retry.click();
    await retry.waitFor({ state: "detached" });
    await incomplete.waitFor({ state: "hidden" });
    await eventually(async () => assert((await table.grid.rowCount()) > part));
  });

  it("announces loads, filters, sorts, groups and outcomes once each", async () => {
    await table.says(/^[\d,]+ orders$/);
    const announcements = await Announcements.listen(table.live);
    const expected: RegExp[] = [];
    const announces = async (...texts: readonly RegExp[]) => {
      expected.push(...texts);
      await announcements.are(...expected);
    };
    await table.loadAgain();
    await announces(/^Loading orders/, /^[\d,]+ orders$/);
    await table.filterBox.fill("renew");
    await announces(/^\d+ of \d+ orders$/);
    await table.grid.header("identifier").click();
    await announces(/^Sorted by Identifier, ascending/);
    await table.group("Type");
    await announces(/^Grouped by Type\. Groups: \d+$/);
    const copy = table.frame.getByRole("button", { name: "Copy Totals" });
    await copy.click();
    await announces(/^Copied$/);
    await copy.click();
    await announces(/^Copied$/);
    sandbox().control.addFaults({ kind: "html", status: 500, request: "query-order-list", count: 20 });
    await table.loadAgain();
    await announces(/^Loading orders/, /HTTP 500/);
  });

  it("copies, filters and opens from the context menu of a cell", async () => {
    const { grid } = table;
    const textOf = async (column: string) => (await (await grid.cell(column)).innerText()).trim();
    const copied = (item: string) => copiedBy(workbench().page, () => table.chooseOverCell("type", item));
    const type = await textOf("type");
    assert.equal(await copied("Copy as Tab-Separated Text"), type);
    const sent = /^type\r\n(\S+)\r\n$/.exec(await copied("Copy as CSV"))?.[1] ?? "";
    assert.match(sent, /^[a-z_\d-]+$/, "programs get the type as sent");
    assert.equal(await copied("Copy as JSON"), JSON.stringify([{ type: sent }], null, 2));
    assert.equal(await copied("Copy as Markdown"), `| Type |\n| --- |\n| ${type} |`);

    await table.chooseOverCell("type", "Filter Orders by This Value");
    const chip = table.chip(`Type: ${orderTypeOf(type)}`);
    await chip.waitFor();
    await workbench().shot("45-menu");
    await chip.click();
    await chip.waitFor({ state: "detached" });

    // Inside a selection, the menu is about the cell under the pointer, not about the end of the selection.
    await (await grid.cell("type")).click();
    await grid.press("Shift+ArrowRight", "Shift+ArrowRight");
    await table.chooseOverCell("type", "Filter Orders by This Value");
    await chip.waitFor();
    await chip.click();
    await chip.waitFor({ state: "detached" });

    const procId = await textOf("proc_id");
    await table.chooseOverCell("proc_id", "Open Result of This Order");
    await eventually(async () => {
      const texts = [await workbench().editors.active(), ...(await workbench().notifications.texts())];
      assert(
        texts.some((text) => text.includes(procId)),
        texts.join("\n"),
      );
    });
  });

  it("restores its whole state after a reload and a restart, including a partly filled form", async function () {
    await onOneDay(async () => {
      table = await OrderTablePage.openNew(workbench());
      const { form, grid } = table;
      await workbench().reload(); // From here on VS Code knows of the table, but not of what follows.
      await table.show();
      await form.choose("Period", "Last quarter");
      await form.showOrders();
      await table.hasTitle(/last quarter$/);
      await table.filterBox.fill("renew");
      await table.group("Month");
      await form.toggleMore();
      await form.field("Order ID from").fill("12 or so"); // no query yet, so the rows stay
      await eventually(async () => assert.equal(await grid.element.getAttribute("aria-busy"), "false"));
      const shown = await grid.rowCount();

      for (const comeBack of ["reloadPage", "restart"] as const) {
        await workbench()[comeBack]();
        await table.show(/^Orders .* last quarter$/);
        await grid.hasRowCount(shown);
        assert.equal(await table.filterBox.inputValue(), "renew");
        assert.equal(await grid.isGrouped(), true);
        const typed = [await form.period.inputValue(), await form.field("Order ID from").inputValue()];
        assert.deepEqual(typed, ["last-quarter", "12 or so"]);
        assert.equal(await form.field("Order ID from").getAttribute("aria-invalid"), "true");
      }
      await workbench().shot("46-back");
    });
  });
}
