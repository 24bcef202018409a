import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { parseQuirks, pickRandomQuirks, quirkDefinitions, quirkNames, QuirkSet } from "../../../src/sandbox/quirks";
import { startSandbox } from "../../../src/sandbox/server";
import { SandboxClient } from "./sandbox-client";

describe("sandbox: quirks", () => {
  it("parses names, and refuses unknown ones with the list", () => {
    assert.deepEqual(parseQuirks("crlf, gzip,crlf", 1), ["crlf", "gzip"]);
    assert.deepEqual(parseQuirks("", 1), []);
    assert.throws(
      () => parseQuirks("crlf,lf", 1),
      /^RangeError: lf: no such quirk; there are result-columns-none, .*, redirect$/,
    );
    assert.throws(() => parseQuirks("random:x", 1), RangeError);
  });

  it("refuses two quirks of the same group", () => {
    assert.throws(
      () => new QuirkSet(["code-zero", "crlf", "code-1000"]),
      /^RangeError: code-1000 and code-zero cannot be combined$/,
    );
  });

  it("mixes them at random by seed: at most one of each group, every one at times, and none that refuses requests", () => {
    assert.deepEqual(parseQuirks("random:7", 1), pickRandomQuirks(7));
    assert.deepEqual(parseQuirks("random", 9), pickRandomQuirks(9));
    const mixes = Array.from({ length: 300 }, (_, seed) => pickRandomQuirks(seed));
    for (const mix of mixes) assert.deepEqual(new QuirkSet(mix).list(), mix);
    const picked = new Set(mixes.flat());
    for (const name of quirkNames) assert.equal(picked.has(name), !quirkDefinitions[name].isRefusal, name);
  });

  it("are documented, all of them and no others", async () => {
    const page = await readFile("docs/sandbox.md", "utf8");
    const table = /\n\| Quirk .*\n\| -.*\n((?:\|.*\n)+)/.exec(page)?.[1] ?? "";
    const rows = table.split("\n").filter((line) => line !== "");
    assert.deepEqual(
      rows.map((row) => row.split("|").map((cell) => cell.trim())),
      quirkNames.map((name) => {
        const { group = "", description } = quirkDefinitions[name];
        return ["", `\`${name}\``, group, description, ""];
      }),
    );
  });

  it("are what the setting of the extension offers", async () => {
    const manifest = JSON.parse(await readFile("package.json", "utf8")) as {
      contributes: { configuration: { properties: Record<string, { items?: { enum: string[] } }> } };
    };
    assert.deepEqual(manifest.contributes.configuration.properties["joker.sandbox.quirks"]?.items?.enum, quirkNames);
  });

  it("sets them when it starts and while it runs", async () => {
    await assert.rejects(startSandbox({ quirks: ["colorful"] }), /colorful: no such quirk/);
    const client = await SandboxClient.start({ quirks: ["crlf"] });
    assert.deepEqual(client.control.quirks, ["crlf"]);
    const post = (quirks: unknown) =>
      fetch(`${client.sandbox.url}/sandbox/quirks`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ quirks }),
      });
    assert.equal((await post(["gzip", "code-zero"])).status, 200);
    assert.deepEqual(client.control.quirks, ["gzip", "code-zero"]);
    for (const wrong of [["colorful"], "gzip", ["code-zero", "code-1000"]])
      assert.equal((await post(wrong)).status, 400);
    const { quirks } = (await (await fetch(`${client.sandbox.url}/sandbox/quirks`)).json()) as { quirks: unknown };
    assert.deepEqual(quirks, ["gzip", "code-zero"]);
    await client.close();
  });
});
