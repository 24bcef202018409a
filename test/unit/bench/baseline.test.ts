import assert from "node:assert/strict";
import { join } from "node:path";
import type * as Baseline from "../../bench/baseline.mjs";

const baselineModule = join(import.meta.dirname, "..", "..", "..", "..", "test", "bench", "baseline.mjs");

describe("Ratios of a bench against those of an earlier run", () => {
  let parseRatios: typeof Baseline.parseRatios;
  let compareRatios: typeof Baseline.compareRatios;
  before(async () => {
    ({ parseRatios, compareRatios } = (await import(baselineModule)) as typeof Baseline);
  });

  it("are read from what it prints", () => {
    const output =
      "a table 1.00\nratio sort: ours to AG Grid 12.50 target 10\nratio memory 4 target 1\nno ratio 3 target 1\n";
    assert.deepEqual(parseRatios(output), { "sort: ours to AG Grid": 12.5, memory: 4 });
  });

  it("may be better, or worse by a fifth", () => {
    assert.deepEqual(compareRatios({ sort: 10, filter: 5 }, { sort: 8, filter: 50 }), []);
    const [line = "", ...others] = compareRatios({ sort: 10, filter: 5 }, { sort: 7.9, filter: 5 });
    assert.equal(line, "sort: 7.90, 21 % less than 10.00 (allowed: 20 %)");
    assert.deepEqual(others, []);
  });

  it("are compared only where both have them", () => {
    assert.deepEqual(compareRatios({ removed: 1 }, { added: 1 }), []);
  });
});
