import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Linux gives processor time in these parts of a second, on all common systems. */
const ticksPerSecond = 100;
const pageBytes = 4096;

/** What a process uses (Linux). */
export interface ProcessUsage {
  readonly residentBytes: number;
  readonly openFiles: number;
  readonly threads: number;
  /** Processor time since it was started, ms. */
  readonly processorMs: number;
}

/** Reads the usage of a process from /proc. */
export async function readProcessUsage(pid: number): Promise<ProcessUsage> {
  const folder = join("/proc", String(pid));
  const [stat, files] = await Promise.all([readFile(join(folder, "stat"), "utf8"), readdir(join(folder, "fd"))]);
  // After the name in parentheses, from the third field on; see proc(5).
  const fields = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const field = (number: number) => fields[number - 3] ?? NaN;
  return {
    residentBytes: field(24) * pageBytes,
    openFiles: files.length,
    threads: field(20),
    processorMs: ((field(14) + field(15)) * 1000) / ticksPerSecond,
  };
}
