import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { createGzip, gzipSync } from "node:zlib";
import type { DispatchedReply } from "./dispatch-request";
import { EppError } from "./epp-error";
import type { Fault } from "./fault-injection";
import type { QuirkSet } from "./quirks";
import { formatBlock } from "./reply";
import { releaseVersion } from "./request-types";

const garbageBytes = 2048;
const htmlPage =
  "<!DOCTYPE html>\n<html><head><title>Service</title></head><body><h1>Please stand by</h1></body></html>\n";

/** The name of the cookie that has the session. */
export const sessionCookieName = "dmapi-auth";
const bytesPerChunk = 512;

export interface SendOptions {
  readonly quirks: QuirkSet;
  /** Epoch ms on the sandbox clock. */
  readonly now: number;
  readonly isGzip: boolean;
}

/** Sends a reply normally, in chunks if its body is iterable. */
export async function sendResponse(
  httpResponse: ServerResponse,
  reply: DispatchedReply,
  options: SendOptions,
): Promise<void> {
  setHead(httpResponse, reply, options);
  if (options.isGzip) httpResponse.setHeader("Content-Encoding", "gzip");
  const hasTrailer = options.quirks.has("chunked-trailers");
  if (typeof reply.body === "string" && !hasTrailer) {
    const bytes = encode(reply.headerBlock + reply.body, options);
    endWithLength(httpResponse, options.isGzip ? gzipSync(bytes) : bytes);
    return;
  }
  if (hasTrailer) {
    httpResponse.setHeader("Trailer", "X-Reply-End");
    httpResponse.addTrailers({ "X-Reply-End": "complete" });
  }
  const chunks = Readable.from(iterateBytes(reply, options), { highWaterMark: 1 });
  await (options.isGzip ? pipeline(chunks, createGzip(), httpResponse) : pipeline(chunks, httpResponse));
}

/** Sends a reply damaged or delayed according to the fault. */
export async function sendDamagedResponse(
  response: ServerResponse,
  reply: DispatchedReply,
  options: SendOptions,
  fault: Fault,
  closeSignal: AbortSignal,
): Promise<void> {
  const bytes = encode([...iterateChunks(reply)].join(""), options);
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  setHead(response, reply, options);
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

/** Refuses what is no DMAPI request, with code 2000 or 2001 and without any headers that need a request. */
export function sendRefusal(response: ServerResponse, httpStatus: number, reason: string): void {
  const { code, statusText } = new EppError(httpStatus >= 500 ? 2400 : httpStatus === 404 ? 2000 : 2001, reason);
  response.statusCode = httpStatus;
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  const headers = [
    ["Status-Code", `${code}`],
    ["Status-Text", statusText],
    ["Error", reason],
    ["Result", "NACK"],
  ] as const;
  endWithLength(response, Buffer.from(formatBlock(headers)));
}

function* iterateChunks({ headerBlock, body }: DispatchedReply): Generator<string> {
  yield headerBlock;
  if (typeof body === "string") yield body;
  else yield* body;
}

/** The chunks of a reply; those of a short one end anywhere, even within a character. */
function* iterateBytes(reply: DispatchedReply, options: SendOptions): Generator<Buffer> {
  if (typeof reply.body !== "string") {
    for (const chunk of iterateChunks(reply)) yield encode(chunk, options);
    return;
  }
  const bytes = encode(reply.headerBlock + reply.body, options);
  for (let from = 0; from < bytes.length; from += bytesPerChunk) yield bytes.subarray(from, from + bytesPerChunk);
}

function encode(text: string, { quirks }: SendOptions): Buffer {
  return quirks.has("latin1") ? Buffer.from(text.replace(/[^\0-\u00ff]/gu, "?"), "latin1") : Buffer.from(text);
}

function setHead(
  response: ServerResponse,
  { httpStatus, csvFileName, cookie }: DispatchedReply,
  { quirks, now }: SendOptions,
): void {
  response.statusCode = httpStatus;
  const mediaType = csvFileName === undefined ? "text/plain" : "text/csv";
  response.setHeader("Content-Type", `${mediaType}; charset=${quirks.has("latin1") ? "iso-8859-1" : "utf-8"}`);
  if (cookie !== undefined) response.setHeader("Set-Cookie", `${sessionCookieName}=${cookie}; path=/`);
  if (quirks.has("http-headers-captured")) {
    response.setHeader("Server", `DMAPI/${releaseVersion}`);
    response.setHeader("Last-Modified", new Date(now).toUTCString());
  }
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
