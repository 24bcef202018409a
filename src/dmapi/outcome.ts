import { DmapiError } from "./errors";

/** `DmapiError.code` of a modifying request that read-only mode held back. */
export const readOnlyMode = "read-only mode";

/** A modifying request that the user's own switch holds back. */
export function heldBack(request: string): DmapiError {
  const failure = { request, code: readOnlyMode, unsent: true };
  return new DmapiError("permission", "blocked by read-only mode", failure);
}

/** A request of a session that is no more. */
export function ended(request: string): DmapiError {
  return new DmapiError("cancelled", "the session was ended", { request });
}

/**
 * What is told of a failure: a server may repeat a secret in it. A modifying request whose reply was lost may have been
 * carried out: that is an outcome of its own.
 */
export function outcomeOf(
  thrown: unknown,
  request: string,
  modifies: boolean,
  clean: (text: string) => string,
): DmapiError {
  if (!(thrown instanceof DmapiError)) throw thrown;
  const cause = thrown.rewritten(clean);
  const lost = ["network", "timeout", "malformed", "http", "cancelled"].includes(cause.reason);
  const isAnswered = (cause.statusCode ?? 0) >= 2000;
  if (!modifies || !lost || cause.unsent || isAnswered || cause.httpStatus === 429) return cause;
  const { httpStatus, statusCode, statusText, errors, trackingId, code } = cause;
  const facts = { request, httpStatus, statusCode, statusText, errors, trackingId, code, cause };
  return new DmapiError("unknown-outcome", `no usable reply (${cause.reason})`, facts);
}
