// A million orders from the wire to what the order table needs: ours against parsers for everyone, on the same bytes.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, printRatio, printTable } from "../report";
import { competitors } from "./parse-competitors";
import { writeOrders } from "./parse-orders";
import { runInProcess, runMeasurement, type Run } from "./parse-process";

const orders = 1_000_000;
const rounds = 7;
const fasterThan = { udsv: "uDSV typedObjs", papaparse: "papaparse", d3: "d3-dsv" };

const mega = (bytes: number) => Math.round(bytes / 1e6);
const seconds = (ms: number) => Number((ms / 1000).toFixed(2));

function compare(path: string): void {
  const wire = statSync(path).size;
  const runs = new Map<string, Run[]>(competitors.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const competitor of competitors) runs.get(competitor.name)?.push(runInProcess(__filename, competitor, path));
  }
  const all = [...runs.values()].flat();
  for (const { used } of all) assert.deepEqual(used, all[0]?.used);
  const of = (name: string, key: "parseMs" | "useMs" | "peakBytes" | "keptBytes") =>
    (runs.get(name) ?? []).map((run) => run[key]);
  process.stdout.write(
    `${orders} orders, ${mega(wire)} MB; medians of ${rounds} rounds, each in a fresh process.\n` +
      "All but ours take text: TextDecoder is counted as part of parsing.\n" +
      "use: first screen, sort by amount, filter, totals; all agree. MB: with the wire bytes; peak with garbage.\n" +
      "ratio: median of the rounds, each with its own runs; memory-headroom: 2.5 times the wire bytes to our worst peak.\n",
  );
  printTable(
    ["", "parse s", "from - to", "use s", "peak MB", "kept MB", "makes"],
    competitors.map(({ name, result: makes }) => {
      const parse = of(name, "parseMs");
      const spread = `${seconds(Math.min(...parse))} - ${seconds(Math.max(...parse))}`;
      const memory = [mega(median(of(name, "peakBytes"))), mega(median(of(name, "keptBytes")))];
      return [name, seconds(median(parse)), spread, seconds(median(of(name, "useMs"))), ...memory, makes];
    }),
  );
  const [ours] = competitors;
  assert(ours);
  for (const [name, other] of Object.entries(fasterThan)) {
    const own = of(ours.name, "parseMs");
    const value = median(of(other, "parseMs").map((ms, round) => ms / (own[round] ?? NaN)));
    printRatio({ name: `parse-${name}`, value, target: 4 });
  }
  const peak = Math.max(...of(ours.name, "peakBytes"));
  printRatio({ name: "memory-headroom", value: (2.5 * wire) / peak, target: 1 });
}

async function run(): Promise<void> {
  const [name, path] = process.argv.slice(2);
  if (name && path) return runMeasurement(name, path);
  const folder = mkdtempSync(join(tmpdir(), "orders-"));
  try {
    const file = join(folder, "orders.txt");
    writeOrders(file, orders);
    compare(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
