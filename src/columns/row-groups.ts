import type { CooperativeTask } from "./cooperative-task";

/** Rows divided into groups. */
export interface RowGroups {
  /** Names in the order of the groups. */
  readonly names: readonly string[];
  /** The rows of all groups, one group after the other, each in the order they had before. */
  readonly rows: Uint32Array;
  /** The offset of each group in `rows`, plus the end. */
  readonly starts: Uint32Array;
}

/** The group of a row is `names[groupByCode[codes[row]]]`. Several codes may have the same group. */
export interface Grouping {
  readonly codes: ArrayLike<number>;
  readonly groupByCode: ArrayLike<number>;
  readonly names: readonly string[];
}

/** In a flattened list, a number with this bit is a group, else a row. */
export const groupFlag = 0x80000000;

const rowsPerYield = 1 << 17;

/** Groups codes whose names are the same, in the order of their names. */
export function createGroupingByName(
  codes: ArrayLike<number>,
  nameOfCode: readonly string[],
  isDescending: boolean,
): Grouping {
  const names = [...new Set(nameOfCode)].sort((a, b) => (a < b ? -1 : 1));
  if (isDescending) names.reverse();
  const places = new Map(names.map((name, place) => [name, place]));
  return { codes, names, groupByCode: Uint32Array.from(nameOfCode, (name) => places.get(name) ?? 0) };
}

/** Divides rows into groups; omits empty groups. */
export function* groupRows(rows: Uint32Array, { codes, groupByCode, names }: Grouping): CooperativeTask<RowGroups> {
  const ends = new Uint32Array(names.length);
  for (let from = 0; from < rows.length; from += rowsPerYield, yield) {
    const end = Math.min(from + rowsPerYield, rows.length);
    for (let at = from; at < end; at++) {
      const group = groupByCode[codes[rows[at] ?? 0] ?? 0] ?? 0;
      ends[group] = (ends[group] ?? 0) + 1;
    }
  }
  const used = names.map((_, group) => group).filter((group) => (ends[group] ?? 0) > 0);
  const next = toStarts(ends);
  const starts = Uint32Array.from([...used.map((group) => next[group] ?? 0), rows.length]);
  const grouped = new Uint32Array(rows.length);
  for (let from = 0; from < rows.length; from += rowsPerYield, yield) {
    const end = Math.min(from + rowsPerYield, rows.length);
    for (let at = from; at < end; at++) {
      const row = rows[at] ?? 0;
      const group = groupByCode[codes[row] ?? 0] ?? 0;
      const place = next[group] ?? 0;
      next[group] = place + 1;
      grouped[place] = row;
    }
  }
  return { names: used.map((group) => names[group] ?? ""), rows: grouped, starts };
}

function toStarts(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length);
  let total = 0;
  counts.forEach((count, group) => {
    starts[group] = total;
    total += count;
  });
  return starts;
}

/** The flattened list: each group, followed by its rows unless it is collapsed. */
export function flattenGroups({ names, rows, starts }: RowGroups, isCollapsed: (name: string) => boolean): Uint32Array {
  const entries = new Uint32Array(names.length + rows.length);
  let length = 0;
  names.forEach((name, group) => {
    entries[length++] = (groupFlag | group) >>> 0;
    if (isCollapsed(name)) return;
    const groupRows = rows.subarray(starts[group], starts[group + 1]);
    entries.set(groupRows, length);
    length += groupRows.length;
  });
  return entries.slice(0, length);
}

/** The group number of an entry of a flattened list; undefined if it is a row. */
export function getGroupNumber(entry: number): number | undefined {
  return entry >= groupFlag ? entry - groupFlag : undefined;
}
