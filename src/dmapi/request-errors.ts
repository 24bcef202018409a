import { DmapiError } from "./errors";

/** `DmapiError.code` of a modifying request blocked by read-only mode. */
export const readOnlyModeCode = "read-only mode";

/** A modifying request was blocked because the user turned on read-only mode. */
export function readOnlyModeError(request: string): DmapiError {
  const details = { request, code: readOnlyModeCode, isUnsent: true };
  return new DmapiError("permission", "blocked by read-only mode", details);
}

/** A request was canceled by its caller. */
export function canceledError(request: string, { isUnsent = false }: { isUnsent?: boolean } = {}): DmapiError {
  return new DmapiError("canceled", "canceled", { request, isUnsent });
}

/** A request was not sent because its session has ended. */
export function sessionEndedError(request: string): DmapiError {
  return new DmapiError("canceled", "the session was ended", { request, isUnsent: true });
}
