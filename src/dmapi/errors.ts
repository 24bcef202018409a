/** Why a request failed, or was not sent. */
export type Reason =
  | "invalid"
  | "network"
  | "timeout"
  | "tls"
  | "proxy"
  | "http"
  | "malformed"
  | "authentication"
  | "permission"
  | "not-found"
  | "refused"
  | "unknown-outcome"
  | "cancelled";

/** What is known of a failure. Holds no secret: never a parameter, never a session id. */
export interface Failure {
  /** Name of the DMAPI request, such as `query-order-list`. */
  readonly request: string;
  readonly httpStatus?: number | undefined;
  /** DMAPI's Status-Code and Status-Text, where a reply block came. */
  readonly statusCode?: number | undefined;
  readonly statusText?: string | undefined;
  /** What the `Error` headers say, or the one body line that explains the failure. */
  readonly errors?: readonly string[] | undefined;
  readonly trackingId?: string | undefined;
  /** What the system or a proxy called it: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, the `407` of a proxy. */
  readonly code?: string | undefined;
  /** True when the request surely never reached the server. */
  readonly unsent?: boolean | undefined;
  /** The Retry-After header as sent. */
  readonly retryAfter?: string | undefined;
  readonly cause?: unknown;
}

/** The one error of this folder; `reason` says which kind. Its message is English and for the log. */
export class DmapiError extends Error implements Failure {
  override readonly name = "DmapiError";
  readonly request: string;
  readonly httpStatus: number | undefined;
  readonly statusCode: number | undefined;
  readonly statusText: string | undefined;
  readonly errors: readonly string[];
  readonly trackingId: string | undefined;
  readonly code: string | undefined;
  readonly unsent: boolean;
  readonly retryAfter: string | undefined;

  constructor(
    readonly reason: Reason,
    readonly detail: string,
    failure: Failure,
  ) {
    super(`${failure.request}: ${detail}`, { cause: failure.cause });
    this.request = failure.request;
    this.httpStatus = failure.httpStatus;
    this.statusCode = failure.statusCode;
    this.statusText = failure.statusText;
    this.errors = failure.errors ?? [];
    this.trackingId = failure.trackingId;
    this.code = failure.code;
    this.unsent = failure.unsent ?? false;
    this.retryAfter = failure.retryAfter;
  }

  /** The same failure with every text that came from outside rewritten, such as without what must not be shown. */
  rewritten(rewrite: (text: string) => string): DmapiError {
    const sent = (text: string | undefined) => (text === undefined ? undefined : rewrite(text));
    const { httpStatus, statusCode, unsent, request } = this;
    return new DmapiError(this.reason, rewrite(this.detail), {
      ...{ request, httpStatus, statusCode, unsent, cause: this.cause },
      statusText: sent(this.statusText),
      errors: this.errors.map(rewrite),
      trackingId: sent(this.trackingId),
      code: sent(this.code),
      retryAfter: sent(this.retryAfter),
    });
  }

  /** What Joker.com itself said, in its own words; empty when it said nothing. */
  get said(): string {
    const words = this.errors.length > 0 ? this.errors : [this.statusText ?? ""];
    return words.filter((word) => word !== "").join("; ");
  }
}

/**
 * An error of what the caller gave, found before anything was sent.
 * @param field the parameter's DMAPI name
 */
export function invalid(request: string, field: string, problem: string): DmapiError {
  return new DmapiError("invalid", `${field} ${problem}`, { request, errors: [`${field} ${problem}`] });
}
