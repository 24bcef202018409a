type NumberArray =
  Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** The array, or a larger copy of at least `minLength` if `added` numbers do not fit after the first `usedLength`. */
export function growArray<T extends NumberArray>(array: T, usedLength: number, added: number, minLength = 0): T {
  if (usedLength + added <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(
    Math.max(usedLength + added, usedLength * 2, minLength),
  );
  larger.set(array.subarray(0, usedLength));
  return larger;
}
