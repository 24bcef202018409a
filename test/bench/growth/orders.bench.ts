// The work of the order table from 1,000 to 1,000,000 orders: how time and memory grow, and how long the page is not free
// in between. Everything but drawing, which depends on the rows in sight alone.
import { splitBlock } from "../../../src/columns/row-block";
import { groupRows } from "../../../src/columns/row-groups";
import { RowIndex } from "../../../src/columns/row-index";
import { listAllRows, sortRowsCooperatively } from "../../../src/columns/row-sort";
import { calculateSpend } from "../../../src/columns/spend";
import { calculateTotalsCooperatively } from "../../../src/columns/totals";
import { formatOrder } from "../../../src/sandbox/orders/order-format";
import { orderColumns } from "../../../src/sandbox/orders/order";
import { OrderGenerator } from "../../../src/sandbox/orders/order-generator";
import { computeGrouping } from "../../../src/webview/order-table/grouping";
import { markFilteredRows, searchAsSent } from "../../../src/webview/order-table/row-filter";
import type { GroupBy } from "../../../src/webview/order-table/view-state";
import { fitExponent, median, printRatio, printTable } from "../report";

const sizes = [1_000, 10_000, 100_000, 1_000_000] as const;
/** Rounds of each size: more of the small ones, whose times are short. */
const rounds = [60, 30, 9, 5] as const;
const allowed = { exponent: 1.1, pauseMs: 50 };
/** From here on fixed costs matter no more, which would make the growth look smaller. */
const fittedFrom = 1;
/** As the order table splits what arrives. */
const pieceBytes = 1 << 18;
const newest = Date.UTC(2026, 0, 1);

const names = {
  amount: "amount_brutto",
  currency: "currency",
  status: "status",
  type: "type",
  created: "created_at",
} as const;

type Work = (index: RowIndex) => Generator<void, unknown>;

/** In the order of the table: what one has read of the columns is there for the next. */
const works: readonly (readonly [name: string, work: Work])[] = [
  ["sort by amount", (index) => sort(index, names.amount)],
  ["sort by date", (index) => sort(index, names.created)],
  ["sort by identifier", (index) => sort(index, "identifier")],
  [
    "filter by a text",
    (index) => markFilteredRows(index, { text: "shop", columns: [], local: false, display: searchAsSent }),
  ],
  ["totals", calculateTotals],
  ["chart", calculateChart],
  ["group by type", (index) => group(index, { by: "value", column: names.type })],
  ["group by month", (index) => group(index, { by: "month", column: names.created })],
];

interface Step {
  readonly ms: number;
  /** The longest time between two pauses. */
  readonly longestMs: number;
}

function createBody(count: number): Uint8Array {
  const orders = new OrderGenerator(1, count, newest);
  const lines = Array.from({ length: count }, (_, at) =>
    formatOrder(orders.order(count - 1 - at), { separator: "\t", decimalMark: "." }),
  );
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
}

function* addPieces(index: RowIndex, body: Uint8Array): Generator<void> {
  for (const piece of splitBlock({ columns: [...orderColumns], separator: "\t", body }, pieceBytes)) {
    index.add(piece);
    yield;
  }
}

function sort(index: RowIndex, name: string) {
  return sortRowsCooperatively(index, [{ column: index.findColumn(name), descending: true }], listAllRows(index.count));
}

function* calculateTotals(index: RowIndex) {
  const dictionaries = [names.currency, names.status, names.type];
  yield* index.typedColumns.prepare([
    { column: index.findColumn(names.amount), as: "decimals" },
    ...dictionaries.map((name) => ({ column: index.findColumn(name), as: "dictionary" as const })),
  ]);
  return yield* calculateTotalsCooperatively(index, names, listAllRows(index.count));
}

function* calculateChart(index: RowIndex) {
  yield* index.typedColumns.prepare([{ column: index.findColumn(names.created), as: "instants" }]);
  return yield* calculateSpend(index, names, listAllRows(index.count), false);
}

function* group(index: RowIndex, by: GroupBy) {
  const grouping = yield* computeGrouping(index, by, false, []);
  return grouping && (yield* groupRows(listAllRows(index.count), grouping));
}

function measure(task: Generator<void, unknown>): Step {
  const started = performance.now();
  let [longestMs, since] = [0, started];
  for (let isDone = false; !isDone;) {
    isDone = task.next().done === true;
    const now = performance.now();
    longestMs = Math.max(longestMs, now - since);
    since = now;
  }
  return { ms: since - started, longestMs };
}

/** All steps once, over a new index, by name; and the bytes that index and typed columns take beside the reply itself. */
function runRound(body: Uint8Array): { readonly steps: ReadonlyMap<string, Step>; readonly keptBytes: number } {
  const before = countBytes();
  const index = new RowIndex();
  const steps = new Map([["index", measure(addPieces(index, body))]]);
  for (const [name, work] of works) steps.set(name, measure(work(index)));
  return { steps, keptBytes: countBytes() - before };
}

function countBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

interface Size {
  readonly steps: ReadonlyMap<string, Step>;
  readonly keptBytes: number;
}

/** Medians of the rounds. */
function measureSize(count: number, howOften: number): Size {
  const body = createBody(count);
  const all = Array.from({ length: howOften }, () => runRound(body));
  const stepNames = [...(all[0]?.steps.keys() ?? [])];
  const medianOf = (name: string, key: keyof Step) => median(all.map(({ steps }) => steps.get(name)?.[key] ?? NaN));
  const steps = stepNames.map(
    (name) => [name, { ms: medianOf(name, "ms"), longestMs: medianOf(name, "longestMs") }] as const,
  );
  return { steps: new Map(steps), keptBytes: median(all.map(({ keptBytes }) => keptBytes)) };
}

/** @param values one for each size */
function fitGrowth(values: readonly number[]): number {
  return fitExponent(sizes.slice(fittedFrom), values.slice(fittedFrom));
}

function run(): void {
  runRound(createBody(sizes[1])); // compiles
  const measured = sizes.map((count, at) => measureSize(count, rounds[at] ?? 1));
  const largest = measured.at(-1);
  const lines = [...(largest?.steps.keys() ?? [])].map((name) => {
    const times = measured.map(({ steps }) => steps.get(name)?.ms ?? NaN);
    const pauseMs = largest?.steps.get(name)?.longestMs ?? NaN;
    return { name, times, pauseMs, exponent: fitGrowth(times) };
  });
  const kept = measured.map(({ keptBytes }) => keptBytes);
  const kilobytes = ["memory, KB", ...kept.map((bytes) => Math.round(bytes / 1000))];
  const memoryExponent = fitGrowth(kept);
  printTable(
    ["ms", ...sizes.map(String), "longest without a pause", "exponent"],
    [
      ...lines.map(({ name, times, pauseMs, exponent }) => [
        name,
        ...[...times, pauseMs, exponent].map((value) => Number(value.toFixed(2))),
      ]),
      [...kilobytes, "", Number(memoryExponent.toFixed(2))],
    ],
  );
  for (const { name, exponent, pauseMs } of lines) {
    printRatio({ name: `growth of ${name}`, value: allowed.exponent / exponent, target: 1 });
    printRatio({ name: `pauses of ${name}`, value: allowed.pauseMs / pauseMs, target: 1 });
  }
  printRatio({ name: "growth of memory", value: allowed.exponent / memoryExponent, target: 1 });
}

run();
