import * as z from "zod/mini";

// Compiling schemas would need eval, which the pages' content security policy refuses.
z.config({ jitless: true });

/** Parses a message by its schema; undefined, with the reason through `report`, if it does not match. */
export function parseMessage<T>(schema: z.ZodMiniType<T>, data: unknown, report: (why: string) => void): T | undefined {
  const result = z.safeParse(schema, data);
  if (result.success) return result.data;
  // Paths and codes only: the data may have secrets, which must not be logged.
  const issues = result.error.issues.slice(0, 5).map(({ code, path }) => `${path.join(".") || "message"}: ${code}`);
  report(`Ignored a message of unknown shape (${issues.join(", ")})`);
  return undefined;
}
