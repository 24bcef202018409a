// The order table's page against AG Grid Community and Tabulator: the same orders, in the same Chromium.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, printRatio, printTable, quantile } from "../report";
import { writeOrders } from "../protocol/parse-orders";
import { measure, type Run } from "./run";
import { startSite, tables } from "./site";

const sizes = [100_000, 1_000_000];
const rounds = 3;
const limits = { scrollMs: 20, bytes: 250e6, bundle: 250e3 };

type Figures = Record<"first" | "all" | "scroll50" | "scroll95" | "sort" | "filter" | "bytes", number>;

function figures(runs: readonly Run[]): Figures {
  const of = (figure: (run: Run) => number) => median(runs.map(figure));
  return {
    first: of(({ first }) => first),
    all: of(({ all }) => all),
    scroll50: of(({ scroll }) => quantile(scroll, 0.5)),
    scroll95: of(({ scroll }) => quantile(scroll, 0.95)),
    sort: of(({ sort }) => sort),
    filter: of(({ filter }) => filter),
    bytes: of(({ bytes }) => bytes),
  };
}

async function compare(site: string, orders: number): Promise<Map<string, Figures>> {
  const runs = new Map<string, Run[]>(tables.map((table) => [table, []]));
  for (let round = 0; round < rounds; round++) {
    for (const table of tables) runs.get(table)?.push(await measure(site, table, orders));
  }
  const all = [...runs.values()].flat();
  for (const { amounts, counts } of all) assert.deepEqual([amounts, counts], [all[0]?.amounts, all[0]?.counts]);
  return new Map(Array.from(runs, ([table, own]) => [table, figures(own)]));
}

function print(orders: number, all: ReadonlyMap<string, Figures>): void {
  const round = Math.round;
  process.stdout.write(`\n${orders} orders\n`);
  printTable(
    ["", "first rows ms", "all rows ms", "scroll p50 ms", "p95 ms", "sort ms", "filter ms", "heap and buffers MB"],
    Array.from(all, ([table, { first, all, scroll50, scroll95, sort, filter, bytes }]) => {
      const scroll = [scroll50, scroll95].map((ms) => Number(ms.toFixed(1)));
      return [table, round(first), round(all), ...scroll, round(sort), round(filter), round(bytes / 1e6)];
    }),
  );
}

function judge(all: ReadonlyMap<string, Figures>): void {
  const { ours, ...others } = Object.fromEntries(all);
  assert(ours);
  const best = (figure: keyof Figures) => Math.min(...Object.values(others).map((other) => other[figure]));
  for (const [figure, target] of [
    ["first", 8],
    ["sort", 6],
    ["filter", 4],
  ] as const) {
    printRatio({ name: `table-${figure}`, value: best(figure) / ours[figure], target });
  }
  const bundle = statSync("dist/webview/orders.js").size;
  printRatio({ name: "table-scroll-headroom", value: limits.scrollMs / ours.scroll95, target: 1 });
  printRatio({ name: "table-memory-headroom", value: limits.bytes / ours.bytes, target: 1 });
  printRatio({ name: "table-bundle-headroom", value: limits.bundle / bundle, target: 1 });
}

async function run(): Promise<void> {
  const { status } = spawnSync(process.execPath, ["esbuild.mjs", "--production", "--quiet", "--only", "webview"]);
  assert.equal(status, 0, "the page could not be built");
  const folder = mkdtempSync(join(tmpdir(), "joker-table-"));
  const site = await startSite(folder);
  try {
    process.stdout.write(
      `Medians of ${rounds} rounds, each in a fresh browser. First and all rows are counted from the bytes in the page;\n` +
        "sort: by amount, either way; filter: text in any column. The answers of all tables agree.\n" +
        "ratio: the better of the others to ours; headroom: the limit to what was measured.\n",
    );
    for (const orders of sizes) {
      writeOrders(join(folder, `orders-${orders}`), orders);
      const all = await compare(site.url, orders);
      print(orders, all);
      if (orders === sizes.at(-1)) judge(all);
    }
  } finally {
    site.close();
    rmSync(folder, { recursive: true });
  }
}

void run();
