// From a click to painted data: the four views, and the order table with 1,000 to 1,000,000 orders, beside what VS Code needs
// to show four views or a page of an extension that has nothing to load.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startSandbox } from "../../../src/sandbox/server";
import { OrderTablePage } from "../../e2e/driver/order-table";
import { startWorkbench, type Workbench } from "../../e2e/driver/workbench";
import { addSecondExtension } from "../../e2e/second-extension";
import { openAndSignIn } from "../../e2e/with-sandbox";
import { median, printRatio, printTable } from "../report";
import { startCachingProxy, type CachingProxy, type Exchange } from "./caching-proxy";
import { baselineExtension, baselineFile, baselineRow } from "./baseline-extension";
import { measureLoopback } from "./measure-loopback";
import { installPaintMarks, readMark, want } from "./paint-marks";

const sizes = [1_000, 100_000, 1_000_000];
const rounds = 4;
const frameMs = 1000 / 60;
/** The orders of a sandbox lie in three years, those of the table in the last 30 days. */
const daysOfSandbox = 3 * 365.25;
const daysOfTable = 30;
const timeoutMs = 300_000;
/** In the order of the views. */
const viewTexts = ["acme-widgets.com", "USD", "riverpartners24.shop", "Available"];

/** Epoch ms. */
interface Times {
  readonly clicked: number;
  readonly first: number;
  readonly all: number;
}

/** One measurement in ms: a row of what is printed. */
type Parts = Readonly<Record<"open" | "network" | "after" | "first" | "all" | "bound", number>>;

/** Clicks the icon of a view container while another one is in sight. */
async function measureViews(workbench: Workbench, container: string, texts: readonly string[]): Promise<Times> {
  await workbench.openView("Explorer");
  await want(workbench.page, { paneTexts: texts });
  await workbench.page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${container}"])`).click();
  const all = await readMark(workbench.page, "panes", timeoutMs);
  return { clicked: await readMark(workbench.page, "clicked", timeoutMs), first: all, all };
}

/** How long VS Code needs to open a page and to hand so many bytes to it, ms. */
async function measurePage(workbench: Workbench, bytes: number): Promise<number> {
  await writeFile(join(workbench.folder, baselineFile), String(bytes));
  await want(workbench.page, { paneTexts: [] });
  await workbench.palette("Baseline: Open Page");
  const painted = await readMark(workbench.page, "page", timeoutMs);
  const clicked = await readMark(workbench.page, "clicked", timeoutMs);
  await workbench.editors.closeAll("Baseline");
  return painted - clicked;
}

async function measureTable(workbench: Workbench): Promise<Times> {
  await workbench.editors.closeAll(/^Orders – /);
  await want(workbench.page, { paneTexts: [] });
  await OrderTablePage.open(workbench);
  const all = await readMark(workbench.page, "allRows", timeoutMs);
  const first = await readMark(workbench.page, "firstRow", timeoutMs);
  return { clicked: await readMark(workbench.page, "clicked", timeoutMs), first, all };
}

function split({ clicked, first, all }: Times, exchanges: readonly Exchange[], bound: number): Parts {
  const since = exchanges.filter(({ startedAt }) => startedAt >= clicked);
  const started = Math.min(...since.map(({ startedAt }) => startedAt), all);
  const ended = Math.max(...since.map(({ endedAt }) => endedAt), started);
  return {
    open: started - clicked,
    network: ended - started,
    after: all - ended,
    first: first - clicked,
    all: all - clicked,
    bound,
  };
}

function printParts(title: string, measured: readonly Parts[]): void {
  const of = (name: keyof Parts) => Math.round(median(measured.map((parts) => parts[name])));
  printTable(
    [title, "ms"],
    [
      ["click to first request", of("open")],
      ["first request to last reply", of("network")],
      ["last reply to all rows painted", of("after")],
      ["click to first rows painted", of("first")],
      ["click to all rows painted", of("all")],
      ["lower bound: VS Code, loopback, scan for line ends, one frame", of("bound")],
    ],
  );
  printRatio({ name: `${title}: lower bound to ours`, value: of("bound") / of("all"), target: 1 / 1.5 });
}

async function runViews(workbench: Workbench, proxy: CachingProxy): Promise<void> {
  const measured: Parts[] = [];
  for (let round = 0; round <= rounds; round++) {
    await workbench.reload();
    // Neither container was shown in this window; the one that is second finds VS Code warmed up.
    const isBaselineFirst = round % 2 === 0;
    const measureBaseline = () => measureViews(workbench, "Baseline", Array<string>(4).fill(baselineRow));
    let baseline = isBaselineFirst ? await measureBaseline() : undefined;
    proxy.clear();
    const times = await measureViews(workbench, "Joker.com", viewTexts);
    const exchanges = [...proxy.exchanges];
    baseline ??= await measureBaseline();
    const loopback = await measureLoopback(proxy.url, exchanges);
    // The first round fills the memory of the proxy.
    if (round > 0) measured.push(split(times, exchanges, baseline.all - baseline.clicked + loopback + frameMs));
  }
  printParts("four views", measured);
}

async function runTable(workbench: Workbench, proxy: CachingProxy, orders: number): Promise<void> {
  const measured: Parts[] = [];
  for (let round = 0; round <= rounds; round++) {
    proxy.clear();
    const times = await measureTable(workbench);
    const exchanges = proxy.exchanges.filter(({ endedAt }) => endedAt < times.all);
    const bytes = exchanges.reduce((sum, exchange) => sum + exchange.bytes, 0);
    const loopback = await measureLoopback(proxy.url, exchanges);
    const baseline = await measurePage(workbench, bytes);
    if (round > 0) measured.push(split(times, exchanges, baseline + loopback + frameMs));
  }
  printParts(`table of ${orders} orders`, measured);
}

async function run(orders: number): Promise<void> {
  const sandbox = await startSandbox({ seed: 1, orders: Math.round((orders * daysOfSandbox) / daysOfTable) });
  const proxy = await startCachingProxy(sandbox.url);
  const workbench = await startWorkbench({
    settings: { "joker.endpoint": proxy.url },
    beforeStart: (home) => addSecondExtension(home, baselineExtension),
  });
  try {
    await installPaintMarks(workbench.page);
    await workbench.reload();
    await openAndSignIn(workbench);
    if (orders === sizes[0]) await runViews(workbench, proxy);
    await runTable(workbench, proxy, orders);
  } finally {
    await workbench.close();
    await proxy.close();
    await sandbox.close();
  }
}

async function runAll(): Promise<void> {
  for (const orders of sizes) await run(orders);
}

void runAll();
