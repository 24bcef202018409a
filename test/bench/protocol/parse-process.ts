import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { competitors, type Competitor } from "./parse-competitors";
import type { WorkloadResult } from "./parse-workload";

/** What one competitor did in a process of its own. Bytes are those above what the process had before the list. */
export interface Run {
  readonly parseMs: number;
  /** The table's first work with what was parsed. */
  readonly useMs: number;
  /** The most the process held until the list was parsed, wire bytes and garbage included. */
  readonly peakBytes: number;
  /** What is left once the garbage is gone, wire bytes included. */
  readonly keptBytes: number;
  readonly used: WorkloadResult;
}

/** Runs a competitor in a fresh process over the bytes of a file. @throws Error if it fails */
export function runInProcess(program: string, { name }: Competitor, path: string): Run {
  const { status, stdout } = spawnSync(process.execPath, ["--expose-gc", program, name, path], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    maxBuffer: 2 ** 24,
  });
  if (status !== 0) throw new Error(`${name} failed`);
  return JSON.parse(stdout) as Run;
}

/** Does the work of such a process and prints the run. */
export async function runMeasurement(name: string, path: string): Promise<void> {
  const competitor = competitors.find((one) => one.name === name);
  if (!competitor) throw new Error(`no competitor ${name}`);
  process.stdout.write(JSON.stringify(await measure(competitor, path)));
}

async function measure({ load }: Competitor, path: string): Promise<Run> {
  const parse = await load();
  globalThis.gc?.();
  const before = process.memoryUsage();
  const bytes = new Uint8Array(readFileSync(path).buffer);
  const started = performance.now();
  const use = parse(bytes);
  const parsed = performance.now();
  const peak = process.resourceUsage().maxRSS * 1024;
  globalThis.gc?.();
  const after = process.memoryUsage();
  const useStarted = performance.now();
  const used = use();
  return {
    parseMs: parsed - started,
    useMs: performance.now() - useStarted,
    peakBytes: peak - before.rss,
    keptBytes: after.heapUsed + after.external - before.heapUsed - before.external,
    used,
  };
}
