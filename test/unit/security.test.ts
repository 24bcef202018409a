import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

/** The names of the tests of a suite, without their folder. */
function testsOf(suite: string): Set<string> {
  const files = readdirSync(`test/${suite}`, { recursive: true }).map(String);
  return new Set(files.flatMap((file) => /([\w-]+)\.test\.ts$/.exec(file)?.[1] ?? []));
}

describe("The threat table in SECURITY.md", () => {
  const rows = readFileSync("SECURITY.md", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .slice(2);

  it("has the expected threats", () => {
    const who = rows.map(([, name = ""]) => name).filter((name) => name !== "");
    for (const name of ["workspace", "server", "extension", "man in the middle", "laptop", "screen"]) {
      assert(
        who.some((one) => one.includes(name)),
        name,
      );
    }
  });

  it("names an existing test for each protection", () => {
    for (const [, , threat = "", stopped = "", shown = ""] of rows) {
      assert.notEqual(stopped, "", threat);
      const named = [...shown.matchAll(/(?:(unit|host|e2e) )?`([\w-]+)`/g)];
      assert(named.length > 0, `no test shows what stops: ${threat}`);
      let suite = "";
      for (const [, told, name = ""] of named) {
        suite = told ?? suite;
        assert(testsOf(suite).has(name), `there is no test ${suite}/${name}`);
      }
    }
  });
});
