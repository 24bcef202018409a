// A million orders to a file, in the formats people choose, as the order table writes them: rows sorted, all columns.
// The workbook is compared with exceljs' streaming writer on the same rows, with the same types of cells.
import { once } from "node:events";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { exportPresets, type ExportFormat } from "../../../src/export/export-format";
import { exportRows } from "../../../src/export/export-rows";
import { writeWorkbook } from "../../../src/export/workbook/write-workbook";
import { orderColumnNames } from "../../../src/dmapi/order-columns";
import { splitBlock } from "../../../src/columns/row-block";
import { RowIndex } from "../../../src/columns/row-index";
import { sortRows } from "../../../src/columns/row-sort";
import { deflate } from "../../../src/workbench/deflate";
import { median, printRatio, printTable } from "../report";
import { writeOrders } from "../protocol/parse-orders";

const orders = 1_000_000;
const rounds = 3;
const pageSize = 1 << 20;
const slowest = 20;
const slowestWorkbook = 5;
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

interface Orders {
  readonly index: RowIndex;
  readonly rows: Uint32Array;
}

function indexOf(path: string): RowIndex {
  const index = new RowIndex();
  const body = readFileSync(path);
  for (const block of splitBlock({ columns: names, separator: "\t", body }, pageSize)) index.add(block);
  return index;
}

async function* createChunks({ index, rows }: Orders, format: ExportFormat): AsyncGenerator<Uint8Array> {
  const selection = { columns, rows };
  if (format.kind === "workbook") {
    const sheet = { kind: "rows", name: "Orders", source: index, selection } as const;
    yield* writeWorkbook({ sheets: [sheet], createdAt: 0 }, { deflate, onRows: () => undefined });
  } else {
    for (const { bytes } of exportRows(index, selection, format)) yield bytes;
  }
}

/** Measures time and memory of what writes a file. */
async function measure(path: string, write: (sampleMemory: () => void) => Promise<void>): Promise<Run> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const began = performance.now();
  await write(() => {
    most = Math.max(most, process.memoryUsage.rss());
  });
  const seconds = (performance.now() - began) / 1000;
  return { megabytes: statSync(path).size / 1e6, seconds, memory: (most - before) / 1e6 };
}

function writeOurs(sorted: Orders, format: ExportFormat, path: string): Promise<Run> {
  return measure(path, async (sampleMemory) => {
    const file = await open(path, "w");
    for await (const bytes of createChunks(sorted, format)) {
      await file.writeFile(bytes);
      sampleMemory();
    }
    await file.datasync();
    await file.close();
  });
}

/** Waits for the file now and then, as its documentation advises for many rows. */
function writeExcelJs({ index, rows }: Orders, path: string): Promise<Run> {
  return measure(path, async (sampleMemory) => {
    const stream = createWriteStream(path);
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
    const sheet = workbook.addWorksheet("Orders");
    sheet.columns = columns.map(({ name, isAmount, isTime }) => ({
      header: name,
      key: name,
      style: { numFmt: isAmount ? "#,##0.00" : isTime ? "yyyy-mm-dd hh:mm:ss" : "@" },
    }));
    for (const [place, row] of rows.entries()) {
      const cells = index.fields(row).map((text, column) => {
        if (columns[column]?.isAmount) return text === "" ? null : Number(text);
        return columns[column]?.isTime ? new Date(text) : text;
      });
      sheet.addRow(cells).commit();
      if (place % 1000 !== 0) continue;
      await new Promise((resolve) => setImmediate(resolve));
      if (stream.writableNeedDrain) await once(stream, "drain");
      sampleMemory();
    }
    sheet.commit();
    await workbook.commit();
    sampleMemory();
  });
}

function printRuns(results: readonly (readonly [string, Run])[]): void {
  process.stdout.write(`${orders} orders sorted by amount, in one process; MB/s of what is written\n`);
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
}

async function run(folder: string): Promise<void> {
  const path = join(folder, "orders.tsv");
  writeOrders(path, orders);
  const textMegabytes = statSync(path).size / 1e6;
  const index = indexOf(path);
  const sorted = { index, rows: sortRows(index, [{ column: names.indexOf("amount_brutto"), descending: true }]) };
  const lines: [string, Run][] = [];
  const workbooks: [string, Run][] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [name, format] of Object.entries(exportPresets)) {
      const list = format.kind === "workbook" ? workbooks : lines;
      list.push([name, await writeOurs(sorted, format, join(folder, "out"))]);
    }
  }
  const others: [string, Run][] = [["exceljs", await writeExcelJs(sorted, join(folder, "out"))]];
  printRuns([...lines, ...workbooks, ...others]);
  const memory = Math.max(...[...lines, ...workbooks].map(([, each]) => each.memory));
  const speeds = lines.map(([, { megabytes, seconds }]) => megabytes / seconds);
  printRatio({ name: "export-mb-per-s", value: Math.min(...speeds), target: slowest });
  printRatio({ name: "export-memory-headroom", value: mostMemory / Math.max(memory, 1), target: 1 });
  const [seconds, ourMemory] = [workbooks.map(([, each]) => each.seconds), workbooks.map(([, each]) => each.memory)];
  const other = others[0]?.[1];
  printRatio({ name: "workbook-text-mb-per-s", value: textMegabytes / Math.max(...seconds), target: slowestWorkbook });
  printRatio({ name: "workbook-speed", value: (other?.seconds ?? NaN) / median(seconds), target: 3 });
  printRatio({ name: "workbook-memory", value: (other?.memory ?? NaN) / Math.max(median(ourMemory), 1), target: 2 });
}

const folder = mkdtempSync(join(tmpdir(), "joker-bench-"));
void run(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
