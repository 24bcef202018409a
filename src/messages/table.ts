import * as z from "zod/mini";

const ready = z.object({ type: z.literal("ready") });

/** Load the orders of the last days. */
const query = z.object({ type: z.literal("query"), days: z.number().check(z.int(), z.minimum(1), z.maximum(3660)) });

/** Stop loading; keep what came. */
const cancel = z.object({ type: z.literal("cancel") });

/** Export these rows of that generation in this order; all rows as they came if null. */
const exportRows = z.object({
  type: z.literal("export"),
  generation: z.number().check(z.int(), z.nonnegative()),
  rows: z.nullable(z.instanceof(Uint32Array)),
});

/** Something went wrong in the page that belongs into the log. */
const problem = z.object({ type: z.literal("problem"), text: z.string().check(z.maxLength(2000)) });

export const tableMessage = z.discriminatedUnion("type", [ready, query, cancel, exportRows, problem]);

/** What the table tells the extension. */
export type TableMessage = z.infer<typeof tableMessage>;
