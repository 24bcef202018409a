import type { Steps } from "./steps";

/** Rows put into groups. */
export interface Groups {
  /** Names in the order of the groups. */
  readonly names: readonly string[];
  /** The rows of all groups, one group after the other, each in the order they had before. */
  readonly rows: Uint32Array;
  /** Where each group begins among the rows; one more for the end. */
  readonly starts: Uint32Array;
}

/** By which group a row is in: `names[groupOf[codes[row]]]`. Several codes may be of one group. */
export interface Grouping {
  readonly codes: ArrayLike<number>;
  readonly groupOf: ArrayLike<number>;
  readonly names: readonly string[];
}

/** In a list of what is shown, a number with this bit is that of a group, one without that of a row. */
export const groupBit = 0x80000000;

const piece = 1 << 17;

/** Groups codes whose names are the same, in the order of their names. */
export function byName(codes: ArrayLike<number>, nameOfCode: readonly string[], descending: boolean): Grouping {
  const names = [...new Set(nameOfCode)].sort((a, b) => (a < b ? -1 : 1));
  if (descending) names.reverse();
  const places = new Map(names.map((name, place) => [name, place]));
  return { codes, names, groupOf: Uint32Array.from(nameOfCode, (name) => places.get(name) ?? 0) };
}

/** Puts rows into groups, those without rows left out. */
export function* groupRows(rows: Uint32Array, { codes, groupOf, names }: Grouping): Steps<Groups> {
  const ends = new Uint32Array(names.length);
  for (let from = 0; from < rows.length; from += piece, yield) {
    for (const row of rows.subarray(from, from + piece)) {
      const group = groupOf[codes[row] ?? 0] ?? 0;
      ends[group] = (ends[group] ?? 0) + 1;
    }
  }
  const used = names.map((_, group) => group).filter((group) => (ends[group] ?? 0) > 0);
  const next = startsOf(ends);
  const starts = Uint32Array.from([...used.map((group) => next[group] ?? 0), rows.length]);
  const grouped = new Uint32Array(rows.length);
  for (let from = 0; from < rows.length; from += piece, yield) {
    for (const row of rows.subarray(from, from + piece)) {
      const group = groupOf[codes[row] ?? 0] ?? 0;
      const at = next[group] ?? 0;
      next[group] = at + 1;
      grouped[at] = row;
    }
  }
  return { names: used.map((group) => names[group] ?? ""), rows: grouped, starts };
}

function startsOf(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length);
  let total = 0;
  counts.forEach((count, group) => {
    starts[group] = total;
    total += count;
  });
  return starts;
}

/** What a list shows: each group, followed by its rows unless it is folded. */
export function unfold({ names, rows, starts }: Groups, folded: (name: string) => boolean): Uint32Array {
  const entries = new Uint32Array(names.length + rows.length);
  let length = 0;
  names.forEach((name, group) => {
    entries[length++] = (groupBit | group) >>> 0;
    if (folded(name)) return;
    const part = rows.subarray(starts[group], starts[group + 1]);
    entries.set(part, length);
    length += part.length;
  });
  return entries.slice(0, length);
}

/** The number of the group that an entry of such a list is; undefined if it is a row. */
export function groupIn(entry: number): number | undefined {
  return entry >= groupBit ? entry - groupBit : undefined;
}
