const statusTextByCode = new Map([
  [2000, "Unknown command"],
  [2001, "Command syntax error"],
  [2003, "Required parameter missing"],
  [2004, "Parameter value range error"],
  [2005, "Parameter value syntax error"],
  [2200, "Authentication error"],
  [2202, "Authorization error"],
  [2303, "Object does not exist"],
  [2304, "Object status prohibits operation"],
  [2306, "Parameter value policy error"],
  [2400, "Command failed"],
  [2502, "Session limit exceeded; server closing connection"],
]);

const httpStatusByCode = new Map([
  [2000, 404],
  [2200, 401],
  [2202, 403],
  [2303, 404],
  [2400, 500],
]);

/** An error reply: an EPP code (RFC 5730) of 2000 or more, and the reason. */
export class EppError extends Error {
  /** @param body the reply's body, the only explanation of some errors */
  constructor(
    readonly code: number,
    readonly reason: string | undefined,
    readonly body = "",
    readonly httpStatus = httpStatusByCode.get(code) ?? 400,
  ) {
    super(reason ?? body);
  }

  /** The Status-Text of the code. */
  get statusText(): string {
    return statusTextByCode.get(this.code) ?? "Command failed";
  }
}

export function missingParameterError(name: string): EppError {
  return new EppError(2003, `${name}: required parameter is missing`);
}

export function malformedParameterError(name: string, expected: string): EppError {
  return new EppError(2005, `${name}: ${expected} expected`);
}

export function outOfRangeError(name: string, rule: string): EppError {
  return new EppError(2004, `${name}: ${rule}`);
}
