/**
 * What a keybinding of a view passes to a command: it acts on the selected rows of the view, whatever editor is active. VS
 * Code passes no row to a keybinding.
 */
export const selectedRowsArgument = "selected-rows";

/** The selected rows, otherwise the row the command was called on. */
export function listSelectedRows(row: unknown, rows: unknown): Record<string, unknown>[] {
  const rowsOrRow: unknown[] = Array.isArray(rows) && rows.length > 0 ? rows : [row];
  return rowsOrRow.filter(isObject);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
