import type { DmapiErrorReason } from "./errors";

interface StatusCodeMeaning {
  /** What it means in the reply to a login; if absent, the texts of the reply decide. */
  readonly login?: DmapiErrorReason;
  /** What it means in any other reply. */
  readonly request: DmapiErrorReason;
}

/**
 * The Status-Codes that mean more than "refused". The DMAPI docs name none; they are those of EPP (RFC 5730, section 3),
 * which take precedence over the HTTP status. What the comments say beside them was seen in replies or in other clients.
 */
const meanings = new Map<number, StatusCodeMeaning>([
  // Authentication error: wrong credentials, or a dead session (with HTTP 401 or 200).
  [2200, { login: "authentication", request: "authentication" }],
  // Authorization error: a missing right. In an old session also 2202, for a dead one: `Session` then tries a new one.
  [2201, { request: "permission" }],
  [2202, { request: "permission" }],
  // Object does not exist.
  [2303, { request: "not-found" }],
  // The server closes the connection: without a reason, for failed authentication, or because of too many sessions.
  [2500, { login: "refused", request: "refused" }],
  [2501, { login: "refused", request: "authentication" }],
  [2502, { login: "refused", request: "refused" }],
]);

/** The reason a Status-Code stands for; undefined if it has no meaning of its own. */
export function findStatusCodeReason(code: number, isLogin: boolean): DmapiErrorReason | undefined {
  return meanings.get(code)?.[isLogin ? "login" : "request"];
}

/** Whether a reply says that the account has too many sessions (EPP 2502). */
export function isSessionLimit(code: number | undefined, texts: readonly string[]): boolean {
  return (
    code === 2502 ||
    texts.some((text) => /\b(?:too many|maximum|limit)\b.{0,40}\bsessions?\b|\bsessions? limit\b/i.test(text))
  );
}

/** Whether a refusal means that the session is gone or lacks a right, which DMAPI does not tell apart reliably. */
export function mayBeDeadSession(code: number | undefined): boolean {
  return code === 2201 || code === 2202;
}
