import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { Answer } from "./dispatch";
import type { Fault } from "./faults";

const GARBAGE_SIZE = 2048;
const page = "<!DOCTYPE html>\n<html><head><title>Service</title></head><body><h1>Please stand by</h1></body></html>\n";

/** Sends an answer as it should be, in pieces if its body comes in pieces. */
export async function deliver(response: ServerResponse, answer: Answer): Promise<void> {
  setHead(response, answer);
  if (typeof answer.body === "string") {
    endWith(response, Buffer.from(answer.block + answer.body));
    return;
  }
  await pipeline(Readable.from(pieces(answer.block, answer.body), { highWaterMark: 1 }), response);
}

/** Sends an answer damaged or delayed in the way of the fault. */
export async function deliverDamaged(
  response: ServerResponse,
  answer: Answer,
  fault: Fault,
  over: AbortSignal,
): Promise<void> {
  const bytes = Buffer.from([...pieces(answer.block, answer.body)].join(""));
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  setHead(response, answer);
  switch (fault.kind) {
    case "drop-after":
      response.destroy();
      return;
    case "cut":
      endWith(response, half);
      return;
    case "drop-during":
    case "cut-length":
      if (fault.kind === "cut-length") response.setHeader("Content-Length", bytes.length);
      response.write(half, () => response.destroy());
      return;
    case "short-length":
      response.setHeader("Content-Length", half.length);
      response.end(bytes);
      return;
    case "stall":
      response.setHeader("Content-Length", bytes.length);
      response.write(half);
      return;
    case "drip":
      await drip(response, bytes, fault, over);
      return;
    default:
      endWith(response, bytes);
  }
}

/** Answers in place of DMAPI, which never sees the request. False if the fault is not of that kind. */
export function deliverInstead(response: ServerResponse, fault: Fault): boolean {
  switch (fault.kind) {
    case "drop-before":
      response.destroy();
      return true;
    case "status":
      response.statusCode = fault.status ?? 500;
      if (fault.retryAfter !== undefined) response.setHeader("Retry-After", fault.retryAfter);
      response.setHeader("Content-Type", "text/plain; charset=utf-8");
      endWith(response, Buffer.from("The server cannot answer.\n"));
      return true;
    case "html":
      response.statusCode = fault.status ?? 200;
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      endWith(response, Buffer.from(page));
      return true;
    case "empty":
      endWith(response, Buffer.alloc(0));
      return true;
    case "garbage":
      endWith(response, randomBytes(GARBAGE_SIZE));
      return true;
    default:
      return false;
  }
}

function* pieces(block: string, body: Answer["body"]): Generator<string> {
  yield block;
  if (typeof body === "string") yield body;
  else yield* body;
}

function setHead(response: ServerResponse, { httpStatus, csvFile }: Answer): void {
  response.statusCode = httpStatus;
  response.setHeader("Content-Type", csvFile === undefined ? "text/plain; charset=utf-8" : "text/csv; charset=utf-8");
  if (csvFile !== undefined) response.setHeader("Content-Disposition", `attachment; filename="${csvFile}"`);
}

function endWith(response: ServerResponse, bytes: Buffer): void {
  response.setHeader("Content-Length", bytes.length);
  response.end(bytes);
}

async function drip(response: ServerResponse, bytes: Buffer, { ms = 20, bytes: size = 16 }: Fault, over: AbortSignal) {
  response.setHeader("Content-Length", bytes.length);
  for (let from = 0; from < bytes.length && !response.destroyed; from += size) {
    response.write(bytes.subarray(from, from + size));
    await wait(ms, undefined, { signal: over });
  }
  if (!response.destroyed) response.end();
}
