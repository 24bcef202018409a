import * as z from "zod/mini";
import { stringsSchema } from "./strings";

// Compiling schemas would need eval, which the page's content security policy refuses.
z.config({ jitless: true });

const generation = z.number().check(z.int(), z.nonnegative());

/** Sent once to every new page, before anything else. */
const init = z.object({
  type: z.literal("init"),
  /** BCP 47 tag for numbers. */
  language: z.string(),
  /** What the account is called, with its mark if it is a sandbox. */
  account: z.string(),
  /** The period being shown, in days up to today. */
  days: z.number().check(z.int(), z.positive()),
  strings: stringsSchema,
  /** Readable titles by column name. */
  titles: z.record(z.string(), z.string()),
});

/** A query has begun. Rows of earlier generations stay until its first rows or its end. */
const loading = z.object({ type: z.literal("loading"), generation });

/** Complete rows as DMAPI sent them, to be added to those of the same generation. */
const rows = z.object({
  type: z.literal("rows"),
  generation,
  columns: z.array(z.string()),
  separator: z.string().check(z.regex(/^[\t\x20-\x7e]$/)),
  body: z.instanceof(Uint8Array),
});

/** The query has ended; `partial` if it was cancelled. The notice says what cannot be seen. */
const done = z.object({ type: z.literal("done"), generation, notice: z.string(), partial: z.boolean() });

/** The query has failed; the reason is a sentence. The rows that came are kept. */
const failed = z.object({ type: z.literal("failed"), generation, reason: z.string() });

/** An export has ended; the text is a sentence, empty if the user gave up. */
const exported = z.object({ type: z.literal("exported"), text: z.string() });

export const hostMessage = z.discriminatedUnion("type", [init, loading, rows, done, failed, exported]);

/** What the extension tells the table. */
export type HostMessage = z.infer<typeof hostMessage>;
export type InitMessage = z.infer<typeof init>;
