import { isUtf8 } from "node:buffer";
import { DmapiError, type DmapiErrorDetails } from "./errors";
import { limitExceededError, maxHeaderBytes, maxHeaderLines } from "./reply-limits";
import { findStatusCodeReason } from "./status-codes";

/** The headers of a reply block: names in any case and order, some repeated. A line that is not a header has an empty name. */
export class ReplyHeaders {
  constructor(readonly lines: readonly (readonly [name: string, value: string])[]) {}

  /** The first value of `name` in any case; undefined when it was not sent. */
  get(name: string): string | undefined {
    return this.all(name)[0];
  }

  /** Every value of `name`, in the order sent, empty ones too. */
  all(name: string): string[] {
    const lowerCaseName = name.toLowerCase();
    return this.lines.filter(([sent]) => sent.toLowerCase() === lowerCaseName).map(([, value]) => value);
  }
}

/** A reply of DMAPI: a header block, the first empty line, and a body which may be empty. */
export interface Reply {
  readonly request: string;
  readonly httpStatus: number;
  readonly headers: ReplyHeaders;
  /** The body's bytes as sent (UTF-8). */
  readonly body: Uint8Array;
}

const lineFeed = 10;
const carriageReturn = 13;
const decoder = new TextDecoder("utf-8");
/** Keeps a byte order mark: in a body it is part of a field. */
const bodyDecoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The body of `reply` as text. */
export function decodeBody(reply: Reply): string {
  return bodyDecoder.decode(reply.body);
}

/** The lines of a text, LF or CRLF, without the last empty one. */
export function splitLines(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/**
 * Parses a reply block (DMAPI docs, "Returns" of each request) and throws unless it reports success:
 * Status-Code 0 or 1000 to 1999 and no Error header.
 * @param retryAfter the Retry-After header as sent, included in an error
 * @throws DmapiError `http` or `malformed` without a block, otherwise according to the block
 */
export function parseReply(request: string, httpStatus: number, bytes: Uint8Array, retryAfter?: string): Reply {
  const reply = parseBlock(request, httpStatus, bytes, retryAfter);
  const failure = toReplyError(reply, retryAfter);
  if (failure) throw failure;
  return reply;
}

/**
 * Parses a reply that is a file without a block (DMAPI docs, query-order-list: csv). A failure still comes as a block, and
 * so does a success from a server without csv support; a block has headers, a file has none.
 * @throws DmapiError as `parseReply`; `malformed` for anything else, such as a web page
 */
export function parseFileReply(request: string, httpStatus: number, bytes: Uint8Array, retryAfter?: string): Reply {
  const beginning = decoder.decode(bytes.subarray(0, 4096));
  if (/^Status-Code[ \t]*:/im.test(beginning)) return parseReply(request, httpStatus, bytes, retryAfter);
  if (httpStatus !== 200) throw missingBlockError(request, httpStatus, retryAfter);
  if (!isUtf8(bytes) || /^\s*</.test(beginning)) {
    throw new DmapiError("malformed", "the reply is not a DMAPI file", { request, httpStatus });
  }
  return { request, httpStatus, headers: new ReplyHeaders([]), body: bytes };
}

/** The bytes before and after the first empty line; the reason why not when it does not come in time. */
function splitHeadAndBody(bytes: Uint8Array): [head: Uint8Array, body: Uint8Array] | string {
  let lineStart = 0;
  let lines = 0;
  const limited = bytes.subarray(0, maxHeaderBytes);
  for (let at = limited.indexOf(lineFeed); at >= 0; at = limited.indexOf(lineFeed, lineStart)) {
    lines += 1;
    if (lines > maxHeaderLines) return `the header block has more than ${maxHeaderLines} lines`;
    const length = at - lineStart;
    if (length === 0 || (length === 1 && bytes[lineStart] === carriageReturn)) {
      return [bytes.subarray(0, lineStart), bytes.subarray(at + 1)];
    }
    lineStart = at + 1;
  }
  if (bytes.length > maxHeaderBytes) return `the header block is larger than ${maxHeaderBytes / 1024} KB`;
  return [bytes, new Uint8Array()];
}

function parseBlock(request: string, httpStatus: number, bytes: Uint8Array, retryAfter: string | undefined): Reply {
  const parts = splitHeadAndBody(bytes);
  if (typeof parts === "string") {
    if (httpStatus !== 200) throw missingBlockError(request, httpStatus, retryAfter);
    throw limitExceededError(request, parts);
  }
  const [head, body] = parts;
  const headers = new ReplyHeaders(splitLines(decoder.decode(head)).map(parseHeader));
  if (isReplyBlock(headers, head.length < bytes.length)) return { request, httpStatus, headers, body };
  if (httpStatus !== 200) throw missingBlockError(request, httpStatus, retryAfter);
  const detail = bytes.length === 0 ? "the reply was empty" : "the reply is not a DMAPI reply";
  throw new DmapiError("malformed", detail, { request, httpStatus });
}

/** Name and value of a line; any other line, such as a continuation, is a value with an empty name. */
function parseHeader(line: string): [name: string, value: string] {
  const match = /^([A-Za-z][\w.-]*)[ \t]*:(.*)$/s.exec(line);
  return match ? [match[1] ?? "", (match[2] ?? "").trim()] : ["", line.trim()];
}

/** A block has a Status-Code, and only headers before it; without an empty line, only headers at all. */
function isReplyBlock(headers: ReplyHeaders, hasEnd: boolean): boolean {
  const names = headers.lines.map(([name]) => name.toLowerCase());
  const before = hasEnd ? names.slice(0, names.indexOf("status-code")) : names;
  return /^\d+$/.test(headers.get("Status-Code") ?? "") && !before.includes("");
}

function missingBlockError(request: string, httpStatus: number, retryAfter: string | undefined): DmapiError {
  // A proxy or a firewall may answer a login with 401, which says nothing of the credentials.
  const reason = httpStatus === 401 && request !== "login" ? "authentication" : "http";
  return new DmapiError(reason, `HTTP ${httpStatus} without a DMAPI reply`, { request, httpStatus, retryAfter });
}

function toReplyError(reply: Reply, retryAfter: string | undefined): DmapiError | undefined {
  const code = Number(reply.headers.get("Status-Code"));
  const errors = reply.headers.all("Error").filter((line) => line !== "");
  const isSuccess = code === 0 || (code >= 1000 && code < 2000);
  if (isSuccess && errors.length === 0 && reply.httpStatus < 400) return undefined;
  const details: DmapiErrorDetails = {
    request: reply.request,
    httpStatus: reply.httpStatus,
    statusCode: code,
    statusText: reply.headers.get("Status-Text"),
    errors: errors.length > 0 ? errors : getBodyExplanation(reply),
    trackingId: reply.headers.get("Tracking-Id") ?? reply.headers.get("SvTrId"),
    retryAfter,
  };
  const texts = [...(details.errors ?? []), details.statusText ?? ""];
  return new DmapiError(
    getReason(reply, code, texts),
    `Status-Code ${code} ${details.statusText ?? ""}`.trim(),
    details,
  );
}

function getReason(reply: Reply, code: number, texts: readonly string[]): DmapiError["reason"] {
  if (reply.request === "login") return getLoginReason(reply, code, texts);
  const reason = findStatusCodeReason(code, false);
  if (reason !== undefined) return reason;
  if (reply.httpStatus === 401) return "authentication";
  if (reply.httpStatus === 403) return "permission";
  if (reply.httpStatus >= 500 || reply.httpStatus === 429) return "http";
  return "refused";
}

/** After these the credentials are not sent again by themselves, so nothing else may look like them. */
const badCredentialsPatterns = [
  /\b(?:api[- ]?key|user ?name|user|login|password|credentials?)\b.{0,40}\b(?:invalid|incorrect|wrong|unknown|revoked|disabled|expired|not valid|not found|does not exist)\b/i,
  /\b(?:invalid|incorrect|wrong|unknown|revoked|expired|bad)\b.{0,20}\b(?:api[- ]?key|user ?name|user|login|password|credentials?)\b/i,
];

/** A login is refused for bad credentials (2200, or a text that says so), or fails for a reason that may pass. */
function getLoginReason({ httpStatus }: Reply, code: number, texts: readonly string[]): DmapiError["reason"] {
  const reason = findStatusCodeReason(code, true);
  if (reason !== undefined) return reason;
  if (texts.some((text) => badCredentialsPatterns.some((pattern) => pattern.test(text.slice(0, maxExplanationBytes)))))
    return "authentication";
  return httpStatus >= 500 || httpStatus === 429 ? "http" : "refused";
}

const maxExplanationBytes = 4096;

/** Some failures are explained only by a short body, such as `API key is invalid`. */
function getBodyExplanation(reply: Reply): string[] {
  if (reply.body.length > maxExplanationBytes) return [];
  const [first, ...rest] = splitLines(decodeBody(reply)).filter((line) => line.trim() !== "");
  return first !== undefined && rest.length < 3 && first.length <= 200 ? [first.trim()] : [];
}
