import * as z from "zod/mini";
import { savedQuery, tableQuery } from "./query";
import { stringsSchema } from "./strings";

// Compiling schemas would need eval, which the page's content security policy refuses.
z.config({ jitless: true });

const count = z.number().check(z.int(), z.nonnegative());
const generation = count;
const queries = { saved: z.array(savedQuery), recent: z.array(tableQuery) };

/** Whose orders a table shows. */
const account = z.object({
  /** The record's id, to be kept in the page's state. */
  id: z.string(),
  name: z.string(),
  /** SANDBOX, or the host of an endpoint other than production; empty for production. */
  mark: z.string(),
});

/** Sent once to every new page, before anything else. */
const init = z.object({
  type: z.literal("init"),
  /** BCP 47 tag for numbers and dates. */
  language: z.string(),
  account,
  /** The id of this table. */
  table: z.string(),
  /** What the extension keeps of what the page kept; nothing for a new table. */
  kept: z.optional(z.unknown()),
  strings: stringsSchema,
  /** Readable titles by column name. */
  titles: z.record(z.string(), z.string()),
  /** What the table shows or is loading. */
  query: tableQuery,
  ...queries,
  /** Order types, the documented ones first, then others that were seen. */
  types: z.array(z.string()),
  /** When this was sent, in epoch ms: what periods and notes are reckoned from. */
  now: z.number(),
});

/** A query has begun. Rows of earlier generations stay until its first rows or its end. */
const loading = z.object({ type: z.literal("loading"), generation, query: tableQuery });

/**
 * Complete rows as DMAPI sent them, to be added to those of the same generation. They are numbered as they arrive; where
 * `at` is given their place is not behind all others but in front of the row now in that place, counted in the order
 * without any sort (rows of a gap that was filled).
 */
const rows = z.object({
  type: z.literal("rows"),
  generation,
  columns: z.array(z.string()),
  separator: z.string().check(z.regex(/^[\t\x20-\x7e]$/)),
  body: z.instanceof(Uint8Array),
  at: z.optional(count),
});

/** How many windows of days are done, of how many, and how many orders came. */
const progress = z.object({ type: z.literal("progress"), generation, done: count, of: count, rows: count });

/** Days (YYYY-MM-DD, both included) of which orders are missing; the reason is a sentence. */
const gap = z.object({
  id: count,
  after: z.string(),
  before: z.string(),
  reason: z.string(),
  /** True while they are asked for again. */
  retrying: z.boolean(),
});

/** All that is missing from a generation now; told when it changes. Without this message nothing is. */
const gaps = z.object({ type: z.literal("gaps"), generation, gaps: z.array(gap) });

/**
 * The query has ended; `partial` if it was cancelled, `earlier` if that was before its first rows: those of before stay. The
 * notice says what cannot be seen.
 */
const done = z.object({
  type: z.literal("done"),
  generation,
  notice: z.string(),
  partial: z.boolean(),
  earlier: z.boolean(),
});

/** The query has failed; the reason is a sentence. The rows that came are kept. */
const failed = z.object({ type: z.literal("failed"), generation, reason: z.string() });

/** A query was not sent because of these fields; the texts are sentences. What was there stays. */
const rejected = z.object({
  type: z.literal("rejected"),
  problems: z.array(z.object({ field: z.keyof(tableQuery), text: z.string() })),
});

/** An export has ended; the text is a sentence, empty if the user gave up. */
const exported = z.object({ type: z.literal("exported"), text: z.string() });

/** The queries that are kept have changed. */
const kept = z.object({ type: z.literal("queries"), ...queries });

/** The account is called something else now. */
const renamed = z.object({ type: z.literal("account"), account });

/** Domains whose transfer is pending, in lower case: rows about them may offer to show it. */
const transfers = z.object({ type: z.literal("transfers"), domains: z.array(z.string()) });

/** Formats in which cells are copied. */
export const copyFormats = ["tsv", "csv", "json", "markdown"] as const;

/**
 * Something to be done in the page, from a native menu or the palette. `column` and `value` are those of the cell the menu
 * was opened on; without them the cell with the focus is meant. `show` goes to an order, as soon as it is there.
 */
const act = z.object({
  type: z.literal("act"),
  act: z.discriminatedUnion("action", [
    z.object({ action: z.literal("copy"), format: z.enum(copyFormats) }),
    z.object({ action: z.literal("filter"), column: z.optional(z.string()), value: z.optional(z.string()) }),
    z.object({ action: z.literal("show"), orderId: z.string() }),
    z.object({ action: z.enum(["export", "find", "clearFilters", "refresh", "openResult", "showTransfer"]) }),
  ]),
});

export const hostMessage = z.discriminatedUnion("type", [
  init,
  loading,
  rows,
  progress,
  gaps,
  done,
  failed,
  rejected,
  exported,
  kept,
  renamed,
  transfers,
  act,
]);

/** What the extension tells the table. */
export type HostMessage = z.infer<typeof hostMessage>;
export type InitMessage = z.infer<typeof init>;
export type TableAct = z.infer<typeof act>["act"];
export type TableGap = z.infer<typeof gap>;
export type TableAccount = z.infer<typeof account>;
export type CopyFormat = (typeof copyFormats)[number];
