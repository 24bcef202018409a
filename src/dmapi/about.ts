import { readFields } from "./list";
import { bodyText, linesOf } from "./reply";
import type { Call } from "./session";

/** DMAPI's version such as `1.2.53`, or what its header says where the body does not; empty if nothing does (version). */
export async function queryVersion(call: Call, signal?: AbortSignal): Promise<string> {
  const reply = await call("version", {}, { signal });
  const told = readFields(bodyText(reply)).find(([name]) => name.toLowerCase() === "version");
  return told?.[1] ?? reply.headers.get("Version") ?? "";
}

/** The names of all requests these credentials may know of (query-request-list). */
export async function queryRequestNames(call: Call, signal?: AbortSignal): Promise<string[]> {
  const lines = linesOf(bodyText(await call("query-request-list", {}, { signal })));
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}
