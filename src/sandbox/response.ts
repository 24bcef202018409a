import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { DispatchedReply } from "./dispatch-request";
import type { Fault } from "./fault-injection";

const garbageBytes = 2048;
const htmlPage =
  "<!DOCTYPE html>\n<html><head><title>Service</title></head><body><h1>Please stand by</h1></body></html>\n";

/** Sends a reply normally, in chunks if its body is iterable. */
export async function sendResponse(httpResponse: ServerResponse, reply: DispatchedReply): Promise<void> {
  setHead(httpResponse, reply);
  if (typeof reply.body === "string") {
    endWithLength(httpResponse, Buffer.from(reply.headerBlock + reply.body));
    return;
  }
  await pipeline(Readable.from(iterateChunks(reply.headerBlock, reply.body), { highWaterMark: 1 }), httpResponse);
}

/** Sends a reply damaged or delayed according to the fault. */
export async function sendDamagedResponse(
  response: ServerResponse,
  reply: DispatchedReply,
  fault: Fault,
  closeSignal: AbortSignal,
): Promise<void> {
  const bytes = Buffer.from([...iterateChunks(reply.headerBlock, reply.body)].join(""));
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  setHead(response, reply);
  switch (fault.kind) {
    case "drop-after":
      response.destroy();
      return;
    case "cut":
      endWithLength(response, half);
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
      await sendSlowly(response, bytes, fault, closeSignal);
      return;
    default:
      endWithLength(response, bytes);
  }
}

/** Sends a replacement without processing the request. False if the fault is not of that kind. */
export function trySendReplacement(response: ServerResponse, fault: Fault): boolean {
  switch (fault.kind) {
    case "drop-before":
      response.destroy();
      return true;
    case "status":
      response.statusCode = fault.status ?? 500;
      if (fault.retryAfter !== undefined) response.setHeader("Retry-After", fault.retryAfter);
      response.setHeader("Content-Type", "text/plain; charset=utf-8");
      endWithLength(response, Buffer.from("The server cannot answer.\n"));
      return true;
    case "html":
      response.statusCode = fault.status ?? 200;
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      endWithLength(response, Buffer.from(htmlPage));
      return true;
    case "empty":
      endWithLength(response, Buffer.alloc(0));
      return true;
    case "garbage":
      endWithLength(response, randomBytes(garbageBytes));
      return true;
    default:
      return false;
  }
}

function* iterateChunks(headerBlock: string, body: DispatchedReply["body"]): Generator<string> {
  yield headerBlock;
  if (typeof body === "string") yield body;
  else yield* body;
}

function setHead(response: ServerResponse, { httpStatus, csvFileName }: DispatchedReply): void {
  response.statusCode = httpStatus;
  response.setHeader(
    "Content-Type",
    csvFileName === undefined ? "text/plain; charset=utf-8" : "text/csv; charset=utf-8",
  );
  if (csvFileName !== undefined) response.setHeader("Content-Disposition", `attachment; filename="${csvFileName}"`);
}

function endWithLength(response: ServerResponse, bytes: Buffer): void {
  response.setHeader("Content-Length", bytes.length);
  response.end(bytes);
}

async function sendSlowly(
  response: ServerResponse,
  bytes: Buffer,
  { ms = 20, bytes: size = 16 }: Fault,
  closeSignal: AbortSignal,
) {
  response.setHeader("Content-Length", bytes.length);
  for (let from = 0; from < bytes.length && !response.destroyed; from += size) {
    response.write(bytes.subarray(from, from + size));
    await wait(ms, undefined, { signal: closeSignal });
  }
  if (!response.destroyed) response.end();
}
