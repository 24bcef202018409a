import assert from "node:assert/strict";
import { DmapiError, invalidParameterError, type DmapiErrorDetails } from "../../../src/dmapi/errors";
import {
  canceledError,
  readOnlyModeCode,
  readOnlyModeError,
  sessionEndedError,
} from "../../../src/dmapi/request-errors";
import { toRequestError } from "../../../src/dmapi/unknown-outcome";

const request = "domain-renew";

describe("An error of DMAPI", () => {
  it("names its request, and the days where it has some", () => {
    assert.equal(new DmapiError("http", "HTTP 500", { request }).message, "domain-renew: HTTP 500");
    const span = { after: "2026-01-01", before: "2026-03-31" };
    const { message } = new DmapiError("http", "HTTP 500", { request, span });
    assert.equal(message, "domain-renew: HTTP 500 (orders of 2026-01-01 to 2026-03-31)");
  });

  it("has what the server says: its errors, else its Status-Text, else nothing", () => {
    const say = (details: Partial<DmapiErrorDetails>) =>
      new DmapiError("refused", "refused", { request, ...details }).serverMessage;
    assert.equal(
      say({ errors: ["no such domain", "", "try again"], statusText: "failed" }),
      "no such domain; try again",
    );
    assert.equal(say({ errors: [], statusText: "failed" }), "failed");
    assert.equal(say({ statusText: "failed" }), "failed");
    assert.equal(say({ errors: [""], statusText: "failed" }), "");
    assert.equal(say({}), "");
  });

  it("can have every text from outside replaced, and keeps the rest", () => {
    const details: DmapiErrorDetails = {
      request,
      httpStatus: 500,
      statusCode: 2400,
      statusText: "text",
      errors: ["one", "two"],
      trackingId: "track",
      code: "code",
      isUnsent: true,
      retryAfter: "60",
      span: { after: "2026-01-01", before: "2026-03-31" },
      cause: new Error("cause"),
    };
    const mapped = new DmapiError("refused", "detail", details).mapTexts((text) => `<${text}>`);
    const { httpStatus, statusCode, isUnsent, span, cause } = mapped;
    assert.deepEqual({ httpStatus, statusCode, isUnsent, span, cause }, { httpStatus: 500, statusCode: 2400, isUnsent: true, span: details.span, cause: details.cause }); // prettier-ignore
    const { detail, statusText, errors, trackingId, code, retryAfter } = mapped;
    assert.deepEqual([detail, statusText, trackingId, code, retryAfter], ["<detail>", "<text>", "<track>", "<code>", "<60>"]); // prettier-ignore
    assert.deepEqual(errors, ["<one>", "<two>"]);
    const plain = new DmapiError("http", "x", { request }).mapTexts(() => "mapped");
    assert.deepEqual([plain.statusText, plain.trackingId, plain.code, plain.isUnsent], [undefined, undefined, undefined, false]); // prettier-ignore
  });

  it("about a parameter names that parameter", () => {
    const { reason, detail, errors, message } = invalidParameterError(request, "period", "must be a number");
    assert.deepEqual([reason, detail, errors], ["invalid", "period must be a number", ["period must be a number"]]);
    assert.equal(message, "domain-renew: period must be a number");
  });

  it("says whether the request was sent, if it was blocked, canceled or too late", () => {
    const summarize = ({ reason, code, isUnsent }: DmapiError) => [reason, code, isUnsent];
    assert.deepEqual(summarize(readOnlyModeError(request)), ["permission", readOnlyModeCode, true]);
    assert.deepEqual(summarize(canceledError(request)), ["canceled", undefined, false]);
    assert.deepEqual(summarize(canceledError(request, { isUnsent: true })), ["canceled", undefined, true]);
    assert.deepEqual(summarize(sessionEndedError(request)), ["canceled", undefined, true]);
  });
});

describe("The error of a request whose reply was lost", () => {
  const convert = (reason: DmapiError["reason"], details: Partial<DmapiErrorDetails> = {}, isModifying = true) =>
    toRequestError(new DmapiError(reason, "s3cret", { request, ...details }), request, isModifying, (text) => text.replace("s3cret", "•")); // prettier-ignore

  it("is an unknown outcome of an action that may have arrived", () => {
    for (const reason of ["network", "timeout", "malformed", "http", "canceled"] as const) {
      const error = convert(reason, { trackingId: "t", httpStatus: 502, statusText: "s3cret" });
      assert.deepEqual([error.reason, error.detail], ["unknown-outcome", `no usable reply (${reason})`]);
      assert.deepEqual([error.trackingId, error.httpStatus, error.statusText], ["t", 502, "•"]);
      assert.equal((error.cause as DmapiError).detail, "•");
    }
  });

  it("is known where the action was not sent or was answered, and of what only reads", () => {
    const known: readonly DmapiError[] = [
      convert("network", { isUnsent: true }),
      convert("http", { httpStatus: 429 }),
      convert("malformed", { statusCode: 2000 }),
      convert("refused"),
      convert("tls"),
      convert("network", {}, false),
    ];
    assert.deepEqual(known.map(({ reason }) => reason), ["network", "http", "malformed", "refused", "tls", "network"]); // prettier-ignore
    for (const { detail } of known) assert.equal(detail, "•");
    assert.equal(convert("malformed", { statusCode: 1999 }).reason, "unknown-outcome");
  });

  it("is thrown as it is where it is none of DMAPI", () => {
    const defect = new TypeError("x is not a function");
    assert.throws(() => toRequestError(defect, request, true, String), defect);
  });
});
