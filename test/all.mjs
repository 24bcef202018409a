// @ts-check
// `npm test`: node test/all.mjs [unit] [host] [e2e] [--grep TEXT] [--now 2026-12-31T23:57] [--tz ZONE] [--shuffle SEED] [--desktop]
import { parseArgs } from "node:util";
import { ensureDependencies } from "./vscode/dependencies.mjs";
import { fakeTime } from "./vscode/fake-time.mjs";
import { clearUpOnSignals, endAll } from "./vscode/processes.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: "string" },
    now: { type: "string" },
    tz: { type: "string" },
    shuffle: { type: "string" },
    desktop: { type: "boolean", default: false },
  },
});
const { JOKER_VSCODE } = process.env;
const desktop = values.desktop || JOKER_VSCODE === "desktop" || process.platform !== "linux";

clearUpOnSignals();
let failed = 1;
try {
  const timeOf = fakeTime(values);
  await ensureDependencies();
  const suites = await import("./vscode/suites.mjs");
  failed = await suites.runSuites({ names: positionals, grep: values.grep, shuffle: values.shuffle, timeOf, desktop });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log("0 passed, 1 failed");
}
await endAll();
process.exit(failed === 0 ? 0 : 1);
