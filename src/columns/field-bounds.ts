import { carriageReturn, lineFeed } from "./row-block";

/** The start of the field at `position` in the row at `start`; -1 if the row has fewer fields. */
export function findFieldStart(bytes: Uint8Array, separator: number, start: number, position: number): number {
  const end = bytes.length;
  let at = start;
  for (let remaining = position; remaining > 0; at++) {
    const byte = bytes[at];
    if (at >= end || byte === lineFeed) return -1;
    if (byte === separator) remaining--;
  }
  return at;
}

/** The end of the field at `start`: before a separator, a line end or the end of the body. */
export function findFieldEnd(bytes: Uint8Array, separator: number, start: number): number {
  const end = bytes.length;
  let at = start;
  for (let byte = bytes[at]; at < end && byte !== lineFeed; byte = bytes[++at]) {
    if (byte === separator) return at;
  }
  return at > start && bytes[at - 1] === carriageReturn ? at - 1 : at;
}

/** The end of the row at `start`, without its line end. */
export function findRowEnd(bytes: Uint8Array, start: number): number {
  const lineEnd = bytes.indexOf(lineFeed, start);
  const at = lineEnd < 0 ? bytes.length : lineEnd;
  return at > start && bytes[at - 1] === carriageReturn ? at - 1 : at;
}
