import assert from "node:assert/strict";
import { join } from "node:path";
import Mocha from "mocha";
import type { shuffle as Shuffle } from "../mocha-shuffle.cjs";

// Not built: Mocha loads it as it stands.
const plugin = join(import.meta.dirname, "..", "..", "..", "test", "mocha-shuffle.cjs");

describe("Shuffled tests", () => {
  /** The titles in the order in which they would run. */
  async function order(seed: string, build: (root: Mocha.Suite) => void): Promise<string[]> {
    const { shuffle } = (await import(plugin)) as { shuffle: typeof Shuffle };
    const root = new Mocha().suite;
    build(root);
    shuffle(root, seed);
    return titlesOf(root);
  }

  function titlesOf(suite: Mocha.Suite): string[] {
    return [...suite.tests.map(({ title }) => title), ...suite.suites.flatMap(titlesOf)];
  }

  function addTests(parent: Mocha.Suite, name: string): Mocha.Suite {
    const suite = Mocha.Suite.create(parent, name);
    for (let index = 0; index < 10; index += 1) suite.addTest(new Mocha.Test(`${name}${index}`, () => undefined));
    return suite;
  }

  const build = (root: Mocha.Suite) => {
    for (const name of "abcdefgh") addTests(addTests(root, name), name.toUpperCase());
  };

  it("are all there, in an order that the seed decides", async () => {
    const orders = [await order("1", build), await order("1", build), await order("2", build)];
    const plain = new Mocha().suite;
    build(plain);
    assert.deepEqual(orders[0], orders[1]);
    assert.notDeepEqual(orders[0], orders[2]);
    assert.notDeepEqual(orders[0], titlesOf(plain));
    for (const titles of orders) assert.deepEqual(titles.toSorted(), titlesOf(plain).toSorted());
  });

  it("stay in the order of a suite whose tests are steps", async () => {
    const titles = await order("1", (root) => addTests(root, "step").bail(true));
    assert.deepEqual(titles, titles.toSorted());
  });
});
