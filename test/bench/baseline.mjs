// @ts-check
// The ratios of an earlier run, against which later ones are compared: ratios carry over to other machines, times do not.

/** @typedef {Readonly<Record<string, number>>} Ratios by the name of what is compared */

/** A ratio may be worse by this part: single runs differ. */
const tolerance = 0.2;
const ratioLine = /^ratio (.+) (\d+(?:\.\d+)?) target /gm;

/** The ratios in the output of a bench, see `printRatio`. @param {string} output @returns {Ratios} */
export function parseRatios(output) {
  return Object.fromEntries([...output.matchAll(ratioLine)].map(([, name = "", value]) => [name, Number(value)]));
}

/**
 * What is worse than before, each as a sentence. What one of both lacks is not compared.
 * @param {Ratios} baseline @param {Ratios} measured @returns {string[]}
 */
export function compareRatios(baseline, measured) {
  return Object.entries(measured).flatMap(([name, value]) => {
    const before = baseline[name];
    if (before === undefined || value >= before * (1 - tolerance)) return [];
    const part = Math.round((1 - value / before) * 100);
    return [`${name}: ${value.toFixed(2)}, ${part} % less than ${before.toFixed(2)} (allowed: ${tolerance * 100} %)`];
  });
}
