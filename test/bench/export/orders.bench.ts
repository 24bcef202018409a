// A million orders to a file, in the formats people choose, as the order table writes them: rows sorted, all columns.
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportPresets, type ExportFormat } from "../../../src/export/export-format";
import { exportRows } from "../../../src/export/export-rows";
import { orderColumnNames } from "../../../src/dmapi/order-columns";
import { splitBlock } from "../../../src/columns/row-block";
import { RowIndex } from "../../../src/columns/row-index";
import { sortRows } from "../../../src/columns/row-sort";
import { printRatio, printTable } from "../report";
import { writeOrders } from "../protocol/parse-orders";

const orders = 1_000_000;
const rounds = 3;
const pageSize = 1 << 20;
const slowest = 20;
const mostMemory = 150;
const names: readonly string[] = orderColumnNames;
const columns = names.map((name) => ({
  name,
  title: name,
  isAmount: name.startsWith("amount"),
  isTime: name.endsWith("_at"),
}));

interface Run {
  readonly megabytes: number;
  readonly seconds: number;
  /** Most memory above what there was before, in MB: the rows' own bytes are there before and after. */
  readonly memory: number;
}

function indexOf(path: string): RowIndex {
  const index = new RowIndex();
  const body = readFileSync(path);
  for (const block of splitBlock({ columns: names, separator: "\t", body }, pageSize)) index.add(block);
  return index;
}

async function write(index: RowIndex, rows: Uint32Array, format: ExportFormat, path: string): Promise<Run> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const began = performance.now();
  const file = await open(path, "w");
  for (const { bytes } of exportRows(index, { columns, rows }, format)) {
    await file.writeFile(bytes);
    most = Math.max(most, process.memoryUsage.rss());
  }
  await file.datasync();
  await file.close();
  const seconds = (performance.now() - began) / 1000;
  return { megabytes: statSync(path).size / 1e6, seconds, memory: (most - before) / 1e6 };
}

async function run(folder: string): Promise<void> {
  const path = join(folder, "orders.tsv");
  writeOrders(path, orders);
  const index = indexOf(path);
  const rows = sortRows(index, [{ column: names.indexOf("amount_brutto"), descending: true }]);
  const results: [string, Run][] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [name, format] of Object.entries(exportPresets)) {
      results.push([name, await write(index, rows, format, join(folder, "out"))]);
    }
  }
  process.stdout.write(`${orders} orders sorted by amount, ${rounds} rounds in one process; MB/s of what is written\n`);
  printTable(
    ["", "MB", "s", "MB/s", "more MB"],
    results.map(([name, { megabytes, seconds, memory }]) => [
      name,
      Math.round(megabytes),
      Number(seconds.toFixed(2)),
      Math.round(megabytes / seconds),
      Math.round(memory),
    ]),
  );
  const speeds = results.map(([, { megabytes, seconds }]) => megabytes / seconds);
  const memory = Math.max(...results.map(([, run]) => run.memory));
  printRatio({ name: "export-mb-per-s", value: Math.min(...speeds), target: slowest });
  printRatio({ name: "export-memory-headroom", value: mostMemory / Math.max(memory, 1), target: 1 });
}

const folder = mkdtempSync(join(tmpdir(), "joker-bench-"));
void run(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
