import type { IncomingMessage, ServerResponse } from "node:http";
import { dayMs, minuteMs } from "./clock";
import type { SandboxControl } from "./control";
import { faultKinds, type Fault } from "./fault-injection";
import { HttpError, readBodyText } from "./request-body";
import { EppError } from "./epp-error";

/** A hundred years; later dates do not fit DMAPI's date formats. */
const maxJumpMs = 100 * 366 * dayMs;
const maxDelayMs = 10 * minuteMs;

type JsonFields = Readonly<Record<string, unknown>>;
type ControlRoute = (control: SandboxControl, fields: JsonFields) => unknown;

/** `METHOD /sandbox/<route>` and its handler, which returns the JSON of the reply. */
const controlRoutes = new Map<string, ControlRoute>([
  ["GET state", (control) => control.getSnapshot()],
  ["GET log", (control) => ({ entries: control.log })],
  ["GET sessions", (control) => ({ live: control.countSessions() })],
  ["GET quirks", (control) => ({ quirks: control.quirks })],
  ["POST quirks", (control, { quirks }) => control.setQuirks(requireTexts(quirks, "quirks"))],
  ["POST clock", (control, fields) => control.advance(requireInteger(fields, "advance", -maxJumpMs, maxJumpMs))],
  [
    "POST transfer",
    (control, fields) => control.setTransfer(requireText(fields, "domain"), requireText(fields, "state")),
  ],
  [
    "POST transfer/remove",
    (control, { domain }) => control.removeTransfers(typeof domain === "string" ? domain : undefined),
  ],
  ["POST revoke", (control, fields) => control.revoke(requireText(fields, "key"))],
  ["POST sessions/kill", (control) => ({ killed: control.killSessions() })],
  ["POST fault", (control, fields) => control.addFaults(parseFault(fields))],
  ["POST fault/clear", (control) => control.clearFaults()],
  ["POST latency", (control, fields) => control.setLatency(requireInteger(fields, "ms", 0, maxDelayMs))],
  ["POST balance", (control, fields) => control.setBalance(requireText(fields, "available"))],
  ["POST order", (control, fields) => ({ id: control.addOrder(parseOrderFields(fields)) })],
  ["POST log/clear", (control) => control.clearLog()],
]);

/** Handles a request under /sandbox/: replies with `{"now": …}` and the route's result, or `{"error": "…"}`. */
export async function handleControlRequest(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  control: SandboxControl,
) {
  const route = controlRoutes.get(`${request.method ?? ""} ${path}`);
  if (!route) throw new HttpError(404, `no such control; there are ${[...controlRoutes.keys()].join(", ")}`);
  try {
    const fields = request.method === "POST" ? await readJsonFields(request) : {};
    const result = route(control, fields);
    sendJson(response, 200, { now: control.now(), ...(typeof result === "object" ? result : {}) });
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof EppError)) throw error;
    sendJson(response, 400, { error: error.message });
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
  response.end(`${JSON.stringify(value)}\n`);
}

/** Requires a JSON content type: a web page cannot send that without a CORS preflight, which is not answered (CSRF). */
async function readJsonFields(request: IncomingMessage): Promise<JsonFields> {
  if (!request.headers["content-type"]?.startsWith("application/json"))
    throw new HttpError(415, "use application/json");
  const body = await readBodyText(request);
  if (body.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // handled below
  }
  throw new HttpError(400, "a JSON object expected");
}

function requireText(fields: JsonFields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string" || value === "") throw new RangeError(`${name}: text expected`);
  if (/[\t\r\n]/.test(value)) throw new RangeError(`${name}: text without tabs and line ends expected`);
  return value;
}

function requireTexts(value: unknown, name: string): string[] {
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value;
  throw new RangeError(`${name}: list of names expected`);
}

function requireInteger(fields: JsonFields, name: string, min: number, max: number): number {
  const value = fields[name];
  if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${name}: whole number from ${min} to ${max} expected`);
  }
  return value;
}

/** An order's fields: all of them text. */
function parseOrderFields(fields: JsonFields): Record<string, string> {
  requireKnownFields(fields, ["type", "status", "amount", "currency", "identifier"]);
  return Object.fromEntries(Object.keys(fields).map((name) => [name, requireText(fields, name)]));
}

function parseFault(fields: JsonFields): Fault {
  const kind = faultKinds.find((known) => known === fields["kind"]);
  if (!kind) throw new RangeError(`kind: one of ${faultKinds.join(", ")} expected`);
  requireKnownFields(fields, ["kind", "request", ...Object.keys(faultNumberRanges)]);
  const numbers = Object.entries(faultNumberRanges).filter(([name]) => fields[name] !== undefined);
  const request = fields["request"] === undefined ? {} : { request: requireText(fields, "request") };
  return {
    kind,
    ...request,
    ...Object.fromEntries(numbers.map(([name, range]) => [name, requireInteger(fields, name, ...range)])),
  };
}

/** The valid ranges of a fault's numbers. */
const faultNumberRanges: Record<string, readonly [least: number, most: number]> = {
  count: [1, 1_000_000],
  skip: [0, 1_000_000],
  ms: [0, maxDelayMs],
  status: [200, 599],
  retryAfter: [0, 86_400],
  bytes: [1, 1_000_000],
};

function requireKnownFields(fields: JsonFields, names: readonly string[]): void {
  const unknownField = Object.keys(fields).find((name) => !names.includes(name));
  if (unknownField !== undefined) throw new RangeError(`${unknownField}: no such field; there are ${names.join(", ")}`);
}
