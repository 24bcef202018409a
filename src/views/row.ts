import type { MarkdownString, TreeItem } from "vscode";

/** A row described by a view. Its item and children are created when VS Code asks for them. */
export interface Row {
  /** Stable across refreshes and unique in the tree. */
  readonly id: string;
  /**
   * Differs whenever the row or its hover differs; children have their own. Computed only when there is an old signature
   * to compare with.
   */
  readonly signature: string;
  /** The data commands read from the row they are called on, such as `transfer`. */
  readonly commandData?: Readonly<Record<string, unknown>>;
  readonly createItem: () => TreeItem;
  /** Creates the hover, when it is more than the item's tooltip. */
  readonly createHover?: (signal: AbortSignal) => MarkdownString | Promise<MarkdownString>;
  readonly children?: RowChildren;
}

/** The children of a row. */
export interface RowChildren {
  readonly count: number;
  /** The first rows, at most this many. */
  readonly first: (maxCount: number) => readonly Row[];
  /** Whether the row starts expanded. */
  readonly isExpanded: boolean;
}

/** A signature of everything a row shows. */
export function createSignature(fields: ReadonlyMap<string, string>, ...others: readonly unknown[]): string {
  let signature = others.join("\0");
  for (const [name, value] of fields) signature += `\0${name}\0${value}`;
  return signature;
}

/** Rows that are created one by one when shown. */
export function createLazyRows<T>(items: readonly T[], createRow: (item: T) => Row, isExpanded = true): RowChildren {
  return { count: items.length, first: (maxCount) => items.slice(0, maxCount).map(createRow), isExpanded };
}

/** Rows that exist already. */
export function createRows(existingRows: readonly Row[], isExpanded = true): RowChildren {
  return createLazyRows(existingRows, (row) => row, isExpanded);
}

/** The rows with another one before them. */
export function prependRow(row: Row, { count, first, isExpanded }: RowChildren): RowChildren {
  return { count: count + 1, first: (maxCount) => [row, ...first(maxCount - 1)], isExpanded };
}

/** Rows that are created when the parent is expanded. */
export function createDeferredRows(createRows: () => readonly Row[]): RowChildren {
  return {
    get count() {
      return createRows().length;
    },
    first: (maxCount) => createRows().slice(0, maxCount),
    isExpanded: false,
  };
}
