import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSync } from "esbuild";
import { loadUndici } from "../../../../src/dmapi/http/load-undici";
import { closedPort } from "./servers";

describe("Loading undici", () => {
  it("returns the same library each time", () => {
    assert.equal(loadUndici(), loadUndici());
  });

  it("does not change Node's fetch, even if it was not used before", async () => {
    const outfile = join(import.meta.dirname, "undici-alone.cjs");
    const root = join(import.meta.dirname, "../../../../..");
    const entryPoints = [join(root, "src/dmapi/http/load-undici.ts")];
    buildSync({ entryPoints, outfile, bundle: true, platform: "node", packages: "external", logLevel: "warning" });
    const script = `
      const slots = [1, 2].map((n) => Symbol.for("undici.globalDispatcher." + n));
      const { Agent } = require(${JSON.stringify(outfile)}).loadUndici();
      const filled = slots.map((slot) => globalThis[slot]).filter((item) => item !== undefined);
      if (filled.some((item) => item === "held" || item instanceof Agent)) throw new Error("a slot is ours");
      fetch("http://127.0.0.1:${await closedPort()}").catch((error) => console.log(error.cause.code));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", script]);
    assert.equal(stdout.trim(), "ECONNREFUSED");
  });
});
