import { parseFields } from "./parse-list";
import { decodeBody, splitLines } from "./reply";
import type { Call } from "./session";

/** DMAPI's version such as `1.2.53`: from the body, else from the Version header, else empty (version). */
export async function queryVersion(call: Call, signal?: AbortSignal): Promise<string> {
  const reply = await call("version", {}, { signal });
  const versionField = parseFields(reply.request, decodeBody(reply)).find(([name]) => name.toLowerCase() === "version");
  return versionField?.[1] ?? reply.headers.get("Version") ?? "";
}

/** The names of all requests available to these credentials (query-request-list). */
export async function queryRequestNames(call: Call, signal?: AbortSignal): Promise<string[]> {
  const lines = splitLines(decodeBody(await call("query-request-list", {}, { signal })));
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}
