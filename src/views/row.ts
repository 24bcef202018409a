import type { MarkdownString, TreeItem } from "vscode";

/** A row as a view describes it. Its item and its children are made when VS Code asks for them. */
export interface Row {
  /** The same for the same thing over refreshes, and another for every other thing of the tree. */
  readonly id: string;
  /**
   * Another one whenever the row itself, or what hovering over it tells, is another; children count for themselves. Asked
   * for when there is something to compare it with.
   */
  readonly stamp: string;
  /** What commands read from the row they are called on, such as `transfer`. */
  readonly about?: Readonly<Record<string, unknown>>;
  readonly item: () => TreeItem;
  /** What hovering tells, where it is more than the item's own tooltip. */
  readonly details?: (signal: AbortSignal) => MarkdownString | Promise<MarkdownString>;
  readonly children?: Children;
}

/** The rows below a row. */
export interface Children {
  readonly count: number;
  /** At most so many, from the first one. */
  readonly first: (most: number) => readonly Row[];
  /** Shown at once. */
  readonly expanded: boolean;
}

/** A stamp of all that a row tells. */
export function stampOf(fields: ReadonlyMap<string, string>, ...others: readonly unknown[]): string {
  let stamp = others.join("\0");
  for (const [name, value] of fields) stamp += `\0${name}\0${value}`;
  return stamp;
}

/** Rows made of `things`, each when it is shown. */
export function rowsOf<T>(things: readonly T[], row: (thing: T) => Row, expanded = true): Children {
  return { count: things.length, first: (most) => things.slice(0, most).map(row), expanded };
}

/** Rows that are there already. */
export function rows(these: readonly Row[], expanded = true): Children {
  return rowsOf(these, (row) => row, expanded);
}

/** Rows that are made, and counted, when somebody unfolds the row above them. */
export function rowsMade(make: () => readonly Row[]): Children {
  return {
    get count() {
      return make().length;
    },
    first: (most) => make().slice(0, most),
    expanded: false,
  };
}
