// The work of the extension host from 10,000 to 1,000,000 orders of three years: how time grows, and the longest time in which
// it serves nobody else, as it is shared with all other extensions. The sandbox runs in a process of its own.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { getLastDays } from "../../../src/dmapi/pagination/date-windows";
import { paginateOrders } from "../../../src/dmapi/pagination/paginate-orders";
import { Session, type Call } from "../../../src/dmapi/session";
import { createHttpTransport } from "../../../src/dmapi/transport";
import type { OrderSource } from "../../../src/order-table/order-source";
import { OrderStream } from "../../../src/order-table/order-stream";
import { loadRenewals } from "../../../src/state/forecast-orders";
import { startSandboxProcess } from "../protocol/sandbox-process";
import { fitExponent, median, printRatio, printTable } from "../report";

const sizes = [10_000, 100_000, 1_000_000] as const;
const rounds = 3;
const allowed = { exponent: 1.1, pauseMs: 50 };
const days = 3 * 365;
const memento = { keys: () => [], get: () => undefined, update: () => Promise.resolve() };

interface Work {
  readonly name: string;
  readonly run: (call: Call) => Promise<unknown>;
}

const works: readonly Work[] = [
  { name: "order table", run: loadTable },
  {
    name: "a year's renewals",
    run: (call) => loadRenewals({ id: "a", call }, memento, Date.now(), new AbortController().signal),
  },
];

async function loadTable(call: Call): Promise<void> {
  const source: OrderSource = {
    account: { id: "a", name: "", environmentLabel: "" },
    endpoint: "",
    clock: Date.now,
    load: (filter, options) => paginateOrders(call, filter, { ...options, gaps: true }),
    loadOriginal: () => {
      throw new Error("original files are not measured");
    },
    describeError: String,
  };
  let failure: string | undefined;
  const stream = new OrderStream(source, (message) => message.type === "failed" && (failure = message.reason), {});
  await stream.load(getLastDays(days, Date.now()));
  if (failure !== undefined) throw new Error(failure);
}

interface Step {
  readonly ms: number;
  /** The longest time between two turns of the event loop. */
  readonly longestMs: number;
}

async function measure(run: () => Promise<unknown>): Promise<Step> {
  globalThis.gc?.();
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const startedAt = performance.now();
  await run();
  const ms = performance.now() - startedAt;
  delays.disable();
  return { ms, longestMs: delays.max / 1e6 };
}

/** Medians of each work. The first round is not counted: it warms up the sandbox. */
async function measureSize(orders: number): Promise<Step[]> {
  const sandbox = await startSandboxProcess("--orders", `${orders}`);
  const session = new Session(createHttpTransport(sandbox.url), { kind: "api-key", apiKey: "sandbox-full" });
  try {
    await session.login();
    const measured: Step[] = [];
    for (const { run } of works) {
      const steps: Step[] = [];
      for (let round = 0; round <= rounds; round += 1) steps.push(await measure(() => run(session.call)));
      const counted = steps.slice(1);
      measured.push({ ms: median(counted.map(({ ms }) => ms)), longestMs: median(counted.map(({ longestMs }) => longestMs)) }); // prettier-ignore
    }
    return measured;
  } finally {
    await session.end();
    await sandbox.close();
  }
}

async function runAll(): Promise<void> {
  const bySize: Step[][] = [];
  for (const orders of sizes) bySize.push(await measureSize(orders));
  const timesOf = (at: number) => bySize.map((steps) => steps[at]?.ms ?? NaN);
  const longestOf = (at: number) => Math.max(...bySize.map((steps) => steps[at]?.longestMs ?? NaN));
  const exponentOf = (at: number) => fitExponent(sizes, timesOf(at));
  printTable(
    ["extension host, ms", ...sizes.map(String), "longest pause", "exponent"],
    works.map(({ name }, at) => [
      ...[name, ...timesOf(at).map(Math.round)],
      ...[Math.round(longestOf(at)), Number(exponentOf(at).toFixed(2))],
    ]),
  );
  for (const [at, { name }] of works.entries()) {
    printRatio({ name: `${name}: longest pause of the extension host`, value: allowed.pauseMs / longestOf(at), target: 1 }); // prettier-ignore
    printRatio({ name: `${name}: growth`, value: allowed.exponent / exponentOf(at), target: 1 });
  }
}

runAll().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
