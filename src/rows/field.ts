import { CR, LF } from "./block";

/** Where the field at `position` begins in the row that begins at `start`; -1 if the row has fewer fields. */
export function fieldStart(bytes: Uint8Array, separator: number, start: number, position: number): number {
  const end = bytes.length;
  let at = start;
  for (let left = position; left > 0; at++) {
    const byte = bytes[at];
    if (at >= end || byte === LF) return -1;
    if (byte === separator) left--;
  }
  return at;
}

/** Where the field that begins at `start` ends: before a separator, a line end or the end of the body. */
export function fieldEnd(bytes: Uint8Array, separator: number, start: number): number {
  const end = bytes.length;
  let at = start;
  for (let byte = bytes[at]; at < end && byte !== LF; byte = bytes[++at]) {
    if (byte === separator) return at;
  }
  return at > start && bytes[at - 1] === CR ? at - 1 : at;
}

/** Where the row that begins at `start` ends, its line end not included. */
export function rowEnd(bytes: Uint8Array, start: number): number {
  const found = bytes.indexOf(LF, start);
  const at = found < 0 ? bytes.length : found;
  return at > start && bytes[at - 1] === CR ? at - 1 : at;
}
