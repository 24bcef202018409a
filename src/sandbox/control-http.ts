import type { IncomingMessage, ServerResponse } from "node:http";
import { DAY, MINUTE } from "./clock";
import type { SandboxControl } from "./control";
import { faultKinds, type Fault } from "./faults";
import { HttpProblem, readBody } from "./http-input";
import { Refusal } from "./refusal";

/** A hundred years: dates beyond cannot be written any more as DMAPI does. */
const LONGEST_JUMP = 100 * 366 * DAY;
const LONGEST_PAUSE = 10 * MINUTE;

type Fields = Readonly<Record<string, unknown>>;
type Lever = (control: SandboxControl, fields: Fields) => unknown;

/** `METHOD /sandbox/<what>` → what it does and the JSON it answers with. */
const levers = new Map<string, Lever>([
  ["GET state", (control) => control.state()],
  ["GET log", (control) => ({ entries: control.log })],
  ["GET sessions", (control) => ({ live: control.liveSessions() })],
  ["POST clock", (control, fields) => control.advance(number(fields, "advance", -LONGEST_JUMP, LONGEST_JUMP))],
  ["POST transfer", (control, fields) => control.setTransfer(text(fields, "domain"), text(fields, "state"))],
  [
    "POST transfer/remove",
    (control, { domain }) => control.removeTransfers(typeof domain === "string" ? domain : undefined),
  ],
  ["POST revoke", (control, fields) => control.revoke(text(fields, "key"))],
  ["POST sessions/kill", (control) => ({ killed: control.killSessions() })],
  ["POST fault", (control, fields) => control.fail(fault(fields))],
  ["POST fault/clear", (control) => control.clearFaults()],
  ["POST latency", (control, fields) => control.setLatency(number(fields, "ms", 0, LONGEST_PAUSE))],
  ["POST balance", (control, fields) => control.setBalance(text(fields, "available"))],
  ["POST order", (control, fields) => ({ id: control.addOrder(strings(fields)) })],
  ["POST log/clear", (control) => control.clearLog()],
]);

/** Answers a request under /sandbox/ with JSON: `{"now": …}` and what was asked for, or `{"error": "…"}`. */
export async function serveControl(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  control: SandboxControl,
) {
  const lever = levers.get(`${request.method ?? ""} ${path}`);
  if (!lever) throw new HttpProblem(404, `no such control; there are ${[...levers.keys()].join(", ")}`);
  try {
    const fields = request.method === "POST" ? await readFields(request) : {};
    const answer = lever(control, fields);
    sendJson(response, 200, { now: control.now(), ...(typeof answer === "object" ? answer : {}) });
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof Refusal)) throw error;
    sendJson(response, 400, { error: error.message });
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
  response.end(`${JSON.stringify(value)}\n`);
}

/** JSON has to be declared as such: no web page can send that here without asking first, and nobody answers. */
async function readFields(request: IncomingMessage): Promise<Fields> {
  if (!request.headers["content-type"]?.startsWith("application/json"))
    throw new HttpProblem(415, "use application/json");
  const body = await readBody(request);
  if (body.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // answered below
  }
  throw new HttpProblem(400, "a JSON object expected");
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string" || value === "") throw new RangeError(`${name}: text expected`);
  if (/[\t\r\n]/.test(value)) throw new RangeError(`${name}: text without tabs and line ends expected`);
  return value;
}

function number(fields: Fields, name: string, least: number, most: number): number {
  const value = fields[name];
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name}: whole number from ${least} to ${most} expected`);
  }
  return value;
}

/** An order's fields: all of them text. */
function strings(fields: Fields): Record<string, string> {
  requireKnown(fields, ["type", "status", "amount", "currency", "identifier"]);
  return Object.fromEntries(Object.keys(fields).map((name) => [name, text(fields, name)]));
}

function fault(fields: Fields): Fault {
  const kind = faultKinds.find((known) => known === fields["kind"]);
  if (!kind) throw new RangeError(`kind: one of ${faultKinds.join(", ")} expected`);
  requireKnown(fields, ["kind", "request", ...Object.keys(faultNumbers)]);
  const numbers = Object.entries(faultNumbers).filter(([name]) => fields[name] !== undefined);
  const request = fields["request"] === undefined ? {} : { request: text(fields, "request") };
  return {
    kind,
    ...request,
    ...Object.fromEntries(numbers.map(([name, ends]) => [name, number(fields, name, ...ends)])),
  };
}

/** What a fault's numbers may be. */
const faultNumbers: Record<string, readonly [least: number, most: number]> = {
  count: [1, 1_000_000],
  ms: [0, LONGEST_PAUSE],
  status: [200, 599],
  retryAfter: [0, 86_400],
  bytes: [1, 1_000_000],
};

function requireKnown(fields: Fields, names: readonly string[]): void {
  const odd = Object.keys(fields).find((name) => !names.includes(name));
  if (odd !== undefined) throw new RangeError(`${odd}: no such field; there are ${names.join(", ")}`);
}
