/** A 32-bit hash of the three numbers. */
export function hash(seed: number, index: number, salt = 0): number {
  let bits = seed ^ Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** A number in [0, 1). */
export function fraction(seed: number, index: number, salt = 0): number {
  return hash(seed, index, salt) / 0x1_0000_0000;
}

/** The entry of a list at `number` modulo its length. Throws a RangeError for an empty list. */
export function pick<T>(list: readonly T[], number: number): T {
  const entry = list[number % list.length];
  if (entry === undefined) throw new RangeError("nothing to pick from");
  return entry;
}

/** Repeats each value by its weight, for `pick`. */
export function repeatByWeight<T>(weights: readonly (readonly [value: T, weight: number])[]): readonly T[] {
  return weights.flatMap(([value, weight]) => Array.from({ length: weight }, () => value));
}

/** Eight hexadecimal digits. */
export function formatHex(bits: number): string {
  return bits.toString(16).padStart(8, "0");
}
