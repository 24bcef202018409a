import type { DateSpan } from "./days";

/** Why a request failed, or was not sent. */
export type DmapiErrorReason =
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
  | "canceled";

/** The details of a failure. Holds no secrets: never a parameter, never a session id. */
export interface DmapiErrorDetails {
  /** Name of the DMAPI request, such as `query-order-list`. */
  readonly request: string;
  readonly httpStatus?: number | undefined;
  /** DMAPI's Status-Code and Status-Text, where a reply block came. */
  readonly statusCode?: number | undefined;
  readonly statusText?: string | undefined;
  /** The `Error` headers, or the single body line that explains the failure. */
  readonly errors?: readonly string[] | undefined;
  readonly trackingId?: string | undefined;
  /** Error code of the system, or the HTTP status of a proxy: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, the `407` of a proxy. */
  readonly code?: string | undefined;
  /** True when the request certainly never reached the server. */
  readonly isUnsent?: boolean | undefined;
  /** The Retry-After header as sent. */
  readonly retryAfter?: string | undefined;
  /** The days whose orders were requested. */
  readonly span?: DateSpan | undefined;
  readonly cause?: unknown;
}

/** The only error type of this folder; `reason` says which kind. Its message is in English, for the log. */
export class DmapiError extends Error implements DmapiErrorDetails {
  override readonly name = "DmapiError";
  readonly request: string;
  readonly httpStatus: number | undefined;
  readonly statusCode: number | undefined;
  readonly statusText: string | undefined;
  readonly errors: readonly string[];
  readonly trackingId: string | undefined;
  readonly code: string | undefined;
  readonly isUnsent: boolean;
  readonly retryAfter: string | undefined;
  readonly span: DateSpan | undefined;

  constructor(
    readonly reason: DmapiErrorReason,
    readonly detail: string,
    details: DmapiErrorDetails,
  ) {
    super(`${details.request}: ${detail}${describeSpan(details.span)}`, { cause: details.cause });
    this.request = details.request;
    this.httpStatus = details.httpStatus;
    this.statusCode = details.statusCode;
    this.statusText = details.statusText;
    this.errors = details.errors ?? [];
    this.trackingId = details.trackingId;
    this.code = details.code;
    this.isUnsent = details.isUnsent ?? false;
    this.retryAfter = details.retryAfter;
    this.span = details.span;
  }

  /** A copy with every text that came from outside mapped, for example to redact secrets. */
  mapTexts(map: (text: string) => string): DmapiError {
    const mapOptional = (text: string | undefined) => (text === undefined ? undefined : map(text));
    const { httpStatus, statusCode, isUnsent, request, span } = this;
    return new DmapiError(this.reason, map(this.detail), {
      ...{ request, httpStatus, statusCode, isUnsent, span, cause: this.cause },
      statusText: mapOptional(this.statusText),
      errors: this.errors.map(map),
      trackingId: mapOptional(this.trackingId),
      code: mapOptional(this.code),
      retryAfter: mapOptional(this.retryAfter),
    });
  }

  /** The server's own error messages; empty when it sent none. */
  get serverMessage(): string {
    const messages = this.errors.length > 0 ? this.errors : [this.statusText ?? ""];
    return messages.filter((message) => message !== "").join("; ");
  }
}

function describeSpan(span: DateSpan | undefined): string {
  return span ? ` (orders of ${span.after} to ${span.before})` : "";
}

/**
 * An error about a parameter, found before anything was sent.
 * @param field the parameter's DMAPI name
 */
export function invalidParameterError(request: string, field: string, problem: string): DmapiError {
  return new DmapiError("invalid", `${field} ${problem}`, { request, errors: [`${field} ${problem}`] });
}
