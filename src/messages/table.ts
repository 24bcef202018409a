import * as z from "zod/mini";
import { queryName, tableQuery } from "./query";

const count = z.number().check(z.int(), z.nonnegative());
const generation = count;
const longestText = 2000;

const ready = z.object({ type: z.literal("ready") });

/** Load these orders in place of those shown; in a table of its own if `beside`. */
const query = z.object({ type: z.literal("query"), query: tableQuery, beside: z.optional(z.boolean()) });

/** Stop loading; keep what came. */
const cancel = z.object({ type: z.literal("cancel") });

/** Ask again for the days of a gap, by its id. */
const retryGap = z.object({ type: z.literal("retryGap"), generation, gap: count });

/**
 * Export these rows of that generation in this order; all rows as they came if null. The columns are names, in the order
 * they are shown.
 */
const exportRows = z.object({
  type: z.literal("export"),
  generation,
  rows: z.nullable(z.instanceof(Uint32Array)),
  columns: z.array(z.string()),
});

/** Keep a query under a name, in place of an earlier one of that name. */
const saveQuery = z.object({ type: z.literal("saveQuery"), name: queryName, query: tableQuery });

const forgetQuery = z.object({ type: z.literal("forgetQuery"), name: z.string() });

/** Put a text on the clipboard. */
const copy = z.object({ type: z.literal("copy"), text: z.string() });

/** Open the result of the asynchronous request an order came from. */
const openResult = z.object({ type: z.literal("openResult"), procId: z.string() });

const showTransfer = z.object({ type: z.literal("showTransfer"), domain: z.string() });

/** What was asked for cannot be opened: no order has the focus, or it has no result, or no transfer of it is pending. */
const nothing = z.object({ type: z.literal("nothing"), of: z.enum(["order", "result", "transfer"]) });

/** Something went wrong in the page that belongs into the log. */
const problem = z.object({ type: z.literal("problem"), text: z.string().check(z.maxLength(longestText)) });

/** So long may a state be that the extension keeps, as JSON. */
export const longestState = 100_000;

/**
 * What every state the page keeps must hold, beside what is the page's own, from the first moment on: with it a table comes
 * back after a restart.
 */
export const keptTable = z.looseObject({
  /** The table's own id. */
  table: z.string().check(z.minLength(1), z.maxLength(64)),
  /** Counts the changes, so that of two states the newer one is known. */
  revision: count,
  account: z.string(),
  query: tableQuery,
});
export type KeptTable = z.infer<typeof keptTable>;

/** Keep this state: VS Code writes the one of a page only now and then. */
const keep = z.object({
  type: z.literal("keep"),
  state: keptTable.check(z.refine((state) => JSON.stringify(state).length <= longestState)),
});

export const tableMessage = z.discriminatedUnion("type", [
  ready,
  keep,
  query,
  cancel,
  retryGap,
  exportRows,
  saveQuery,
  forgetQuery,
  copy,
  openResult,
  showTransfer,
  nothing,
  problem,
]);

/** What the table tells the extension. */
export type TableMessage = z.infer<typeof tableMessage>;

/** The state that was kept last, of those that can be read; undefined if none can. */
export function newestState(...states: readonly unknown[]): KeptTable | undefined {
  const read = states.map((state) => z.safeParse(keptTable, state).data);
  return read.reduce(
    (newest, state) => (state && state.revision > (newest?.revision ?? -1) ? state : newest),
    undefined,
  );
}

/**
 * The context of the native menu over a row (`data-vscode-context`, as JSON): the section, the cell, and what can be done.
 * Empty texts for what there is not.
 */
export const rowContext = z.object({
  webviewSection: z.literal("order"),
  /** The cell under the pointer. */
  column: z.string(),
  value: z.string(),
  procId: z.string(),
  /** The domain, if its transfer is pending. */
  domain: z.string(),
  preventDefaultContextMenuItems: z.literal(true),
});
export type RowContext = z.infer<typeof rowContext>;
