import { DmapiError } from "./errors";

/** Limits of one request's reply. They stop a broken or hostile server, and are far above what DMAPI sends. */
export interface ReplyLimits {
  readonly maxBytes: number;
  /** From the first attempt to connect to the last byte. */
  readonly deadlineMs: number;
}

const megabyte = 2 ** 20;

/** Connecting and the first byte may take 75 s; the rest of these small replies takes moments. */
const smallReplyLimits: ReplyLimits = { maxBytes: 8 * megabyte, deadlineMs: 90_000 };
const limitsByRequest = new Map<string, ReplyLimits>([
  // One page of at most 10,000 orders, about 1 MB: three minutes are enough at 10 KB/s.
  ["query-order-list", { maxBytes: 64 * megabyte, deadlineMs: 180_000 }],
  // All results of 90 days at once.
  ["result-list", { maxBytes: 64 * megabyte, deadlineMs: 180_000 }],
]);
/** A file holds all orders of 90 days, and the user sees its progress and can cancel it. */
const fileLimits: ReplyLimits = { maxBytes: 256 * megabyte, deadlineMs: 900_000 };

/** The limits of a request's reply. */
export function getReplyLimits(request: string, isFile: boolean): ReplyLimits {
  return isFile ? fileLimits : (limitsByRequest.get(request) ?? smallReplyLimits);
}

/** A header block has some twenty lines; a login reply the most. */
export const maxHeaderBytes = 256 * 1024;
export const maxHeaderLines = 1000;
/** Lists have up to nine columns. */
export const maxColumns = 1000;
export const maxRowLength = megabyte;
/** Rows become objects of about 1 KB each. */
export const maxListRows = 250_000;
/** `Key: value` lines of a profile, a transfer or a result. */
export const maxFieldLines = 20_000;
/** There are about 1,500 TLDs. */
export const maxTlds = 20_000;

/** A reply exceeds one of these limits. */
export function limitExceededError(request: string, detail: string): DmapiError {
  return new DmapiError("malformed", detail, { request });
}
