import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { AccessLog, LogEntry } from "./access-log";
import { HttpProblem, readForm } from "./http-input";
import { deliver, deliverDamaged, deliverInstead } from "./delivery";
import { answer, type Answer } from "./dispatch";
import type { Faults } from "./faults";
import { Parameters } from "./parameters";
import type { World } from "./world";

const LONGEST_URL = 8190;

/** Says what is sent in the place of a reply to the request of this name; both are whole, with their headers. */
export type Rewrite = (request: string, reply: string) => string;

/** What a request to DMAPI meets besides the world: delays, faults and the log. */
export interface Surroundings {
  readonly world: World;
  readonly faults: Faults;
  readonly log: AccessLog;
  /** Milliseconds before each answer. */
  latency: number;
  rewrite?: Rewrite | undefined;
  /** Aborted when the server closes. */
  readonly over: AbortSignal;
}

/** Carries one `/request/<name>` from its first byte to its last. Fails with HttpProblem for what is not a DMAPI request. */
export async function exchange(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  around: Surroundings,
): Promise<void> {
  const name = url.pathname
    .replace(/^\/request\/?/, "")
    .replace(/\/$/, "")
    .toLowerCase();
  const entry = log(request, name, around);
  const parameters = await readParameters(request, url);
  entry.parameters = parameters.names();
  const fault = around.faults.take(name);
  if (fault) entry.fault = fault.kind;
  const delay = around.latency + (fault?.kind === "latency" ? (fault.ms ?? 0) : 0);
  if (delay > 0) await wait(delay, undefined, { signal: around.over });
  if (fault && deliverInstead(response, fault)) return;
  if (fault?.kind === "session-death") around.world.sessions.kill(around.world.settle());
  const result = rewritten(name, await answer(around.world, name, parameters), around.rewrite);
  entry.code = result.code;
  await (fault ? deliverDamaged(response, result, fault, around.over) : deliver(response, result));
}

function rewritten(name: string, result: Answer, rewrite: Rewrite | undefined): Answer {
  if (!rewrite) return result;
  const { block, body } = result;
  return { ...result, block: "", body: rewrite(name, block + (typeof body === "string" ? body : [...body].join(""))) };
}

function log(request: IncomingMessage, name: string, { world, log }: Surroundings): LogEntry {
  const { method = "", url: path = "" } = request;
  const entry: LogEntry = { at: world.clock.now(), method, path, request: name, parameters: [] };
  log.add(entry);
  return entry;
}

/** The parameters of the body and the query; the body's count more. */
async function readParameters(request: IncomingMessage, url: URL): Promise<Parameters> {
  if ((request.url ?? "").length > LONGEST_URL) throw new HttpProblem(414, "The URL is too long: use POST");
  if (request.method === "GET") return new Parameters(url.searchParams);
  if (request.method !== "POST") throw new HttpProblem(405, "Use GET or POST");
  return new Parameters([...(await readForm(request)), ...url.searchParams]);
}
