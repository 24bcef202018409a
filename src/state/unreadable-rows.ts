import type { Log } from "../workbench/log";

export type WarningLog = Pick<Log, "warn">;

interface ListedRow {
  readonly fields: ReadonlyMap<string, string>;
  readonly isUnreadable?: boolean | undefined;
}

/** Writes to the log how many rows of a list were not understood, and which columns the server sent. Never their values. */
export function warnOfUnreadableRows(log: WarningLog, request: string, rows: readonly ListedRow[]): void {
  const unreadable = rows.filter(({ isUnreadable }) => isUnreadable);
  const [first] = unreadable;
  if (!first) return;
  const columns = [...first.fields.keys()].join(", ");
  log.warn(`${request}: ${unreadable.length} of ${rows.length} rows were not understood; columns: ${columns}`);
}
