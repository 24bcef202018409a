import type { Arrival, Call } from "./call";
import { formatCents } from "./money";
import type { Parameters } from "./parameters";
import { identity } from "./profile";
import { Refusal } from "./refusal";
import { INTERFACE_VERSION, loginRequest, requestTypes, type RequestType } from "./registry";
import { writeBlock, type Header, type Reply } from "./reply";
import type { World } from "./world";

/** A whole answer, ready to be sent. */
export interface Answer {
  readonly httpStatus: number;
  /** Status-Code. */
  readonly code: number;
  /** The header block with its empty line; empty for a file. */
  readonly block: string;
  readonly body: string | Iterable<string>;
  readonly csvFile?: string | undefined;
}

/** Answers one DMAPI request: finds its kind and its session, sees to the access level, and never throws a Refusal. */
export async function answer(world: World, name: string, parameters: Parameters): Promise<Answer> {
  const begun = performance.now();
  const at = world.settle();
  const arrival = { parameters, world, at, trackingId: world.ids.trackingId(at) };
  try {
    const reply = name === loginRequest.name ? loginRequest.handle(arrival) : await handle(name, arrival);
    return accepted(arrival, reply, begun);
  } catch (error) {
    if (error instanceof Refusal) return refused(arrival, error, begun);
    throw error;
  }
}

async function handle(name: string, arrival: Arrival): Promise<Reply> {
  const type = requestTypes.get(name);
  if (!type) throw new Refusal(2000, `Unknown request: ${name}`);
  const session = arrival.world.sessions.use(arrival.parameters.text("auth-sid"), arrival.at);
  const call: Call = { ...arrival, session };
  requireAccess(name, type, call);
  const result: Header[] = type.changes(call) ? [["Result", "ACK"]] : [];
  const reply = await type.handle(call);
  return { ...reply, headers: [...result, ...identity, ...(reply.headers ?? []), ...balance(arrival.world)] };
}

/** Error 2202 for what the credentials of the session may not do. */
function requireAccess(name: string, type: RequestType, call: Call): void {
  const { access } = call.session.credential;
  if (access === "readonly" && type.changes(call)) {
    throw new Refusal(2202, `${name}: not permitted with read-only access`);
  }
  if (access === "whois-only" && type.harmless !== true) {
    throw new Refusal(2202, `${name}: not permitted with whois-only access`);
  }
}

function accepted(arrival: Arrival, reply: Reply, begun: number): Answer {
  const { code, headers = [], body = "", csvFile } = reply;
  if (csvFile !== undefined) return { httpStatus: 200, code, block: "", body, csvFile };
  const block = writeBlock([["Status-Code", `${code}`], ["Status-Text", "OK"], ...common(arrival, begun), ...headers]);
  return { httpStatus: 200, code, block, body };
}

function refused(arrival: Arrival, refusal: Refusal, begun: number): Answer {
  const { code, text, reason, body, httpStatus } = refusal;
  const block = writeBlock([
    ["Status-Code", `${code}`],
    ["Status-Text", text],
    ...(reason === undefined ? [] : [["Error", reason] as const]),
    ["Result", "NACK"],
    ...common(arrival, begun),
  ]);
  return { httpStatus, code, block, body };
}

function common({ trackingId }: Arrival, begun: number): Header[] {
  const total = (performance.now() - begun) / 1000;
  const share = 0.28878;
  return [
    ["SvTrId", trackingId],
    ["Tracking-Id", trackingId],
    ["Timing", `${(total * share).toFixed(6)}/${total.toFixed(6)} ${(share * 100).toFixed(3)}%`],
    ["Version", INTERFACE_VERSION],
  ];
}

function balance(world: World): Header[] {
  return [["Account-Balance", formatCents(world.balance.available)]];
}
