const texts = new Map([
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
]);

const httpStatus = new Map([
  [2000, 404],
  [2200, 401],
  [2202, 403],
  [2303, 404],
  [2400, 500],
]);

/** A request that is not fulfilled: an EPP code (RFC 5730) of 2000 or more, and why. */
export class Refusal extends Error {
  /** @param body what the reply's body says; some refusals explain themselves nowhere else */
  constructor(
    readonly code: number,
    readonly reason: string | undefined,
    readonly body = "",
  ) {
    super(reason ?? body);
  }

  /** The Status-Text of the code. */
  get text(): string {
    return texts.get(this.code) ?? "Command failed";
  }

  get httpStatus(): number {
    return httpStatus.get(this.code) ?? 400;
  }
}

export function missing(name: string): Refusal {
  return new Refusal(2003, `${name}: required parameter is missing`);
}

export function malformed(name: string, expected: string): Refusal {
  return new Refusal(2005, `${name}: ${expected} expected`);
}

export function outOfRange(name: string, rule: string): Refusal {
  return new Refusal(2004, `${name}: ${rule}`);
}
