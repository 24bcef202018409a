import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

describe("Random input", () => {
  it("of 20,000 replies, settings, stored states, secrets, messages, lines, links and inputs of tools breaks nothing", function () {
    this.timeout(300_000); // On a busy computer.
    const args = ["out/test/fuzz/main.js", "--inputs", "20000", "--seed", "1"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    assert.equal(status, 0, `${stdout}${stderr}`);
    assert.match(stdout, /^20\d\d\d inputs with seed 1 .*, 0 failed/);
  });
});
