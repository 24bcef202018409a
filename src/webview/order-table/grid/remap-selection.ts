import { getGroupNumber } from "../../../columns/row-groups";
import type { CellRange } from "./selection";

const notShown = 0xffffffff;

/** A selection in more ranges than this is dropped: no user makes one, and it would be slow to draw. */
const maxRanges = 500;

/**
 * Maps the selection to the new positions of its orders; those no longer shown are dropped. A range may be split
 * into several; too many of them are dropped. A range over all rows covers all rows again. `before` and
 * `after` are the entries shown, see groupBit; group rows are left out.
 */
export function remapSelection(
  ranges: readonly CellRange[],
  before: Uint32Array,
  after: Uint32Array,
): readonly CellRange[] {
  if (ranges.every((range) => isUnmoved(range, before, after))) return ranges;
  const positions = findPositions(after);
  const remapped = ranges.flatMap((range) => {
    const isWhole = range.top === 0 && range.bottom === before.length - 1;
    const spans = isWhole ? [[0, after.length - 1] as const] : findSpans(before.subarray(range.top, range.bottom + 1), positions); // prettier-ignore
    return spans.map(([top, bottom]) => ({ ...range, top, bottom }));
  });
  return remapped.length > maxRanges ? [] : remapped.filter(({ top, bottom }) => bottom >= top);
}

function isUnmoved({ top, bottom }: CellRange, before: Uint32Array, after: Uint32Array): boolean {
  if (top === 0 && bottom === before.length - 1 && after.length !== before.length) return false;
  for (let at = top; at <= bottom; at++) if (before[at] !== after[at]) return false;
  return true;
}

/** The position of each row, by row number. */
function findPositions(entries: Uint32Array): Uint32Array {
  let last = 0;
  for (const entry of entries) if (getGroupNumber(entry) === undefined && entry > last) last = entry;
  const positions = new Uint32Array(last + 1).fill(notShown);
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at] ?? 0;
    if (getGroupNumber(entry) === undefined) positions[entry] = at;
  }
  return positions;
}

/** The positions of some rows as spans, from top to bottom. */
function findSpans(rows: Uint32Array, positions: Uint32Array): [top: number, bottom: number][] {
  const sorted = rows.map((row) => positions[row] ?? notShown).sort();
  const spans: [number, number][] = [];
  for (const position of sorted) {
    if (position === notShown || spans.length > maxRanges) break;
    const last = spans.at(-1);
    if (last && position === last[1] + 1) last[1] = position;
    else spans.push([position, position]);
  }
  return spans;
}
