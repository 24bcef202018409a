import * as z from "zod/mini";

// Compiling schemas would need eval, which the pages' content security policy refuses.
z.config({ jitless: true });

/** Reads a message; tells why through `report` and gives undefined if it has not this shape. */
export function readShape<T>(schema: z.ZodMiniType<T>, data: unknown, report: (why: string) => void): T | undefined {
  const result = z.safeParse(schema, data);
  if (result.success) return result.data;
  // Paths and codes only: the data may hold what nobody should find in a log.
  const issues = result.error.issues.slice(0, 5).map(({ code, path }) => `${path.join(".") || "message"}: ${code}`);
  report(`Ignored a message of unknown shape (${issues.join(", ")})`);
  return undefined;
}
