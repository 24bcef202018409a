import assert from "node:assert/strict";
import Papa from "papaparse";
import type { FrameLocator } from "playwright-core";
import { daysOf } from "../../src/messages/period";
import { eventually } from "./driver";
import { signIn, useWorkbenchAndSandbox } from "./with-sandbox";

interface Order {
  readonly created_at: string;
  readonly status: string;
  readonly type: string;
  readonly amount_brutto: string;
  readonly currency: string;
}

/** Orders as the sandbox lists them, asked for without any of our code; DMAPI shows at most 90 days at once. */
async function ordersOf(url: string, type: string, ...spans: [after: string, before: string][]): Promise<Order[]> {
  const ask = async (request: string, params: Record<string, string>) => {
    const reply = await fetch(`${url}/request/${request}`, { method: "POST", body: new URLSearchParams(params) });
    return (await reply.text()).split("\n\n");
  };
  const [head = ""] = await ask("login", { "api-key": "sandbox-readonly" });
  const sid = /^Auth-Sid: (.+)$/im.exec(head)?.[1] ?? "";
  const orders: Order[] = [];
  for (const [after, before] of spans) {
    const [told = "", body = ""] = await ask("query-order-list", { "auth-sid": sid, after, before, type });
    const names = /^Columns: (.+)$/im.exec(told)?.[1] ?? "";
    const { data } = Papa.parse<Order>(`${names.replaceAll(",", "\t")}\n${body.trim()}`, {
      header: true,
      delimiter: "\t",
    });
    orders.push(...data);
  }
  return orders;
}

/** What some orders that are ok come to, as cents by currency. */
function centsOf(orders: readonly Order[], counts: (cents: number) => boolean): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { status, amount_brutto: amount, currency } of orders) {
    const cents = Math.round(Number(amount) * 100);
    if (status === "ok" && currency !== "" && counts(cents)) sums.set(currency, (sums.get(currency) ?? 0) + cents);
  }
  return sums;
}

const positive = (cents: number) => cents > 0;
const negative = (cents: number) => cents < 0;
const centsIn = (text: string) => Math.round(Number(text.replaceAll(",", "")) * 100);

describe("What did transfers cost last quarter, per currency, without refunds?", function () {
  this.bail(true); // Each step builds on the one before.
  const { workbench, sandbox } = useWorkbenchAndSandbox({ orders: 20_000 });
  let table: FrameLocator;
  let orders: Order[] = [];
  const { after: first, before: last = "" } = daysOf("last-quarter", Date.now());

  const count = async () => Number(await table.getByRole("grid").getAttribute("aria-rowcount")) - 1;

  /** The cells of a column of the totals, as cents by currency. */
  async function totals(title: string): Promise<Map<string, number>> {
    const rows = await table.locator(".totals tr").allInnerTexts();
    const [titles = [], ...lines] = rows.map((row) => row.split("\t").map((cell) => cell.trim()));
    return new Map(lines.map((line) => [line[0] ?? "", centsIn(line[titles.indexOf(title)] ?? "NaN")]));
  }

  /** Waits until every currency's cell says what these orders come to. */
  async function totalsAre(title: string, of: readonly Order[], counts: (cents: number) => boolean): Promise<void> {
    const wanted = centsOf(of, counts);
    await eventually(async () => {
      const shown = await totals(title);
      assert(shown.size > 0);
      for (const [currency, cents] of shown) assert.equal(cents, wanted.get(currency) ?? 0, `${title} ${currency}`);
      for (const currency of wanted.keys()) assert(shown.has(currency), currency);
    });
  }

  before("open the table", async () => {
    const month = String(Number(first.slice(5, 7)) + 1).padStart(2, "0");
    const middle = first.slice(0, 5) + month;
    orders = await ordersOf(sandbox().url, "transfer", [first, `${middle}-10`], [`${middle}-11`, last]);
    await workbench().openView("Joker.com");
    await signIn(workbench());
    await workbench().notifications.clear();
    await workbench().palette("Joker: Open Order Table");
    table = await workbench().editors.webview(/Orders/);
    await table.getByRole("gridcell").first().waitFor();
  });

  it("is asked with two choices, and answered in the totals", async () => {
    assert(centsOf(orders, positive).size > 1 && centsOf(orders, negative).size > 0, "the sandbox has too few orders");
    await table.getByLabel("Period", { exact: true }).selectOption({ label: "Last quarter" });
    await table.getByLabel("Type", { exact: true }).selectOption({ label: "Transfer domain" });
    await table.getByText(`${first} to ${last}`).waitFor();
    await table.getByRole("button", { name: "Show Orders" }).click();
    await eventually(async () => assert.equal(await count(), orders.length));
    await totalsAre("Charged", orders, positive);
    await totalsAre("Refunded", orders, negative);
    await workbench().shot("40-accounting");
  });

  it("leaves the charged orders alone with one click", async () => {
    await table.getByRole("button", { name: "Charged", exact: true }).click();
    const charged = orders.filter(({ status, amount_brutto: amount }) => status === "ok" && Number(amount) >= 0);
    await eventually(async () => assert.equal(await count(), charged.length));
    await totalsAre("Charged", orders, positive);
    await totalsAre("Refunded", [], negative);
    orders = charged;
  });

  it("is pictured month by month, and a bar leaves its month", async () => {
    const months = [...new Set(orders.map(({ created_at: created }) => created.slice(0, 7)))].sort();
    const bars = table.locator(".chart .band");
    assert.equal(await bars.count(), months.length);
    await bars.nth(1).click({ position: { x: 3, y: 3 } });
    const inMonth = orders.filter(({ created_at: created }) => created.startsWith(months[1] ?? "-"));
    await eventually(async () => assert.equal(await count(), inMonth.length));
    assert.equal(await bars.nth(1).getAttribute("aria-pressed"), "true");
    assert.equal(await bars.count(), months.length);
    await totalsAre("Charged", inMonth, positive);
    await workbench().shot("41-picked");
    await bars.nth(1).click({ position: { x: 3, y: 3 } });
    await eventually(async () => assert.equal(await count(), orders.length));
  });

  it("keeps everything in its place while a filter is typed that leaves nothing", async () => {
    const filter = table.getByLabel("Filter orders");
    const top = async () => (await filter.boundingBox())?.y ?? NaN;
    const before = await top();
    const stays = async () => assert(Math.abs((await top()) - before) <= 1, `${before} became ${await top()}`);
    await filter.fill("no such order");
    await table.getByRole("heading", { name: "No order matches “no such order”" }).waitFor();
    await totalsAre("Charged", [], positive);
    await table.getByText("No spending in these orders.").waitFor();
    await stays();
    assert.deepEqual([...(await totals("Charged")).keys()].sort(), [...centsOf(orders, positive).keys()].sort());
    await workbench().shot("44-no-match");
    await filter.fill("");
    await eventually(async () => assert.equal(await count(), orders.length));
    await stays();
  });

  it("is a table of the same figures too", async () => {
    await table.getByRole("button", { name: "As Table" }).click();
    const charged = await table.locator(".figures tbody td:nth-last-child(3)").allInnerTexts();
    const currency = (await table.locator(".figures caption").innerText()).slice("Spending in ".length, -1).slice(0, 3);
    const sum = charged.reduce((all, cell) => all + centsIn(cell), 0);
    assert.equal(sum, centsOf(orders, positive).get(currency));
    await workbench().shot("42-figures");
    await table.getByRole("button", { name: "As Table" }).click();
  });

  it("goes into a file with the same sums", async () => {
    await table.getByRole("button", { name: "Export…" }).click();
    await workbench().quick.pick("What You See");
    await workbench().quick.pick("RFC 4180");
    await workbench().quick.path(`${workbench().folder}/transfers.csv`);
    const csv = await workbench().file("transfers.csv");
    const { data } = Papa.parse<Order>(csv.replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: true });
    assert.equal(data.length, orders.length);
    assert.deepEqual(centsOf(data, positive), centsOf(orders, positive));
    assert.equal(centsOf(data, negative).size, 0);
    await workbench().notifications.clear();
  });

  it("is kept under a name and opened again, also after a reload, with the days it means then", async () => {
    const queries = () => table.getByRole("dialog", { name: "Queries" });
    const openQueries = async () => {
      await table.getByRole("button", { name: "Queries" }).click();
      await queries().waitFor();
    };
    const title = /^Orders – sandbox · SANDBOX – Transfers of the quarter$/;
    const asked = () => table.getByLabel("Period", { exact: true }).inputValue();
    await openQueries();
    await queries().getByLabel("Name for this query").fill("Transfers of the quarter");
    await queries().getByRole("button", { name: "Save", exact: true }).click();
    await queries().getByRole("button", { name: "Transfers of the quarter", exact: true }).waitFor();
    await workbench().page.keyboard.press("Escape");
    await eventually(async () => assert.match(await workbench().editors.active(), title));

    await workbench().reload();
    table = await workbench().editors.webview(/Orders/);
    await table.getByRole("gridcell").first().waitFor();
    await table.getByLabel("Period", { exact: true }).selectOption({ label: "This month" });
    await table.getByRole("button", { name: "Show Orders" }).click();
    await eventually(async () => assert.match(await workbench().editors.active(), /this month, transfer$/));

    await openQueries();
    await queries().getByRole("button", { name: "Transfers of the quarter", exact: true }).waitFor();
    await workbench().shot("43-queries");
    await queries().getByRole("button", { name: "Transfers of the quarter", exact: true }).click();
    await eventually(async () => assert.match(await workbench().editors.active(), title));
    assert.equal(await asked(), "last-quarter");
    await table.getByText(`${first} to ${last}`).waitFor();
    await eventually(async () => assert.equal(await count(), orders.length));
  });
});
