import assert from "node:assert/strict";
import { parseLogin } from "../../../src/dmapi/login";
import { parseReply } from "../../../src/dmapi/reply";
import { maxTlds } from "../../../src/dmapi/reply-limits";
import { encode } from "./fake-transport";

function login(headers: string, body = "") {
  return parseLogin(parseReply("login", 200, encode(`Status-Code: 0\n${headers}\n\n${body}`)));
}

describe("The reply to a login", () => {
  it("has the session, the account and its rights", () => {
    const headers = [
      "Auth-Sid: f00d",
      "Session-Timeout: 600",
      "User-Login: jane",
      "User-Access: @full",
      "Environment: sandbox",
      "Session-Count: 3",
    ];
    assert.deepEqual(login(headers.join("\n"), "org\t12.00\n com \n\nnet\n"), {
      authSid: "f00d",
      sessionTimeout: 600,
      userLogin: "jane",
      access: "full",
      accessAsSent: "@full",
      environment: "sandbox",
      sessionCount: 3,
      tlds: ["com", "net", "org"],
    });
  });

  it("may lack everything but the session", () => {
    assert.deepEqual(login("Auth-Sid: f00d"), {
      authSid: "f00d",
      sessionTimeout: 3600,
      userLogin: "",
      access: "unknown",
      accessAsSent: "",
      environment: "",
      sessionCount: undefined,
      tlds: [],
    });
  });

  it("is malformed without a session", () => {
    for (const headers of ["Auth-Sid:", "User-Login: jane"])
      assert.throws(() => login(headers), {
        name: "DmapiError",
        reason: "malformed",
        request: "login",
        detail: "the reply has no Auth-Sid",
      });
  });

  it("may write rights with or without @ and hyphens, and others that nobody knows", () => {
    const rights = ["readonly", "@Read-Only", "modify_only", "@whois-only", "WHOIS", "owner", "@"];
    const parsed = rights.map((right) => login(`Auth-Sid: f00d\nUser-Access: ${right}`).access);
    assert.deepEqual(parsed, ["readonly", "readonly", "modify-only", "whois-only", "whois-only", "unknown", "unknown"]);
  });

  it("may have numbers that are none", () => {
    for (const text of ["0", "-5", "soon", ""]) {
      const { sessionTimeout, sessionCount } = login(
        `Auth-Sid: f00d\nSession-Timeout: ${text}\nSession-Count: x${text}`,
      );
      assert.deepEqual([sessionTimeout, sessionCount], [3600, undefined], text);
    }
    assert.equal(login("Auth-Sid: f00d\nSession-Count: 1234567890").sessionCount, undefined);
  });

  it("has a limited number of TLDs", () => {
    const list = (count: number) => Array.from({ length: count }, (_, at) => `tld${at}`).join("\n");
    assert.equal(login("Auth-Sid: f00d", list(maxTlds)).tlds.length, maxTlds);
    assert.throws(() => login("Auth-Sid: f00d", list(maxTlds + 1)), {
      request: "login",
      message: new RegExp(`more than ${maxTlds} TLDs`),
    });
  });
});
