// @ts-check
// How StrykerJS mutates the target that JOKER_MUTATION_TARGET names; see run.mjs.
import { join } from "node:path";
import { targets } from "./targets.mjs";

const { JOKER_MUTATION_TARGET: name = "", JOKER_MUTATION_MODULES: modules = "" } = process.env;
const target = targets[name];
if (!target) throw new Error(`no target ${name}`);

/** Words in titles of tests that take seconds each, which would run for hundreds of changes. */
const slowTests = ["LibreOffice", "stall", "linear time", "event loop", "whatever the row lengths"];

export default {
  mutate: target.mutate,
  testRunner: "mocha",
  plugins: [join(modules, "@stryker-mutator", "mocha-runner", "dist", "src", "index.js")],
  mochaOptions: {
    spec: target.tests.map((test) => `out/test/unit/${test}.test.js`),
    ui: "bdd",
    grep: `^(?!.*(?:${slowTests.join("|")}))`,
  },
  // esbuild needs none, and StrykerJS would want TypeScript to adapt it.
  tsconfigFile: "none",
  buildCommand: "node esbuild.mjs --quiet --only unit",
  coverageAnalysis: "perTest",
  // What runs while a module is loaded would need all tests for each change.
  ignoreStatic: true,
  ignorePatterns: ["dist", "out", "coverage", "media", "docs", "*.vsix", ".git", "test/e2e/screenshots"],
  tempDirName: "out/mutation/tmp",
  concurrency: 2,
  timeoutMS: 5_000,
  incremental: true,
  incrementalFile: `out/mutation/${name}-incremental.json`,
  reporters: ["clear-text", "progress-append-only", "html", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: false },
  htmlReporter: { fileName: `out/mutation/${name}.html` },
  jsonReporter: { fileName: `out/mutation/${name}.json` },
  thresholds: { high: 90, low: 80, break: 80 },
};
