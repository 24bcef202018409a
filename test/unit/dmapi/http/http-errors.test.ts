import assert from "node:assert/strict";
import type { DmapiError } from "../../../../src/dmapi/errors";
import {
  ConnectError,
  ProxyRefusedError,
  clientClosedError,
  isCertificateFailure,
  isProxyPasswordMissing,
  toDmapiError,
} from "../../../../src/dmapi/http/http-errors";
import { defaultLimits } from "../../../../src/dmapi/transport";

interface SystemFields {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly name?: string;
}

function createError(message: string, fields: SystemFields = {}): Error {
  return Object.assign(new Error(message), fields);
}

function convert(thrown: unknown, isSent?: boolean): DmapiError {
  return toDmapiError({ request: "result-list", signal: undefined }, thrown, defaultLimits, isSent);
}

/** What matters to the user and to whoever may send the request again. */
function summarize({ reason, code, isUnsent }: DmapiError): readonly unknown[] {
  return [reason, code, isUnsent];
}

describe("An error of an HTTP client", () => {
  const cases: readonly (readonly [title: string, thrown: unknown, expected: readonly unknown[]])[] = [
    ["a connection that was reset", createError("read", { code: "ECONNRESET", syscall: "read" }), ["network", "ECONNRESET", false]], // prettier-ignore
    ["a refused connection", createError("connect", { code: "ECONNREFUSED", syscall: "connect" }), ["network", "ECONNREFUSED", true]], // prettier-ignore
    ["an unknown name", createError("dns", { code: "ENOTFOUND", syscall: "getaddrinfo" }), ["network", "ENOTFOUND", true]], // prettier-ignore
    ["another system call", createError("x", { code: "EIO", syscall: "reconnect" }), ["network", "EIO", false]],
    ["a reply that does not come", createError("x", { code: "UND_ERR_HEADERS_TIMEOUT" }), ["timeout", "UND_ERR_HEADERS_TIMEOUT", false]], // prettier-ignore
    ["a connection that takes too long", createError("x", { code: "ETIMEDOUT", syscall: "connect" }), ["timeout", "ETIMEDOUT", true]], // prettier-ignore
    ["a refused certificate", createError("x", { code: "CERT_HAS_EXPIRED" }), ["tls", "CERT_HAS_EXPIRED", true]],
    ["TLS that fails after the handshake", createError("x", { code: "ERR_SSL_BAD_RECORD_MAC" }), ["network", "ERR_SSL_BAD_RECORD_MAC", false]], // prettier-ignore
    ["TLS that fails while connecting", new ConnectError("endpoint", createError("x", { code: "ERR_SSL_X" })), ["tls", "ERR_SSL_X", true]], // prettier-ignore
    ["an endpoint that cannot be connected", new ConnectError("endpoint", createError("x", { code: "EPIPE" })), ["network", "EPIPE", true]], // prettier-ignore
    ["a proxy that cannot be connected", new ConnectError("proxy", createError("x", { code: "EPIPE" })), ["proxy", "EPIPE", true]], // prettier-ignore
    ["a proxy whose TLS fails", createError("x", { code: "UND_ERR_PRX_TLS" }), ["proxy", "UND_ERR_PRX_TLS", true]],
    ["a proxy that refuses", new ConnectError("proxy", new ProxyRefusedError(403)), ["proxy", "403", true]],
    ["a proxy of VS Code that refuses", new TypeError("fetch failed", { cause: createError("Proxy response (407) !== 200") }), ["proxy", "407", true]], // prettier-ignore
    ["a message that quotes such a proxy", createError("not a Proxy response (407)"), ["network", undefined, false]],
    ["a reply that is too large", createError("x", { code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" }), ["malformed", "UND_ERR_RES_EXCEEDED_MAX_SIZE", false]], // prettier-ignore
    ["a reply that is not HTTP", createError("x", { name: "HTTPParserError" }), ["malformed", undefined, false]],
    ["another reply that is not HTTP", createError("x", { code: "HPE_INVALID_CONSTANT" }), ["malformed", "HPE_INVALID_CONSTANT", false]], // prettier-ignore
    ["a broken gzip reply", createError("x", { code: "Z_DATA_ERROR" }), ["malformed", "Z_DATA_ERROR", false]],
    ["a broken Brotli reply", createError("x", { code: "ERR__ERROR_FORMAT_PADDING_1" }), ["malformed", "ERR__ERROR_FORMAT_PADDING_1", false]], // prettier-ignore
    ["the first of several addresses", new AggregateError([createError("x", { code: "ENETUNREACH", syscall: "connect" }), createError("y", { code: "EOTHER" })]), ["network", "ENETUNREACH", true]], // prettier-ignore
    ["several addresses without errors", new AggregateError([], "none"), ["network", undefined, false]],
    ["a cause, where the error has no code of its own", new TypeError("fetch failed", { cause: createError("x", { code: "ECONNRESET" }) }), ["network", "ECONNRESET", false]], // prettier-ignore
    ["the error itself, where it has a code", Object.assign(new Error("x", { cause: createError("y", { code: "EINNER" }) }), { code: "EOUTER" }), ["network", "EOUTER", false]], // prettier-ignore
    ["a code that is no text", createError("x", { code: 7 }), ["network", undefined, false]],
    ["a code that is empty", createError("x", { code: "" }), ["network", undefined, false]],
    ["something else than an error", "thrown", ["network", undefined, false]],
  ];
  for (const [title, thrown, expected] of cases)
    it(`is told apart: ${title}`, () => assert.deepEqual(summarize(convert(thrown)), expected));

  it("leaves a request unsent if that is known", () => {
    assert.deepEqual(summarize(convert(createError("x", { code: "ECONNRESET" }), false)), ["network", "ECONNRESET", true]); // prettier-ignore
  });

  it("is an abort if the request was aborted", () => {
    const controller = new AbortController();
    controller.abort();
    const { signal } = controller;
    const convertAborted = (isSent: boolean) =>
      summarize(toDmapiError({ request: "result-list", signal }, createError("x"), defaultLimits, isSent));
    assert.deepEqual(convertAborted(true), ["canceled", undefined, false]);
    assert.deepEqual(convertAborted(false), ["canceled", undefined, true]);
  });

  it("stays as it is if it is already one of DMAPI", () => {
    const error = clientClosedError("result-list");
    assert.equal(convert(error), error);
    assert.deepEqual(summarize(error), ["canceled", undefined, true]);
  });

  it("says what happened, with code and message", () => {
    const details = [
      createError("read ECONNRESET", { code: "ECONNRESET" }),
      createError("x", { code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" }),
      createError("x", { code: "HPE_INVALID_CONSTANT" }),
      createError("x", { code: "Z_BUF_ERROR" }),
      new ConnectError("proxy", createError("down", { code: "EPIPE" })),
      new ConnectError("proxy", new ProxyRefusedError(407)),
      new ConnectError("proxy", new ProxyRefusedError(502)),
      "thrown",
    ].map((thrown) => convert(thrown).detail);
    assert.deepEqual(details, [
      "ECONNRESET read ECONNRESET",
      `the reply is larger than ${defaultLimits.maxReplyBytes / 2 ** 20} MB`,
      "the reply is not HTTP",
      "the reply is not in the content coding it names",
      "the proxy cannot be used: EPIPE down",
      "the proxy requires authentication: HTTP 407",
      "the proxy refused to connect: HTTP 502",
      "",
    ]);
  });

  it("has a short message without credentials, in its detail and in its cause", () => {
    const { detail, cause } = convert(createError(`at http://jane:s3cret@proxy.test ${"x".repeat(5000)} jo:s3cret@b`));
    assert.equal(detail, "at http://proxy.test …");
    assert.equal((cause as Error).message, detail);
    assert.equal(convert(createError("for jo:s3cret@proxy.test")).detail, "for proxy.test");
    assert.equal((convert(createError("x", { code: "EPIPE" })).cause as NodeJS.ErrnoException).code, "EPIPE");
  });

  it("shows no password that is cut at the end of a long message", () => {
    for (const address of ["http://jane:s3cret", "http://jane: s3cret ", "jane:s3cret"]) {
      const start = "word ".repeat(200).slice(0, 1000 - address.length);
      assert.doesNotMatch(convert(createError(`${start}${address}@proxy.test`)).detail, /s3c/, address);
    }
  });

  it("tells a missing password of a proxy and a refused certificate from others", () => {
    const refusing = (status: number) => convert(new ConnectError("proxy", new ProxyRefusedError(status)));
    assert.deepEqual([407, 403].map((status) => isProxyPasswordMissing(refusing(status))), [true, false]); // prettier-ignore
    const failures = [
      createError("x", { code: "CERT_HAS_EXPIRED" }),
      new ConnectError("endpoint", createError("x", { code: "ERR_SSL_WRONG_VERSION_NUMBER" })),
      new ConnectError("proxy", createError("x", { code: "CERT_HAS_EXPIRED" })),
      createError("x", { code: "ECONNRESET" }),
    ];
    assert.deepEqual(failures.map((thrown) => isCertificateFailure(convert(thrown))), [true, true, true, false]); // prettier-ignore
  });
});
