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

const plain = ["first", "all", "sort", "filter", "group", "listValues", "copy", "bytes"] as const;

type Figures = Record<(typeof plain)[number] | "scroll50" | "scroll95", number>;

function figures(runs: readonly Run[]): Figures {
  const of = (figure: (run: Run) => number) => median(runs.map(figure));
  const medians = Object.fromEntries(plain.map((name) => [name, of((run) => run[name])])) as Record<
    (typeof plain)[number],
    number
  >;
  const scroll = (part: number) => of(({ scroll }) => quantile(scroll, part));
  return { ...medians, scroll50: scroll(0.5), scroll95: scroll(0.95) };
}

async function compare(site: string, orders: number): Promise<Map<string, Figures>> {
  const runs = new Map<string, Run[]>(tables.map((table) => [table, []]));
  for (let round = 0; round < rounds; round++) {
    for (const table of tables) runs.get(table)?.push(await measure(site, table, orders));
  }
  const all = [...runs.values()].flat();
  for (const { amounts, counts } of all) assert.deepEqual([amounts, counts], [all[0]?.amounts, all[0]?.counts]);
  const groups = all.flatMap(({ groups: count }) => count ?? []);
  for (const count of groups) assert.equal(count, groups[0]);
  return new Map(Array.from(runs, ([table, own]) => [table, figures(own)]));
}

function print(orders: number, all: ReadonlyMap<string, Figures>): void {
  process.stdout.write(`\n${orders} orders\n`);
  const ms = (value: number) => (Number.isNaN(value) ? "none" : String(Math.round(value)));
  const names = [...all.keys()];
  const rows: readonly (readonly [string, keyof Figures])[] = [
    ["first rows", "first"],
    ["all rows", "all"],
    ["scrolling, median", "scroll50"],
    ["scrolling, 95th percentile", "scroll95"],
    ["sort by amount", "sort"],
    ["filter by a text", "filter"],
    ["group by type", "group"],
    ["list of the types", "listValues"],
    ["copy 100,000 cells", "copy"],
  ];
  printTable(
    ["ms", ...names],
    rows.map(([title, figure]) => [title, ...names.map((name) => ms(all.get(name)?.[figure] ?? NaN))]),
  );
  printTable(
    ["heap and buffers, MB", ...names],
    [["", ...names.map((name) => ms((all.get(name)?.bytes ?? NaN) / 1e6))]],
  );
}

function judge(all: ReadonlyMap<string, Figures>): void {
  const { ours, ...others } = Object.fromEntries(all);
  assert(ours);
  const best = (figure: keyof Figures) =>
    Math.min(...Object.values(others).flatMap((other) => (Number.isNaN(other[figure]) ? [] : other[figure])));
  for (const [figure, target] of [
    ["first", 20],
    ["sort", 10],
    ["filter", 6],
    ["group", 1],
    ["listValues", 1],
    ["copy", 1],
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
