/** A cell of the grid: row 0 is the first order, -1 the header. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit into the window. */
  readonly page: number;
}

/** Where a key takes the focus, after the ARIA grid pattern; undefined for keys that do not move it. */
export function move(from: Cell, key: string, control: boolean, size: GridSize): Cell | undefined {
  const to = control ? farMove(from, key, size) : nearMove(from, key, size);
  return to && within(to, size);
}

/** The nearest cell there is; the first order where there are none. */
export function within({ row, column }: Cell, { rows, columns }: GridSize): Cell {
  return {
    row: row < 0 ? -1 : Math.max(0, Math.min(row, rows - 1)),
    column: Math.max(0, Math.min(column, columns - 1)),
  };
}

function nearMove({ row, column }: Cell, key: string, size: GridSize): Cell | undefined {
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
      return { row: Math.max(Math.min(row, 0), row - size.page), column };
    case "PageDown":
      return { row: row + size.page, column };
    default:
      return undefined;
  }
}

function farMove({ row, column }: Cell, key: string, size: GridSize): Cell | undefined {
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
