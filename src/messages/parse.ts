import * as z from "zod/mini";
import { hostMessage, type HostMessage } from "./host";
import { tableMessage, type TableMessage } from "./table";

/** Reads what the extension sent; tells why through `report` and gives undefined if it is not a known message. */
export function parseHostMessage(data: unknown, report: (why: string) => void): HostMessage | undefined {
  return parse(hostMessage, data, report);
}

/** Reads what the table sent; tells why through `report` and gives undefined if it is not a known message. */
export function parseTableMessage(data: unknown, report: (why: string) => void): TableMessage | undefined {
  return parse(tableMessage, data, report);
}

function parse<T>(schema: z.ZodMiniType<T>, data: unknown, report: (why: string) => void): T | undefined {
  const result = z.safeParse(schema, data);
  if (result.success) return result.data;
  // Paths and codes only: the data may hold what nobody should find in a log.
  const issues = result.error.issues.slice(0, 5).map(({ code, path }) => `${path.join(".") || "message"}: ${code}`);
  report(`Ignored a message of unknown shape (${issues.join(", ")})`);
  return undefined;
}
