import { chromium as browserType, type CDPSession, type Page } from "playwright-core";
import { chromiumFlags, chromiumWithWindows } from "../../vscode/chromium.mjs";
import { median } from "../report";
import type { Driver } from "./driver";

/** What one table did in a page of its own. Milliseconds; bytes are what its page holds beyond an empty one's. */
export interface Run {
  readonly first: number;
  readonly all: number;
  readonly scroll: readonly number[];
  readonly sort: number;
  readonly filter: number;
  /** NaN if the table has no groups. */
  readonly group: number;
  readonly listValues: number;
  readonly copy: number;
  readonly bytes: number;
  /** The answers, by which the tables are compared. */
  readonly amounts: readonly number[];
  readonly counts: readonly number[];
  readonly groups: number | undefined;
}

declare const driver: Driver;

/** 100,000 cells of ten columns. */
const copiedRows = 10_000;
const needles = ["transfer", "shop", "pending"];

/** Measures a table in a fresh browser, from the bytes of so many orders. */
export async function measure(site: string, table: string, orders: number): Promise<Run> {
  const flags = [...chromiumFlags, "--js-flags=--max-old-space-size=4096"];
  const browser = await browserType.launch({ executablePath: await chromiumWithWindows(), args: flags });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${site}/${table}.html?orders=${orders}`);
    const session = await page.context().newCDPSession(page);
    const before = await heldBytes(session);
    await page.evaluate((url) => driver.load(url), `${site}/orders-${orders}`);
    return { ...(await use(page)), bytes: (await heldBytes(session)) - before };
  } finally {
    await browser.close();
  }
}

async function use(page: Page): Promise<Omit<Run, "bytes">> {
  const { first, all } = await page.evaluate(() => driver.start());
  await page.evaluate(() => driver.scroll());
  const scroll = await page.evaluate(() => driver.scroll());
  const sorts = [];
  for (const descending of [false, true]) sorts.push(await page.evaluate((down) => driver.sort(down), descending));
  const filters = [];
  for (const needle of needles) {
    filters.push(await page.evaluate((text) => driver.filter(text), needle));
    await page.evaluate(() => driver.filter(""));
  }
  const values = await page.evaluate(() => driver.listValues());
  const copied = await page.evaluate((rows) => driver.copy(rows), copiedRows);
  const groups = await page.evaluate(() => driver.group());
  await page.evaluate(() => driver.ungroup());
  return {
    first,
    all,
    scroll,
    sort: median(sorts.map(({ ms }) => ms)),
    filter: median(filters.map(({ ms }) => ms)),
    group: groups?.ms ?? NaN,
    listValues: values.ms,
    copy: copied.ms,
    amounts: sorts.map(({ amount }) => amount),
    counts: [...filters, values, copied].map(({ count }) => count),
    groups: groups?.count,
  };
}

/** Heap and array buffers once the garbage is gone. */
async function heldBytes(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = (await session.send("Runtime.getHeapUsage")) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  return usedSize + backingStorageSize;
}
