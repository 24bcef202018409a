// Runs the tests beside this file inside an extension host; VS Code calls `run` and ends when it has.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import { takeCoverage } from "node:v8";
import Mocha from "mocha";
import * as vscode from "vscode";
import { shuffle } from "../mocha-shuffle.cjs";
import { collectUnhandledRejections } from "./unhandled-rejections";

/** Marks our lines among all that is logged inside VS Code. */
const linePrefix = "[tests] ";

export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = printLine;
  printLine(`VS Code ${vscode.version}, Node ${process.versions.node}`);
  const mocha = new Mocha({ timeout: 180_000, reporter: "spec", color: process.env["JOKER_TEST_COLOUR"] === "1" });
  const grep = process.env["JOKER_TEST_GREP"];
  if (grep) mocha.grep(grep);
  for (const name of readdirSync(__dirname, { recursive: true, encoding: "utf8" }).sort()) {
    if (name.endsWith(".test.js")) mocha.addFile(join(__dirname, name));
  }
  const seed = process.env["JOKER_TEST_SHUFFLE"];
  mocha.suite.beforeAll("shuffle", () => {
    if (seed) shuffle(mocha.suite, seed);
  });
  const root = join(__dirname, "..", "..", "..");
  mocha.suite.afterAll("no unhandled rejections", collectUnhandledRejections(root));
  const stats = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats!));
  });
  takeCoverage();
  const report = process.env["JOKER_TEST_REPORT"];
  if (report) writeFileSync(report, JSON.stringify({ passed: stats.passes, failed: stats.failures }));
  if (stats.failures > 0) throw new Error(`${stats.failures} tests failed`);
}

function printLine(...values: unknown[]): void {
  for (const line of format(...values).split("\n")) {
    // eslint-disable-next-line no-console -- the way out of an extension host
    console.log(linePrefix + line);
  }
}
