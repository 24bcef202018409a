// @ts-check
// Mocha plugin (`--require`): runs suites and tests in another order for each JOKER_TEST_SHUFFLE, so that no test can
// rely on those before it.

/**
 * Shuffles suites and tests, all the way down. A suite with `bail` keeps the order of its tests: they are steps.
 * @param {Mocha.Suite} suite
 * @param {string} seed the same one gives the same order
 */
function shuffle(suite, seed) {
  shuffleSuite(suite, randomOf(seed));
}

/** @param {Mocha.Suite} suite @param {() => number} random */
function shuffleSuite(suite, random) {
  shuffleInPlace(suite.suites, random);
  if (!suite.bail()) shuffleInPlace(suite.tests, random);
  for (const child of suite.suites) shuffleSuite(child, random);
}

/** Fisher and Yates. @param {unknown[]} items @param {() => number} random */
function shuffleInPlace(items, random) {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other], items[last]];
  }
}

/** Mulberry32, seeded with the FNV-1a hash of a text. @param {string} seed @returns {() => number} from 0, below 1 */
function randomOf(seed) {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const mochaHooks = {
  /** @this {Mocha.Context} */
  beforeAll() {
    const { JOKER_TEST_SHUFFLE: seed } = process.env;
    const root = this.test?.parent;
    if (!seed || !root) return;
    console.log(`Tests are shuffled with the seed ${seed}.`);
    shuffle(root, seed);
  },
};

module.exports = { shuffle, mochaHooks };
