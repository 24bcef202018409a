import assert from "node:assert/strict";
import Papa from "papaparse";
import { eventually } from "../eventually";
import { addDays } from "../../src/dmapi/days";
import { resolvePeriod } from "../../src/messages/named-periods";
import { OrderTablePage } from "./driver";
import { step } from "./driver/step";
import { onOneDay, openAndSignIn, useWorkbenchAndSandbox } from "./with-sandbox";

interface Order {
  readonly created_at: string;
  readonly status: string;
  readonly type: string;
  readonly amount_brutto: string;
  readonly currency: string;
}

interface Days {
  readonly after: string;
  readonly before: string;
}

/** Orders as the sandbox lists them, asked for without any of our code; DMAPI shows at most 90 days at once. */
async function ordersOf(url: string, type: string, { after, before }: Days): Promise<Order[]> {
  const ask = async (request: string, params: Record<string, string>) => {
    const reply = await fetch(`${url}/request/${request}`, { method: "POST", body: new URLSearchParams(params) });
    return (await reply.text()).split("\n\n");
  };
  const [head = ""] = await ask("login", { "api-key": "sandbox-readonly" });
  const sid = /^Auth-Sid: (.+)$/im.exec(head)?.[1] ?? "";
  const middle = addDays(after, 45);
  const orders: Order[] = [];
  for (const span of [
    { after, before: middle },
    { after: addDays(middle, 1), before },
  ]) {
    const [header = "", body = ""] = await ask("query-order-list", { "auth-sid": sid, ...span, type });
    const names = /^Columns: (.+)$/im.exec(header)?.[1] ?? "";
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
  const { workbench, sandbox } = useWorkbenchAndSandbox({ sandbox: { orders: 20_000 } });
  let table: OrderTablePage;
  let days: Days;
  let all: Order[];
  let charged: Order[];

  /** Waits until every currency's cell in the totals says what these orders come to. */
  async function totalsAre(title: string, of: readonly Order[], counts: (cents: number) => boolean): Promise<void> {
    const expected = centsOf(of, counts);
    await eventually(
      async () => {
        const shown = await table.totals.column(title);
        assert(shown.size > 0, "there are no totals");
        for (const [currency, text] of shown)
          assert.equal(centsIn(text), expected.get(currency) ?? 0, `${title} ${currency}: ${text}`);
        for (const currency of expected.keys()) assert(shown.has(currency), `there is no ${currency}`);
      },
      { what: `the totals of ${title}` },
    );
  }

  before("sign in", () => openAndSignIn(workbench()));

  it("is answered by the table, with its totals, chart, file and saved queries", async () => {
    let run = 0;
    await onOneDay(async () => {
      run += 1;
      table = await OrderTablePage.openNew(workbench());
      await step("query with two choices, and read the totals", ask);
      await step("filter the charged orders with one click", chargedAlone);
      await step("chart by month, and filter by a bar", oneMonth);
      await step("the layout is stable while typing a filter without matches", filterNothing);
      await step("show the chart's figures as a table", figures);
      await step("export a file with the same sums", () => exportTo(`transfers-${run}.csv`));
      await step("save the query, and open it after a reload", saveAndReload);
    });
  });

  async function ask(): Promise<void> {
    await table.form.choose("Period", "Last quarter");
    await table.form.choose("Type", "Transfer");
    days = await table.form.days();
    assert.deepEqual(days, resolvePeriod("last-quarter", sandbox().control.now()));
    all = await ordersOf(sandbox().url, "transfer", days);
    charged = all.filter(({ status, amount_brutto: amount }) => status === "ok" && Number(amount) >= 0);
    assert(centsOf(all, positive).size > 1 && centsOf(all, negative).size > 0, "the sandbox has too few orders");
    await table.form.showOrders();
    await table.grid.hasRowCount(all.length);
    await totalsAre("Charged", all, positive);
    await totalsAre("Refunded", all, negative);
    await workbench().shot("40-accounting");
  }

  async function chargedAlone(): Promise<void> {
    await table.totals.toggle("Charged");
    await table.grid.hasRowCount(charged.length);
    const toggle = table.totals.toggleOf("Charged");
    await eventually(async () => assert.equal(await toggle.getAttribute("aria-pressed"), "true"));
    await table.totals.region.getByText("Rows: Charged").waitFor();
    await totalsAre("Charged", all, positive);
    await totalsAre("Refunded", all, negative);
  }

  async function oneMonth(): Promise<void> {
    const months = [...new Set(charged.map(({ created_at: created }) => created.slice(0, 7)))].sort();
    const { bars } = table.chart;
    assert.equal(await bars.count(), months.length);
    await table.chart.toggleBar(1);
    const isInMonth = ({ created_at: created }: Order) => created.startsWith(months[1] ?? "-");
    const inMonth = charged.filter(isInMonth);
    await table.grid.hasRowCount(inMonth.length);
    assert.equal(await table.chart.isPicked(1), true);
    assert.equal(await bars.count(), months.length);
    await totalsAre("Charged", inMonth, positive);
    await totalsAre("Refunded", all.filter(isInMonth), negative);
    await workbench().shot("41-picked");
    await table.chart.toggleBar(1);
    await table.grid.hasRowCount(charged.length);
  }

  async function filterNothing(): Promise<void> {
    const top = async () => (await table.filterBox.boundingBox())?.y ?? NaN;
    const before = await top();
    const stays = async () => assert(Math.abs((await top()) - before) <= 1, `${before} became ${await top()}`);
    await table.filterBox.fill("no such order");
    await table.frame.getByRole("heading", { name: "No orders match “no such order”" }).waitFor();
    await totalsAre("Charged", [], positive);
    await table.frame.getByText("No spending in these orders.").waitFor();
    await stays();
    const currencies = [...(await table.totals.column("Charged")).keys()];
    assert.deepEqual(currencies.sort(), [...centsOf(charged, positive).keys()].sort());
    await workbench().shot("44-no-match");
    await table.filterBox.fill("");
    await table.grid.hasRowCount(charged.length);
    await stays();
  }

  async function figures(): Promise<void> {
    await table.chart.toggleTable();
    const { currency, texts } = await table.chart.figures("Charged");
    const sum = texts.reduce((sum, text) => sum + centsIn(text), 0);
    assert.equal(sum, centsOf(charged, positive).get(currency));
    await workbench().shot("42-figures");
    await table.chart.toggleTable();
  }

  async function exportTo(file: string): Promise<void> {
    const csv = await table.export(file, "Shown Orders and Columns", "CSV (RFC 4180)");
    const { data } = Papa.parse<Order>(csv.replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: true });
    assert.equal(data.length, charged.length);
    assert.deepEqual(centsOf(data, positive), centsOf(charged, positive));
    assert.equal(centsOf(data, negative).size, 0);
    await workbench().notifications.clear();
  }

  async function saveAndReload(): Promise<void> {
    const name = "Transfers of the quarter";
    const title = new RegExp(`^Orders – sandbox · SANDBOX – ${name}$`);
    const savedIn = async () => {
      const dialog = await table.openQueries();
      return { dialog, saved: dialog.getByRole("button", { name, exact: true }) };
    };
    const { dialog, saved } = await savedIn();
    await dialog.getByLabel("Query name").fill(name);
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await saved.waitFor();
    await workbench().page.keyboard.press("Escape");
    await table.hasTitle(title);

    await workbench().reload();
    await table.show();
    await table.form.choose("Period", "This month");
    await table.form.showOrders();
    await table.hasTitle(/this month, transfer$/);

    const again = await savedIn();
    await again.saved.waitFor();
    await workbench().shot("43-queries");
    await again.saved.click();
    await table.hasTitle(title);
    assert.equal(await table.form.period.inputValue(), "last-quarter");
    assert.deepEqual(await table.form.days(), days);
    await table.grid.hasRowCount(all.length); // the filter of the total has ended with its query
  }
});
