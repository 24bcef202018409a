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

/** Something went wrong in the page that belongs into the log. */
const problem = z.object({ type: z.literal("problem"), text: z.string().check(z.maxLength(longestText)) });

export const tableMessage = z.discriminatedUnion("type", [
  ready,
  query,
  cancel,
  retryGap,
  exportRows,
  saveQuery,
  forgetQuery,
  copy,
  openResult,
  showTransfer,
  problem,
]);

/** What the table tells the extension. */
export type TableMessage = z.infer<typeof tableMessage>;

/**
 * What every state the page keeps (`setState`) must hold, beside what is the page's own, from the first moment on: with it
 * VS Code brings a table back after a restart.
 */
export const keptTable = z.object({ account: z.string(), query: tableQuery });
export type KeptTable = z.infer<typeof keptTable>;

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
