import * as z from "zod/mini";
import { savedQuerySchema, tableQuerySchema } from "./table-query";
import { stringsSchema } from "./strings";
import { parseMessage } from "./parse-message";

// Compiling schemas would need eval, which the page's content security policy refuses.
z.config({ jitless: true });

const countSchema = z.number().check(z.int(), z.nonnegative());
const generationSchema = countSchema;
const queryListSchemas = { saved: z.array(savedQuerySchema), recent: z.array(tableQuerySchema) };

/** The account whose orders a table shows. */
const accountSchema = z.object({
  /** The record's id, stored in the page's state. */
  id: z.string(),
  name: z.string(),
  /** SANDBOX, or the host of an endpoint other than production; empty for production. */
  environmentLabel: z.string(),
});

const namesSchema = z.record(z.string(), z.string());

/** Readable names by column and value; values in lower case with `-` for `_`. */
const displayNamesSchema = z.object({ type: namesSchema, status: namesSchema });

/** The decimal mark of copied amounts: that of the export format chosen last, or of the user's language. */
const decimalMarkSchema = z.enum([".", ","]);

/** Sent once to every new page, before all other messages. */
const initSchema = z.object({
  type: z.literal("init"),
  /** BCP 47 tag for numbers and dates. */
  language: z.string(),
  decimalMark: decimalMarkSchema,
  account: accountSchema,
  /** The id of this table. */
  table: z.string(),
  /** The page's saved state as stored by the extension; absent for a new table. */
  savedState: z.optional(z.unknown()),
  strings: stringsSchema,
  /** Readable titles by column name. */
  titles: z.record(z.string(), z.string()),
  names: displayNamesSchema,
  /** The query that is shown or loading. */
  query: tableQuerySchema,
  /** The query of the rows that follow, if it is another one: the latest has no rows yet. */
  shownQuery: z.optional(tableQuerySchema),
  ...queryListSchemas,
  /** Order types, the documented ones first, then others seen in replies. */
  types: z.array(z.string()),
  /** When this was sent, in epoch ms; periods and notes are computed from it. */
  now: z.number(),
});

/** A query has started. Rows of earlier generations stay until its first rows or its end. */
const loadingSchema = z.object({ type: z.literal("loading"), generation: generationSchema, query: tableQuerySchema });

/**
 * Complete rows as DMAPI sent them, to be added to those of the same generation. Rows are numbered as they arrive; with
 * `at` they belong before the row now at that position of the unsorted order (rows of a filled gap), else at the end.
 */
const rowsSchema = z.object({
  type: z.literal("rows"),
  generation: generationSchema,
  columns: z.array(z.string()),
  separator: z.string().check(z.regex(/^[\t\x20-\x7e]$/)),
  body: z.instanceof(Uint8Array),
  at: z.optional(countSchema),
});

/** How many date windows are done, of how many, and how many orders were received. */
const progressSchema = z.object({
  type: z.literal("progress"),
  generation: generationSchema,
  done: countSchema,
  total: countSchema,
  rows: countSchema,
});

/** Days (YYYY-MM-DD, both included) with missing orders; the reason is a sentence. */
const gapSchema = z.object({
  id: countSchema,
  after: z.string(),
  before: z.string(),
  reason: z.string(),
  /** True while they are being requested again. */
  retrying: z.boolean(),
});

/** All current gaps of a generation; sent when they change. Without this message there are none. */
const gapsSchema = z.object({ type: z.literal("gaps"), generation: generationSchema, gaps: z.array(gapSchema) });

/**
 * The query has ended; `isPartial` if it was canceled, `isEarlierShown` if that was before its first rows, so that earlier
 * rows stay.
 */
const doneSchema = z.object({
  type: z.literal("done"),
  generation: generationSchema,
  isPartial: z.boolean(),
  isEarlierShown: z.boolean(),
});

/** The query has failed; the reason is a sentence. Rows received so far stay. */
const failedSchema = z.object({ type: z.literal("failed"), generation: generationSchema, reason: z.string() });

/** A query was not sent because of these fields; the texts are sentences. The rows stay. */
const rejectedSchema = z.object({
  type: z.literal("rejected"),
  problems: z.array(z.object({ field: z.keyof(tableQuerySchema), text: z.string() })),
});

/** An export has ended; the text is a sentence, empty if the user canceled. */
const exportedSchema = z.object({ type: z.literal("exported"), text: z.string(), decimalMark: decimalMarkSchema });

/** The saved or recent queries have changed. */
const queriesMessageSchema = z.object({ type: z.literal("queries"), ...queryListSchemas });

/** The account was renamed. */
const accountMessageSchema = z.object({ type: z.literal("account"), account: accountSchema });

/** Domains whose transfer is pending, in lower case: rows with them can offer to show it. */
const transfersSchema = z.object({ type: z.literal("transfers"), domains: z.array(z.string()) });

/** Formats for copying cells. */
export const copyFormats = ["tsv", "csv", "json", "markdown"] as const;

/**
 * An action in the page, from a native menu or the palette. `column` and `value` are those of the cell the menu was
 * opened on; without them it is the focused cell. `show` reveals an order as soon as it is loaded.
 */
const actSchema = z.object({
  type: z.literal("act"),
  act: z.discriminatedUnion("action", [
    z.object({ action: z.literal("copy"), format: z.enum(copyFormats) }),
    z.object({ action: z.literal("filter"), column: z.optional(z.string()), value: z.optional(z.string()) }),
    z.object({ action: z.literal("show"), orderId: z.string() }),
    z.object({ action: z.enum(["export", "find", "clearFilters", "refresh", "openResult", "showTransfer"]) }),
  ]),
});

export const hostMessageSchema = z.discriminatedUnion("type", [
  initSchema,
  loadingSchema,
  rowsSchema,
  progressSchema,
  gapsSchema,
  doneSchema,
  failedSchema,
  rejectedSchema,
  exportedSchema,
  queriesMessageSchema,
  accountMessageSchema,
  transfersSchema,
  actSchema,
]);

/** A message from the extension to the order table page. */
export type HostMessage = z.infer<typeof hostMessageSchema>;
export type DisplayNames = z.infer<typeof displayNamesSchema>;
export type InitMessage = z.infer<typeof initSchema>;
export type TableAction = z.infer<typeof actSchema>["act"];
export type OrderTableGap = z.infer<typeof gapSchema>;
export type OrderTableAccount = z.infer<typeof accountSchema>;
export type CopyFormat = (typeof copyFormats)[number];

/** Parses a message from the extension; undefined, with the reason through `report`, if it is not a known one. */
export function parseHostMessage(data: unknown, report: (why: string) => void): HostMessage | undefined {
  return parseMessage(hostMessageSchema, data, report);
}
