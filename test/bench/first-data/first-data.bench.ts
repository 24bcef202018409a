// From a click to data in a real VS Code: to the rows of all four views, and from the choice of three years to the first and
// to all rows of an order table, beside the time in which the same orders can be read from the server and counted.
import assert from "node:assert/strict";
import { countRows } from "../../../src/dmapi/order-block";
import { getLastDays } from "../../../src/dmapi/pagination/date-windows";
import { paginateOrders } from "../../../src/dmapi/pagination/paginate-orders";
import { Session } from "../../../src/dmapi/session";
import { createHttpTransport } from "../../../src/dmapi/transport";
import { OrderTablePage } from "../../e2e/driver";
import { startWorkbench, type Workbench } from "../../e2e/driver/workbench";
import { signIn } from "../../e2e/with-sandbox";
import { eventually } from "../../eventually";
import { startSandboxProcess } from "../protocol/sandbox-process";
import { median, printRatio, printTable } from "../report";

const sizes = [1_000, 100_000, 1_000_000];
const rounds = 3;
const views = ["Transfers", "Orders", "Results", "Account"] as const;
const uiTimeoutMs = 120_000;
/** How much longer than reading alone a table may take until it has all rows. */
const allowedFactor = 1.5;

interface TableTimes {
  readonly firstMs: number;
  readonly allMs: number;
  readonly rows: number;
}

async function measureViews(workbench: Workbench): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await workbench.openView("Explorer");
    await workbench.reload();
    const start = performance.now();
    await workbench.openView("Joker.com");
    const hasRows = async (title: string) => assert.notEqual((await workbench.view(title).rows()).length, 0, title);
    await eventually(async () => await Promise.all(views.map(hasRows)), { timeoutMs: uiTimeoutMs, what: "all rows" });
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Chooses three years in an open table that shows another period; times from the change of the select, in the page. */
async function measureTable(workbench: Workbench): Promise<TableTimes> {
  const table = await OrderTablePage.openNew(workbench);
  const measured = table.grid.element.evaluate(async (grid) => {
    const progress = document.querySelector<HTMLElement>("progress");
    const count = () => Number(grid.getAttribute("aria-rowcount"));
    const frame = () => new Promise(requestAnimationFrame);
    const before = count();
    await new Promise((resolve) => document.addEventListener("change", resolve, { once: true }));
    const start = performance.now();
    while (count() === before) await frame();
    const firstMs = performance.now() - start;
    while (progress?.hidden === false || grid.getAttribute("aria-busy") === "true") await frame();
    return { firstMs, allMs: performance.now() - start, rows: count() - 1 };
  });
  await table.form.choose("Period", "Last 3 years");
  return await measured;
}

/** Reads the same orders without showing them, in ms. */
async function measureReading(endpoint: string): Promise<number> {
  const session = new Session(createHttpTransport(endpoint), { kind: "api-key", apiKey: "sandbox-full" });
  await session.login();
  try {
    const start = performance.now();
    let rows = 0;
    for await (const block of paginateOrders(session.call, getLastDays(1095, Date.now()), { now: Date.now() }))
      rows += countRows(block);
    assert(rows > 0);
    return performance.now() - start;
  } finally {
    await session.end();
  }
}

async function repeat<T>(measure: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await measure());
  return all;
}

async function measureSize(orders: number): Promise<(string | number)[]> {
  const sandbox = await startSandboxProcess("--orders", String(orders));
  const workbench = await startWorkbench({ settings: { "joker.endpoint": sandbox.url } });
  try {
    await workbench.openView("Joker.com");
    await signIn(workbench);
    const viewsMs = await measureViews(workbench);
    const tables = await repeat(() => measureTable(workbench));
    const [firstMs, allMs] = [median(tables.map((each) => each.firstMs)), median(tables.map((each) => each.allMs))];
    const readingMs = median(await repeat(() => measureReading(sandbox.url)));
    printRatio({ name: `first-data ${orders} orders`, value: (allowedFactor * readingMs) / allMs, target: 1 });
    return [orders, tables[0]?.rows ?? 0, ...[viewsMs, firstMs, allMs, readingMs].map(Math.round)];
  } finally {
    await workbench.close();
    await sandbox.close();
  }
}

async function run(): Promise<void> {
  const lines: (string | number)[][] = [];
  for (const orders of sizes) lines.push(await measureSize(orders));
  printTable(["orders", "rows", "views ms", "first rows ms", "all rows ms", "reading alone ms"], lines);
}

void run();
