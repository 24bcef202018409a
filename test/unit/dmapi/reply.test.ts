import assert from "node:assert/strict";
import fc from "fast-check";
import { DmapiError } from "../../../src/dmapi/errors";
import { decodeBody, parseFileReply, parseReply } from "../../../src/dmapi/reply";
import { encode } from "./fake-transport";

function read(text: string, httpStatus = 200, request = "query-profile") {
  return parseReply(request, httpStatus, encode(text));
}

function failure(text: string, httpStatus = 200, request = "query-profile"): DmapiError {
  try {
    read(text, httpStatus, request);
  } catch (error) {
    assert(error instanceof DmapiError);
    return error;
  }
  throw new Error("the reply was taken for a success");
}

describe("A reply block", () => {
  it("has headers in any case, with empty values and colons in values", () => {
    const { headers } = read("status-code: 0\nStats-last-error: \nStats-last-login: 2020-11-15 22:37:05 +0100\n\n");
    assert.equal(headers.get("Stats-Last-Error"), "");
    assert.equal(headers.get("STATS-LAST-LOGIN"), "2020-11-15 22:37:05 +0100");
    assert.equal(headers.get("Proc-ID"), undefined);
  });

  it("keeps repeated headers in their order", () => {
    const { headers } = read("Status-Code: 1000\nWarning: one\nWarning: two\n\n");
    assert.deepEqual(headers.all("warning"), ["one", "two"]);
  });

  it("may be written with blanks around names and values", () => {
    for (const line of ["Status-Code: 0 ", "Status-Code : 0", "Status-Code:0\t", "status-code \t:\t 0 \t"]) {
      assert.equal(read(`${line}\nColumns :  a,b \n\n`).headers.get("columns"), "a,b", line);
      assert.equal(decodeBody(parseFileReply("query-order-list", 200, encode(`${line}\n\na\tb\n`))), "a\tb\n", line);
    }
  });

  it("keeps lines behind its Status-Code that are no headers, without a name", () => {
    const odd = "Account balance: 3\n\tmore of it \nno header at all";
    const { headers } = read(`Version: 1\nStatus-Code: 0\n${odd}\nWarning: one\nWarning: \n\n`);
    assert.deepEqual(headers.all(""), ["Account balance: 3", "more of it", "no header at all"]);
    assert.deepEqual(headers.all("Warning"), ["one", ""]);
    assert.equal(failure(`${odd}\nStatus-Code: 0\n\n`).reason, "malformed");
    assert.equal(failure("<html>\nStatus-Code: 0\n</html>").reason, "malformed");
    assert.equal(failure(`Status-Code: 2400\n${odd}\n\n`).reason, "refused");
  });

  it("ends at the first empty line only, LF or CRLF", () => {
    assert.equal(decodeBody(read("Status-Code: 0\n\na\n\nb\n")), "a\n\nb\n");
    assert.equal(decodeBody(read("Status-Code: 0\r\nStatus-Text: OK\r\n\r\na\r\n\r\nb")), "a\r\n\r\nb");
  });

  it("may have no body at all, and no empty line", () => {
    assert.equal(decodeBody(read("Status-Code: 1000\nStatus-Text: OK\n")), "");
    assert.equal(decodeBody(read("Status-Code: 1000\nStatus-Text: OK\n\n")), "");
  });

  it("succeeds with 0 and with 1000 to 1999 alone", () => {
    for (const code of [0, 1000, 1001, 1999]) assert.equal(read(`Status-Code: ${code}\n\n`).httpStatus, 200);
    for (const code of [1, 999, 2000, 2400]) assert.equal(failure(`Status-Code: ${code}\n\n`).reason, "refused");
  });

  it("fails when an Error header is present, whatever its code", () => {
    const error = failure("Status-Code: 1000\nError: first\nError: second\nTracking-Id: 01d6\n\n");
    assert.equal(error.reason, "refused");
    assert.deepEqual(error.errors, ["first", "second"]);
    assert.equal(error.trackingId, "01d6");
  });

  it("distinguishes the reasons", () => {
    assert.equal(failure("Status-Code: 2200\nStatus-Text: Authentication error\n\n").reason, "authentication");
    assert.equal(failure("Status-Code: 2400\n\n", 401).reason, "authentication");
    assert.equal(failure("Status-Code: 2202\n\n").reason, "permission");
    assert.equal(failure("Status-Code: 2201\n\n").reason, "permission");
    assert.equal(failure("Status-Code: 2303\n\n").reason, "not-found");
    assert.equal(failure("Status-Code: 2501\n\n", 403).reason, "authentication");
    for (const code of [2500, 2502]) assert.equal(failure(`Status-Code: ${code}\n\n`, 401).reason, "refused");
    assert.equal(failure("Status-Code: 2400\nStatus-Text: Command failed\n\n", 500).reason, "http");
  });

  it("explains a refused login with the body where no header does", () => {
    const error = failure("Status-Code: 2400\nStatus-Text: Command failed\n\nAPI key is invalid\n", 200, "login");
    assert.equal(error.reason, "authentication");
    assert.equal(error.serverMessage, "API key is invalid");
  });

  it("does not parse rows as headers if the empty line is missing", () => {
    assert.equal(failure("Status-Code: 1000\nStatus-Text: OK\nexample.com\tIN_DB\t\t\n").reason, "malformed");
  });

  it("is required: HTML, nothing and garbage are malformed, or an HTTP failure", () => {
    assert.equal(failure("").reason, "malformed");
    assert.equal(failure("").detail, "the reply was empty");
    assert.equal(failure("<html><body>Oops</body></html>").reason, "malformed");
    assert.equal(failure("Status-Code: none\n\n").reason, "malformed");
    assert.equal(failure("Status-Code: \n\n").reason, "malformed");
    assert.equal(failure("<html>Internal Server Error</html>", 500).reason, "http");
    assert.equal(failure("<html>Unauthorized</html>", 401).reason, "authentication");
  });

  it("made of any bytes ends in a reply or in a DmapiError", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(200, 401, 500), (noise, status) => {
        try {
          const reply = parseReply("login", status, noise);
          assert(reply.headers.get("Status-Code") !== undefined);
        } catch (error) {
          assert(error instanceof DmapiError, String(error));
        }
      }),
    );
  });
});
