type Numbers =
  Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** The array, or a larger copy, of at least `least` numbers, where `more` would not fit in after the first `used`. */
export function roomFor<T extends Numbers>(array: T, used: number, more: number, least = 0): T {
  if (used + more <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(used + more, used * 2, least));
  larger.set(array.subarray(0, used));
  return larger;
}
