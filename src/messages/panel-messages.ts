import * as z from "zod/mini";
import { queryNameSchema, tableQuerySchema } from "./table-query";
import { parseMessage } from "./parse-message";

const countSchema = z.number().check(z.int(), z.nonnegative());
const generationSchema = countSchema;
const maxTextLength = 2000;

const readySchema = z.object({ type: z.literal("ready") });

/** Load these orders instead of those shown; in a new table if `beside`. */
const querySchema = z.object({ type: z.literal("query"), query: tableQuerySchema, beside: z.optional(z.boolean()) });

/** Stop loading; rows received so far stay. */
const cancelSchema = z.object({ type: z.literal("cancel") });

/** Retry the days of a gap, by its id. */
const retryGapSchema = z.object({ type: z.literal("retryGap"), generation: generationSchema, gap: countSchema });

/**
 * Export these rows of that generation in this order; all rows in their original order if null. The columns are names, in
 * the order shown.
 */
const exportSchema = z.object({
  type: z.literal("export"),
  generation: generationSchema,
  rows: z.nullable(z.instanceof(Uint32Array)),
  columns: z.array(z.string()),
});

/** Save a query under a name, replacing an earlier one of that name. */
const saveQuerySchema = z.object({ type: z.literal("saveQuery"), name: queryNameSchema, query: tableQuerySchema });

const forgetQuerySchema = z.object({ type: z.literal("forgetQuery"), name: z.string() });

/** Copy a text to the clipboard. */
const copySchema = z.object({ type: z.literal("copy"), text: z.string() });

/** Open the result of the asynchronous request an order came from. */
const openResultSchema = z.object({ type: z.literal("openResult"), procId: z.string() });

const showTransferSchema = z.object({ type: z.literal("showTransfer"), domain: z.string() });

/** The target of an action does not exist: no order has the focus, or it has no result or no pending transfer. */
const nothingSchema = z.object({ type: z.literal("nothing"), of: z.enum(["order", "result", "transfer"]) });

/** An error in the page, to be logged. */
const problemSchema = z.object({ type: z.literal("problem"), text: z.string().check(z.maxLength(maxTextLength)) });

/** Maximum length of a state stored by the extension, as JSON. */
export const maxStateLength = 100_000;

/**
 * The part of the page's saved state that the extension needs to restore a table after a restart.
 */
export const savedTableSchema = z.looseObject({
  /** The id of the table. */
  table: z.string().check(z.minLength(1), z.maxLength(64)),
  /** Counts the changes, to find the newer one of two states. */
  revision: countSchema,
  account: z.string(),
  query: tableQuerySchema,
});
export type SavedTable = z.infer<typeof savedTableSchema>;

/** Store this state: VS Code writes the state of a page only from time to time. */
const saveStateSchema = z.object({
  type: z.literal("keep"),
  state: savedTableSchema.check(z.refine((state) => JSON.stringify(state).length <= maxStateLength)),
});

export const panelMessageSchema = z.discriminatedUnion("type", [
  readySchema,
  saveStateSchema,
  querySchema,
  cancelSchema,
  retryGapSchema,
  exportSchema,
  saveQuerySchema,
  forgetQuerySchema,
  copySchema,
  openResultSchema,
  showTransferSchema,
  nothingSchema,
  problemSchema,
]);

/** A message from the order table page to the extension. */
export type PanelMessage = z.infer<typeof panelMessageSchema>;

/** The newest of the valid states; undefined if none is valid. */
export function selectNewestState(...states: readonly unknown[]): SavedTable | undefined {
  const parsed = states.map((state) => z.safeParse(savedTableSchema, state).data);
  return parsed.reduce(
    (newest, state) => (state && state.revision > (newest?.revision ?? -1) ? state : newest),
    undefined,
  );
}

/**
 * The context of the native context menu of a row (`data-vscode-context`, as JSON): the section, the cell, and the
 * targets of its actions, empty if there are none.
 */
export const rowContextSchema = z.object({
  webviewSection: z.literal("order"),
  /** The cell under the pointer. */
  column: z.string(),
  value: z.string(),
  procId: z.string(),
  /** The domain, if its transfer is pending. */
  domain: z.string(),
  preventDefaultContextMenuItems: z.literal(true),
});
export type RowContext = z.infer<typeof rowContextSchema>;

/** Parses a message from the page; undefined, with the reason through `report`, if it is not a known one. */
export function parsePanelMessage(data: unknown, report: (why: string) => void): PanelMessage | undefined {
  return parseMessage(panelMessageSchema, data, report);
}
