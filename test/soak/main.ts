// `npm run soak`: node out/test/soak/main.js [--minutes N] [--hours N] [--seed N] [--idle-seconds N]
// A VS Code with two windows in which a user works while requests fail: is what it uses flat after a while? The values of
// each round are in out/soak.json afterwards.
// eslint-disable-next-line no-restricted-syntax -- what is used while nothing is done has to be waited for
import { setTimeout as sleep } from "node:timers/promises";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect, parseArgs } from "node:util";
import { startSandbox } from "../../src/sandbox/server";
import { printTable } from "../bench/report";
import { startWorkbench, type Workbench } from "../e2e/driver/workbench";
import { openAndSignIn } from "../e2e/with-sandbox";
import { RandomSource } from "../fuzz/random-source";
import { findUnhandledRejections } from "./unhandled-rejections";
import { readPageUsage, type PageUsage } from "./page-usage";
import { readProcessUsage, type ProcessUsage } from "./process-usage";
import { simulateUser, type Soaked } from "./simulate-user";
import { computeTrend, type Series } from "./trend";

const sessionLifetimeMs = 60_000;
/** What the extension host uses beyond what it does without an account, as a part of one processor. */
const maxIdleUsage = 0.001;
const minRounds = 8;
const hourMs = 3_600_000;
const mb = 1 / 1024 / 1024;

/** After one round, in the first window. */
interface Sample {
  readonly host: ProcessUsage;
  readonly page: PageUsage;
  readonly requests: number;
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "15" },
      hours: { type: "string", default: "10" },
      seed: { type: "string", default: "1" },
      "idle-seconds": { type: "string", default: "60" },
    },
  });
  const numbers = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)]));
  const { minutes = NaN, hours = NaN, seed = NaN, "idle-seconds": idleSeconds = NaN } = numbers;
  if (![minutes, hours, seed, idleSeconds].every((value) => value >= 0)) throw new Error("each option takes a number");
  return { minutes, hours, seed, idleSeconds };
}

async function sample(window: Workbench, requests: number): Promise<Sample> {
  const [pid] = await window.extensionHosts();
  if (pid === undefined) throw new Error("the extension host has ended");
  return { host: await readProcessUsage(pid), page: await readPageUsage(window.page), requests };
}

/** Works for some minutes, in which the sandbox's clock goes forward by `hours`. */
async function soak(soaked: Soaked, minutes: number, hours: number): Promise<Sample[]> {
  const { sandbox, windows } = soaked;
  const [first] = windows;
  if (!first) throw new Error("no window");
  const samples: Sample[] = [];
  const startedAt = Date.now();
  let [simulatedMs, sessionsEndedAt] = [0, startedAt];
  const part = () => Math.min(1, (Date.now() - startedAt) / (minutes * 60_000));
  for (let number = 0; part() < 1 || samples.length < minRounds; number++) {
    sandbox.control.clearLog();
    const forwardMs = part() * hours * hourMs - simulatedMs;
    sandbox.control.advance(forwardMs);
    simulatedMs += forwardMs;
    if (Date.now() - sessionsEndedAt > sessionLifetimeMs) {
      sandbox.control.killSessions();
      sessionsEndedAt = Date.now();
    }
    await simulateUser(soaked, number);
    samples.push(await sample(first, sandbox.control.log.length));
  }
  return samples;
}

function toSeries(samples: readonly Sample[]): Series[] {
  const series = (name: string, unit: string, maxGrowth: number, read: (sample: Sample) => number): Series => ({
    name,
    unit,
    maxGrowth,
    values: samples.map(read),
  });
  return [
    series("extension host: memory", "MB", 0.1, ({ host }) => host.residentBytes * mb),
    series("extension host: open files", "", 0.1, ({ host }) => host.openFiles),
    series("extension host: threads", "", 0.1, ({ host }) => host.threads),
    series("page: heap", "MB", 0.1, ({ page }) => page.heapBytes * mb),
    series("page: DOM nodes", "", 0.1, ({ page }) => page.nodes),
    series("page: listeners", "", 0.1, ({ page }) => page.listeners),
    series("requests a round", "", 0.25, ({ requests }) => requests),
  ];
}

/** The part of a processor that the extension host uses while nobody does anything. */
async function measureIdle(window: Workbench, seconds: number): Promise<number> {
  const [pid = 0] = await window.extensionHosts();
  await sleep(10_000); // what was begun before
  const before = await readProcessUsage(pid);
  await sleep(seconds * 1000);
  const after = await readProcessUsage(pid);
  return (after.processorMs - before.processorMs) / (seconds * 1000);
}

function percent(part: number): string {
  return `${(part * 100).toFixed(2)} %`;
}

/** Prints the trends, and gives the number of those that are not flat. */
function printTrends(all: readonly Series[]): number {
  const trends = all.map((series) => ({ ...series, ...computeTrend(series) }));
  const rows = trends.map(({ name, unit, early, late, growth, maxGrowth, isFlat }) => [
    unit === "" ? name : `${name}, ${unit}`,
    Number(early.toFixed(1)),
    Number(late.toFixed(1)),
    `${(growth * 100).toFixed(1)} %`,
    `${maxGrowth * 100} %`,
    isFlat ? "flat" : "GROWS",
  ]);
  printTable(["median of a quarter", "second", "last", "growth", "limit", ""], rows);
  return trends.filter(({ isFlat }) => !isFlat).length;
}

async function run(): Promise<number> {
  const { minutes, hours, seed, idleSeconds } = readOptions();
  const sandbox = await startSandbox({ seed: 1 });
  const first = await startWorkbench({ settings: { "joker.endpoint": sandbox.url } });
  try {
    const idleBefore = idleSeconds > 0 ? await measureIdle(first, idleSeconds) : 0;
    await openAndSignIn(first);
    const second = await first.openWindow();
    await second.openView("Joker.com");
    const soaked = { sandbox, windows: [first, second], random: new RandomSource(seed) };
    const samples = await soak(soaked, minutes, hours);
    process.stdout.write(
      `${samples.length} rounds in ${minutes} min, ${hours} h by the sandbox's clock, seed ${seed}\n`,
    );
    await writeFile(join("out", "soak.json"), JSON.stringify(toSeries(samples), undefined, 1));
    let failures = printTrends(toSeries(samples));
    const idle = idleSeconds > 0 ? await measureIdle(first, idleSeconds) : 0;
    if (idle - idleBefore > maxIdleUsage) failures++;
    process.stdout.write(
      `idle for ${idleSeconds} s: ${percent(idle)} of a processor, ${percent(idleBefore)} before signing in; ` +
        `limit of the difference ${percent(maxIdleUsage)}\n`,
    );
    const rejections = await findUnhandledRejections(first.home);
    failures += rejections.length;
    process.stdout.write(`unhandled rejections: ${rejections.length}\n${rejections.join("\n")}`);
    return failures;
  } finally {
    await first.close();
    await sandbox.close();
  }
}

void run().then(
  (failures) => process.exit(failures === 0 ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${inspect(error)}\n`);
    process.exit(2);
  },
);
