import { DmapiError } from "./errors";

/**
 * Redacts an error, since a server may repeat a secret in it. A modifying request whose reply was lost may have been
 * carried out: its error becomes `unknown-outcome`.
 */
export function toRequestError(
  thrown: unknown,
  request: string,
  isModifying: boolean,
  redact: (text: string) => string,
): DmapiError {
  if (!(thrown instanceof DmapiError)) throw thrown;
  const cause = thrown.mapTexts(redact);
  const isReplyLost = ["network", "timeout", "malformed", "http", "canceled"].includes(cause.reason);
  const isAnswered = (cause.statusCode ?? 0) >= 2000;
  if (!isModifying || !isReplyLost || cause.isUnsent || isAnswered || cause.httpStatus === 429) return cause;
  const { httpStatus, statusCode, statusText, errors, trackingId, code } = cause;
  const details = { request, httpStatus, statusCode, statusText, errors, trackingId, code, cause };
  return new DmapiError("unknown-outcome", `no usable reply (${cause.reason})`, details);
}
