import assert from "node:assert/strict";
import * as vscode from "vscode";
import { listTransfers } from "../../src/dmapi/transfers";
import { dayMs } from "../../src/dmapi/days";
import { parseOrders } from "../../src/dmapi/order-block";
import { queryOrders } from "../../src/dmapi/orders";
import type { OrderFilter } from "../../src/dmapi/order-query";
import { computeForecast, type ForecastInput } from "../../src/state/balance-forecast";
import { ForecastSource } from "../../src/state/forecast-source";
import { describeForecast, forecastFields, forecastLines, forecastNote } from "../../src/state/forecast-texts";
import { Resource } from "../../src/state/resource";
import { createBalanceStatusItem } from "../../src/views/balance-status-item";
import { eventually } from "../eventually";
import { getLeafRows, getRows, getTooltip } from "./tree-rows";
import { useDialogs, useSignedIn, waitForState } from "./test-api";

const noon = Date.UTC(2026, 10, 29, 12);
const basis = { after: "2025-11-30", before: "2025-12-29" };

describe("The forecast of the balance", () => {
  useDialogs();
  const world = useSignedIn({ at: noon });

  /**
   * The forecast's requests for orders since the log was cleared: `pending`, or `renewals` of one part of the year. The view
   * of orders, which loads without a status, may be in sight.
   */
  function orderRequests(): string[] {
    const requests = world().sandbox.control.log.filter(
      ({ request, parameters }) => request === "query-order-list" && parameters.includes("status"),
    );
    return requests.map(({ parameters }) => (parameters.includes("type") ? "renewals" : "pending"));
  }

  function forecastRow() {
    const row = getLeafRows(world().views.trees.account).find(
      ({ contextValue }) => contextValue === "account forecast",
    );
    assert(row, "no forecast");
    return row;
  }

  /** The amount of orders of the sandbox in the account's currency, in cents. */
  async function sumOf(filter: OrderFilter): Promise<number> {
    const { session } = world().accounts.requireCurrent();
    const orders = parseOrders(await queryOrders(session.call, filter));
    const amounts = orders.filter(({ currency, type }) => currency === "USD" && type !== "credit-increase");
    return amounts.reduce((sum, { amountBrutto }) => sum + Math.round(Number(amountBrutto) * 100), 0);
  }

  it("is a row of the account view, with its parts below it", async () => {
    const { appState: data, sandbox, views } = world();
    sandbox.control.addOrder({ type: "transfer", status: "pending", amount: "40.00" });
    sandbox.control.setBalance("5000.00");
    await data.account.reload();
    await data.forecast.load();
    const renewals = await sumOf({ ...basis, type: "renew", status: "ok" });
    const pending = await sumOf({ after: "2026-09-01", before: "2026-11-29", status: "pending" });
    assert(renewals > 0 && pending >= 4000);
    const left = (500_000 - Math.max(0, pending - 2500) - renewals) / 100;
    const amount = new Intl.NumberFormat("en", { minimumFractionDigits: 2 }).format(left);
    const row = forecastRow();
    const [, figure = "", count = ""] =
      /^(.*) \((\d+) not included\) on Dec 29 \(estimate\)$/.exec(String(row.description)) ?? [];
    assert.equal(figure, `at most ${amount} USD`, String(row.description));
    assert(Number(count) > 0);
    const parts = new Map(getRows(views.trees.account, row.node).map(({ label, description }) => [label, description]));
    assert.deepEqual(
      [...parts.keys()],
      [
        "Reserved",
        "Pending transfers",
        "Pending orders",
        "Renewals in the next 30 days",
        "Available in 30 days",
        "Not included",
        "Renewals in the last 12 months",
      ],
    );
    assert.equal(parts.get("Reserved"), "25.00 USD");
    assert.equal(parts.get("Available in 30 days"), row.description);
    assert.match(String(parts.get("Renewals in the next 30 days")), / · \d+ renewals? \(estimate\)$/);
    const tooltip = await getTooltip(views.trees.account, row);
    assert.match(tooltip, /the renewals from Nov 30, 2025 to Dec 29, 2025 are expected again/);
  });

  it("names the threshold it falls below", async () => {
    const { appState: data, sandbox } = world();
    const configuration = vscode.workspace.getConfiguration("joker");
    sandbox.control.setBalance("975.01");
    await data.account.reload();
    await data.forecast.load();
    await configuration.update("balance.lowThreshold", 975.01, true);
    await eventually(() => assert.match(String(forecastRow().description), /^below 975\.01 USD /));
    assert.equal((forecastRow().iconPath as vscode.ThemeIcon).id, "warning");
    await configuration.update("balance.lowThreshold", 975.02, true);
    await eventually(() => assert.equal(forecastRow().description, "below 975.02 USD"));
  });

  it("is part of the status bar's hover, which loads nothing", async () => {
    const { accounts, appState: data, sandbox } = world();
    data.forecast.reset();
    sandbox.control.clearLog();
    const item = await withStatusItem(() => createBalanceStatusItem(accounts, data));
    const lines = () => (typeof item.tooltip === "string" ? item.tooltip : "").split("\n");
    assert(lines().some((line) => line.startsWith("Pending transfers: ")));
    assert(!lines().some((line) => line.startsWith("Renewals in the next 30 days: ")));
    assert.deepEqual(orderRequests(), []);
    await data.forecast.load();
    for (const name of ["Pending orders", "Renewals in the next 30 days", "Available in 30 days"])
      assert(
        lines().some((line) => line.startsWith(`${name}: `)),
        name,
      );
  });

  /** The status bar item that is created meanwhile. */
  async function withStatusItem(create: () => vscode.Disposable): Promise<vscode.StatusBarItem> {
    const window = vscode.window as { createStatusBarItem: unknown };
    const original = window.createStatusBarItem;
    const item = { show: () => undefined, hide: () => undefined, dispose: () => undefined };
    window.createStatusBarItem = () => item;
    const created = create();
    window.createStatusBarItem = original;
    cleanups.push(created);
    return Promise.resolve(item as unknown as vscode.StatusBarItem);
  }

  const cleanups: vscode.Disposable[] = [];
  afterEach(() => {
    for (const item of cleanups.splice(0)) item.dispose();
  });

  it("is loaded while the account view is visible, once a day", async () => {
    const { appState: data, sandbox, views, clock } = world();
    const { tree } = views.trees.account;
    await vscode.commands.executeCommand("joker.account.focus");
    await eventually(() => assert(tree.visible));
    await data.forecast.whenLoaded();
    assert(data.forecast.forecast?.lastDayAmount !== undefined);
    sandbox.control.clearLog();
    await data.account.reload();
    await data.forecast.whenLoaded();
    assert.deepEqual(orderRequests(), []);
    clock.set(noon + dayMs);
    await data.account.reload();
    await data.forecast.whenLoaded();
    assert.equal(orderRequests().filter((each) => each === "pending").length, 1);
    const count = orderRequests().length;
    assert(count >= 6 && count <= 8, `${count} requests`);
    assert.equal(data.forecast.forecast.span.after, "2026-12-01");
  });

  it("loads pending orders again when the balance has changed, so that nothing is deducted twice", async () => {
    const { appState: data, sandbox } = world();
    await data.forecast.load();
    const before = data.forecast.forecast?.pendingCharges;
    assert(before);
    sandbox.control.addOrder({ type: "transfer", status: "pending", amount: "80.00", identifier: "new.example" });
    sandbox.control.setBalance("900.00");
    sandbox.control.clearLog();
    await data.account.reload();
    await data.forecast.load();
    assert.deepEqual(orderRequests(), ["pending"]);
    assert.equal(data.forecast.forecast.pendingCharges.orders, before.orders + 1);
  });

  it("stores sums by day, which other windows use and a new day replaces", async () => {
    const { accounts, appState: data, sandbox, globalState, clock } = world();
    const key = `renewals.${accounts.requireCurrent().id}`;
    await data.forecast.load();
    await eventually(() => assert(globalState.get(key)));
    const domains = (await listTransfers(accounts.requireCurrent().session.call)).map(({ domain }) => domain);
    const { session } = accounts.requireCurrent();
    const orders = parseOrders(await queryOrders(session.call, { ...basis, type: "renew", status: "ok" }));
    const stored = JSON.stringify(globalState.get(key));
    for (const text of [...domains, ...orders.map(({ identifier }) => identifier)])
      assert(!stored.includes(text), text);
    sandbox.control.clearLog();
    const other = new ForecastSource(accounts, data, globalState, clock.now);
    cleanups.push(other);
    await other.load();
    assert.deepEqual(orderRequests(), ["pending"]);
    assert.deepEqual(other.forecast, data.forecast.forecast);
    clock.set(noon + dayMs);
    await other.load();
    assert(orderRequests().includes("renewals"));
  });

  it("says why orders could not be loaded, and loads them with the next balance", async () => {
    const { appState: data, sandbox, globalState, accounts } = world();
    await data.forecast.forgetAccount(accounts.requireCurrent().id);
    data.forecast.reset();
    sandbox.control.addFaults({ kind: "status", status: 500, request: "query-order-list", count: 40 });
    await data.forecast.load();
    const { failure } = data.forecast;
    assert(failure);
    assert.equal(forecastRow().description, failure.shortMessage);
    assert((await getTooltip(world().views.trees.account, forecastRow())).includes(failure.message));
    assert.equal(globalState.get(`renewals.${accounts.requireCurrent().id}`), undefined);
    sandbox.control.clearFaults();
    await data.forecast.load();
    assert.equal(data.forecast.failure, undefined);
    assert.match(String(forecastRow().description), /\(estimate\)$/);
  });

  it("is neither shown nor loaded with a key that cannot list orders", async () => {
    const { accounts, sandbox, globalState, clock, appState: data } = world();
    const balance = { available: "1", pending: "0", total: "1", currency: "USD" };
    const account = new Resource(() => Promise.resolve({ balance, access: "whois-only" }), clock.now);
    await account.refresh();
    const source = new ForecastSource(accounts, { account, transfers: data.transfers }, globalState, clock.now);
    cleanups.push(source, account);
    sandbox.control.clearLog();
    await source.load();
    assert.deepEqual(orderRequests(), []);
    assert.equal(source.canLoad, false);
  });

  it("is gone with its account", async () => {
    const { accounts, appState: data } = world();
    await data.forecast.load();
    await accounts.remove(accounts.requireCurrent().id);
    await waitForState(data.account, "idle");
    assert.equal(data.forecast.forecast, undefined);
  });
});

describe("The words of the forecast", () => {
  function forecastOf(input: Partial<ForecastInput> = {}) {
    return computeForecast({
      balance: { available: "100.00", pending: "5.00", total: "105.00", currency: "EUR" },
      pendingOrders: [],
      transfers: [],
      renewals: { span: { after: "2025-11-29", before: "2026-11-29" }, days: [], unreadableDays: [] },
      today: "2026-11-29",
      lowThreshold: 10,
      ...input,
    });
  }

  function renewalsOf(...days: readonly (readonly [day: string, amount: string, currency: string])[]) {
    const span = { after: "2025-11-29", before: "2026-11-29" };
    return {
      span,
      days: days.map(([day, amount, currency]) => ({ day, amount, currency, renewals: 1 })),
      unreadableDays: [],
    };
  }

  function fieldsOf(input: Partial<ForecastInput>) {
    return new Map(forecastFields(forecastOf(input)).map(({ id, value }) => [id, value]));
  }

  const order = { type: "renew", identifier: "a.com", currency: "EUR" };

  it("say when the available amount falls below the threshold", () => {
    const describeWith = (input: Partial<ForecastInput>, threshold = 10) =>
      describeForecast(forecastOf({ ...input, lowThreshold: threshold }), threshold);
    const renewals = renewalsOf(["2025-12-05", "95.00", "EUR"]);
    assert.equal(describeWith({ renewals }, 200), "below 200 EUR");
    assert.equal(describeWith({ renewals }), "below 10 EUR on Dec 5 (estimate)");
    assert.equal(describeWith({ renewals }, 1), "5.00 EUR on Dec 29 (estimate)");
    const pendingOrders = [{ ...order, amountBrutto: "98.00" }];
    assert.equal(describeWith({ pendingOrders }), "below 10 EUR when the pending orders are charged");
  });

  it("say why there is no estimate", () => {
    const days = "no estimate: there were no renewals from Nov 30, 2025 to Dec 29, 2025";
    assert.equal(describeForecast(forecastOf(), 10), days);
    assert.equal(fieldsOf({}).get("estimate"), days);
    const renewals = { ...renewalsOf(["2025-12-05", "95.00", "EUR"]), unreadableDays: ["2025-12-06"] };
    assert.equal(describeForecast(forecastOf({ renewals }), 10), "no estimate: an amount could not be read");
    assert.equal(describeForecast(forecastOf({ renewals: undefined }), 10), "");
    assert.deepEqual(
      [...fieldsOf({ renewals: undefined, pendingOrders: undefined, transfers: undefined }).keys()],
      ["reserved"],
    );
  });

  it("list other currencies, and say that they are not deducted", () => {
    const renewals = renewalsOf(["2025-12-05", "20.00", "EUR"], ["2025-12-05", "7.00", "USD"]);
    assert.equal(fieldsOf({ renewals }).get("estimate"), "20.00 EUR + 7.00 USD · 2 renewals (estimate)");
    assert.equal(fieldsOf({ renewals }).get("last-day"), "80.00 EUR (1 not included) on Dec 29 (estimate)");
    assert.equal(fieldsOf({ renewals }).get("left-out"), "1 amount in another currency");
    assert.match(forecastNote(forecastOf({ renewals })), /Amounts in other currencies are not deducted\.$/);
    const foreign = renewalsOf(["2025-12-05", "7.00", "USD"]);
    assert.equal(fieldsOf({ renewals: foreign }).get("estimate"), "7.00 USD · 1 renewal (estimate)");
  });

  it("say what is reserved, and what of the pending orders is not", () => {
    const transfer = { ownerEmail: "", adminEmail: "", fields: new Map<string, string>() };
    const fields = fieldsOf({
      transfers: [
        { ...transfer, domain: "a.com", state: "FOA_BEEN_SENT" },
        { ...transfer, domain: "b.com", state: "IN_DB" },
        { ...transfer, domain: "c.com", state: "SOMETHING_ELSE" },
      ],
      pendingOrders: [
        { ...order, amountBrutto: "7.00" },
        { ...order, amountBrutto: "free" },
      ],
    });
    assert.equal(fields.get("reserved"), "5.00 EUR");
    assert.equal(fields.get("transfers"), "1 reserved · 1 not reserved yet, price unknown · 1 in an unknown state");
    assert.equal(
      fields.get("pending-orders"),
      "1 order · 7.00 EUR · at least 2.00 EUR not reserved · 1 amount could not be read",
      "some of the 5.00 EUR is for the transfer",
    );
    assert.equal(fieldsOf({}).get("pending-orders"), "none");
  });

  it("are short in a hover", () => {
    const renewals = renewalsOf(["2025-12-05", "95.00", "EUR"]);
    assert.deepEqual(forecastLines(forecastOf({ renewals }), 10), [
      "Pending orders: none",
      "Renewals in the next 30 days: 95.00 EUR · 1 renewal (estimate)",
      "Available in 30 days: 5.00 EUR on Dec 29 (estimate)",
      "Forecast: below 10 EUR on Dec 5 (estimate)",
    ]);
  });
});
