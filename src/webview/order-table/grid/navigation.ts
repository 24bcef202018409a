/** A cell of the grid: row 0 is the first order, -1 the header. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit into the window. */
  readonly pageRows: number;
}

/** Where a key moves the focus, after the ARIA grid pattern; undefined for keys that do not move it. */
export function moveFocus(
  from: CellPosition,
  key: string,
  isControl: boolean,
  size: GridSize,
): CellPosition | undefined {
  const to = isControl ? moveByControlKey(from, key, size) : moveByKey(from, key, size);
  return to && clampCell(to, size);
}

/** The nearest existing cell; the first row if there are none. */
export function clampCell({ row, column }: CellPosition, { rows, columns }: GridSize): CellPosition {
  return {
    row: row < 0 ? -1 : Math.max(0, Math.min(row, rows - 1)),
    column: Math.max(0, Math.min(column, columns - 1)),
  };
}

function moveByKey({ row, column }: CellPosition, key: string, size: GridSize): CellPosition | undefined {
  switch (key) {
    case "ArrowUp":
      return { row: row - 1, column };
    case "ArrowDown":
      return { row: row + 1, column };
    case "ArrowLeft":
      return { row, column: column - 1 };
    case "ArrowRight":
      return { row, column: column + 1 };
    case "Home":
      return { row, column: 0 };
    case "End":
      return { row, column: size.columns - 1 };
    case "PageUp":
      return { row: Math.max(Math.min(row, 0), row - size.pageRows), column };
    case "PageDown":
      return { row: row + size.pageRows, column };
    default:
      return undefined;
  }
}

function moveByControlKey({ row, column }: CellPosition, key: string, size: GridSize): CellPosition | undefined {
  switch (key) {
    case "Home":
      return { row: 0, column: 0 };
    case "End":
      return { row: size.rows - 1, column: size.columns - 1 };
    case "ArrowUp":
      return { row: 0, column };
    case "ArrowDown":
      return { row: size.rows - 1, column };
    case "ArrowLeft":
      return { row, column: 0 };
    case "ArrowRight":
      return { row, column: size.columns - 1 };
    default:
      return undefined;
  }
}
