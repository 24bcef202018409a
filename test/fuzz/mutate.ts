import type { RandomSource } from "./random-source";

/** Texts that break parsers. */
const hostileTexts = [
  "",
  " ",
  "\0",
  "\r\n",
  "\t",
  ":",
  "-",
  "?",
  "*",
  "%",
  "%00",
  "\\u0000",
  "&#0;",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "NaN",
  "1e999",
  "-0",
  "0x10",
  "9".repeat(40),
  "2026-02-30",
  "99999999999999",
  "xn--",
  "\ud800",
  "\u202e",
  "\ufeff",
  "é",
  "a".repeat(300),
  "${x}",
  "{0}",
  "$(alert)",
  "<img src=x>",
] as const;

const hostileNumbers = [0, -1, 0.5, 1e-7, 1e21, 1e308, Infinity, 2 ** 31, 2 ** 53, Number.MIN_VALUE] as const;

export function randomText(random: RandomSource): string {
  const count = random.below(4);
  return Array.from({ length: count }, () =>
    random.oneIn(3) ? String.fromCharCode(random.below(0x250)) : random.pick(hostileTexts),
  ).join("");
}

/** The text with some of its pieces deleted, repeated, replaced or inserted. */
export function mutateText(text: string, random: RandomSource): string {
  let mutated = text;
  for (let times = random.below(4); times >= 0; times -= 1) {
    const from = random.below(mutated.length + 1);
    const to = Math.min(mutated.length, from + random.below(12));
    const piece = mutated.slice(from, to);
    const replacement = random.pick([
      () => "",
      () => piece + piece,
      () => randomText(random),
      () => String.fromCharCode(random.below(0x80)),
      () => piece + random.pick(hostileTexts),
    ])();
    mutated = mutated.slice(0, from) + replacement + mutated.slice(to);
  }
  return mutated;
}

/** The text as UTF-8, some of whose bytes may be replaced. */
export function toBytes(text: string, random: RandomSource): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  for (let times = random.below(3) - 1; times > 0 && bytes.length > 0; times -= 1)
    bytes[random.below(bytes.length)] = random.below(256);
  return random.oneIn(8) ? bytes.subarray(0, random.below(bytes.length + 1)) : bytes;
}

/** Any value that JSON can hold. */
export function randomValue(random: RandomSource, depth = 3): unknown {
  switch (random.below(depth > 0 ? 7 : 5)) {
    case 0:
      return null;
    case 1:
      return random.oneIn(2);
    case 2:
      return random.pick(hostileNumbers);
    case 3:
      return random.below(1000);
    case 4:
      return randomText(random);
    case 5:
      return Array.from({ length: random.below(4) }, () => randomValue(random, depth - 1));
    default:
      return Object.fromEntries(
        Array.from({ length: random.below(4) }, () => [randomText(random), randomValue(random, depth - 1)]),
      );
  }
}

/** A copy of a JSON value in which some parts are replaced, removed, added or mutated. */
export function mutateValue(value: unknown, random: RandomSource): unknown {
  if (random.oneIn(25)) return randomValue(random);
  if (typeof value === "string") return random.oneIn(6) ? mutateText(value, random) : value;
  if (typeof value === "number") return random.oneIn(6) ? random.pick(hostileNumbers) : value;
  if (Array.isArray(value)) {
    const items = value.flatMap((item: unknown) => (random.oneIn(25) ? [] : [mutateValue(item, random)]));
    return random.oneIn(20) ? [...items, randomValue(random)] : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, item]) =>
    random.oneIn(25) ? [] : [[random.oneIn(40) ? randomText(random) : name, mutateValue(item, random)] as const],
  );
  return Object.fromEntries(random.oneIn(20) ? [...entries, ["__proto__", randomValue(random)] as const] : entries);
}
