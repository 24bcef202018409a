// Three years of orders from a sandbox 40 ms away: the walk against a client that asks for one page after the other. First
// with pages of the same size, then as the walk asks by itself: for larger pages than that client dares to.
import assert from "node:assert/strict";
import { countRows } from "../../../src/dmapi/order-block";
import { getLastDays, planDateWindows } from "../../../src/dmapi/pagination/date-windows";
import { paginateOrders, type PaginationOptions } from "../../../src/dmapi/pagination/paginate-orders";
import { queryOrders } from "../../../src/dmapi/orders";
import { Session, type Call } from "../../../src/dmapi/session";
import { createHttpTransport } from "../../../src/dmapi/transport";
import { printRatio, printTable } from "../report";
import { startSandboxProcess } from "./sandbox-process";

const orders = 300_000;
const latency = 40;
/** The only number of rows the documents know. */
const perPage = 1000;
const repeats = 3;
const filter = getLastDays(3 * 366, Date.now());

interface Run {
  readonly seconds: number;
  readonly rows: number;
  readonly requests: number;
  readonly atOnce: number;
  readonly megabytes: number;
}

async function sequential(call: Call): Promise<number> {
  let rows = 0;
  for (const span of planDateWindows(filter, Date.now()).windows) {
    for (let page = 1, came = perPage; came === perPage; page += 1) {
      came = countRows(await queryOrders(call, { ...span, perPage, page }));
      rows += came;
    }
  }
  return rows;
}

/** The walk, with pages as it asks for them by itself or of a given size. */
function walk(options: Partial<PaginationOptions> = {}): (call: Call) => Promise<number> {
  return async (call) => {
    let rows = 0;
    for await (const block of paginateOrders(call, filter, { now: Date.now(), ...options })) rows += countRows(block);
    return rows;
  };
}

/** Measures one client: time, rows, requests, the most of them at once, and the memory above that of before. */
async function measure(call: Call, client: (call: Call) => Promise<number>): Promise<Run> {
  let [requests, running, atOnce, peak] = [0, 0, 0, 0];
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const rows = await client(async (...request) => {
    requests += 1;
    atOnce = Math.max(atOnce, ++running);
    try {
      return await call(...request);
    } finally {
      running -= 1;
      peak = Math.max(peak, process.memoryUsage().rss - before);
    }
  });
  return { seconds: (performance.now() - started) / 1000, rows, requests, atOnce, megabytes: peak / 2 ** 20 };
}

/** The fastest run of each client. They take turns, so that what else the machine does meets all of them. */
async function best(call: Call, clients: readonly ((call: Call) => Promise<number>)[]): Promise<Run[]> {
  const rounds: Run[][] = [];
  for (let index = 0; index < repeats; index += 1) {
    const round: Run[] = [];
    for (const client of clients) round.push(await measure(call, client));
    rounds.push(round);
  }
  return rounds.reduce((fastest, round) => fastest.map((run, index) => faster(run, round[index] ?? run)));
}

function faster(one: Run, other: Run): Run {
  return one.seconds <= other.seconds ? one : other;
}

function print(same: Run, usual: Run, plain: Run): void {
  const row = (name: string, { seconds, rows, requests, atOnce, megabytes }: Run) => [
    ...[name, Number(seconds.toFixed(2)), rows, requests],
    ...[atOnce, Math.round(megabytes)],
  ];
  printTable(
    ["three years of orders", "seconds", "rows", "requests", "at once", "MB more"],
    [
      row(`order walk, ${perPage} a page`, same),
      row("order walk, as by itself", usual),
      row(`plain, ${perPage} a page`, plain),
    ],
  );
  printRatio({ name: "order-walk", value: plain.seconds / same.seconds, target: 3 });
  printRatio({ name: "order-walk-default-pages", value: plain.seconds / usual.seconds, target: 3 });
}

async function run(): Promise<void> {
  const sandbox = await startSandboxProcess("--orders", `${orders}`, "--latency", `${latency}`);
  const session = new Session(createHttpTransport(sandbox.url), { kind: "api-key", apiKey: "sandbox-full" });
  try {
    await session.login();
    const [same, usual, plain] = await best(session.call, [walk({ perPage }), walk(), sequential]);
    assert(same && usual && plain);
    for (const { rows, atOnce } of [same, usual]) assert(rows === plain.rows && atOnce <= 4);
    print(same, usual, plain);
  } finally {
    await session.end();
    await sandbox.close();
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
