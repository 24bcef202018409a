import { groupIn } from "../../rows/groups";
import type { Range } from "./selection";

const nowhere = 0xffffffff;

/** More pieces than this are no selection anybody made. */
const mostPieces = 500;

/**
 * The selection when its orders are shown in another place, or some no longer: it stays with those that are. What has come
 * apart is several ranges; in too many pieces it is given up. Ranges over all rows are over all rows again. `before` and
 * `after` are what is shown, as in rows/groups.ts; rows of groups are left out.
 */
export function follow(ranges: readonly Range[], before: Uint32Array, after: Uint32Array): readonly Range[] {
  if (ranges.every((range) => isUnmoved(range, before, after))) return ranges;
  const places = placesIn(after);
  const pieces = ranges.flatMap((range) => {
    const isWhole = range.top === 0 && range.bottom === before.length - 1;
    const spans = isWhole ? [[0, after.length - 1] as const] : spansOf(before.subarray(range.top, range.bottom + 1), places); // prettier-ignore
    return spans.map(([top, bottom]) => ({ ...range, top, bottom }));
  });
  return pieces.length > mostPieces ? [] : pieces.filter(({ top, bottom }) => bottom >= top);
}

function isUnmoved({ top, bottom }: Range, before: Uint32Array, after: Uint32Array): boolean {
  if (top === 0 && bottom === before.length - 1 && after.length !== before.length) return false;
  for (let at = top; at <= bottom; at++) if (before[at] !== after[at]) return false;
  return true;
}

/** Where each row is, by its number. */
function placesIn(entries: Uint32Array): Uint32Array {
  let last = 0;
  for (const entry of entries) if (groupIn(entry) === undefined && entry > last) last = entry;
  const places = new Uint32Array(last + 1).fill(nowhere);
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at] ?? 0;
    if (groupIn(entry) === undefined) places[entry] = at;
  }
  return places;
}

/** The places of some rows, those beside one another together, from the top down. */
function spansOf(rows: Uint32Array, places: Uint32Array): [top: number, bottom: number][] {
  const sorted = rows.map((row) => places[row] ?? nowhere).sort();
  const spans: [number, number][] = [];
  for (const place of sorted) {
    if (place === nowhere || spans.length > mostPieces) break;
    const last = spans.at(-1);
    if (last && place === last[1] + 1) last[1] = place;
    else spans.push([place, place]);
  }
  return spans;
}
