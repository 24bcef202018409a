import assert from "node:assert/strict";
import fc from "fast-check";
import { redactSecretFields } from "../../../src/redaction/redact-fields";
import { SecretRedactor } from "../../../src/redaction/secret-redactor";

function secrets(...values: string[]): SecretRedactor {
  const all = new SecretRedactor();
  all.add(...values);
  return all;
}

describe("Secrets", () => {
  it("are taken out of a text in the forms they travel in", () => {
    const key = "k&y <Ä>/+\"'=%9";
    const all = secrets(key);
    const forms = [
      key,
      key.toUpperCase(),
      encodeURIComponent(key),
      encodeURIComponent(key).toLowerCase(),
      new URLSearchParams({ key }).toString(),
      JSON.stringify({ key }),
      key.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
    ];
    for (const form of forms) assert.doesNotMatch(all.redact(`before ${form} after`), /y.{0,12}9/i, form);
    assert.equal(all.redact(`<${key}>`), "<***>");
  });

  it("are known in base64 wherever they begin", () => {
    for (const [before, after] of [
      ["", ""],
      ["u:", ""],
      ["us:", "x"],
      ["user:", "xyz"],
    ]) {
      for (const encoding of ["base64", "base64url"] as const) {
        const text = Buffer.from(`${before}hunter2-ÿþ?~${after}`).toString(encoding);
        const left = secrets("hunter2-ÿþ?~").redact(`Basic ${text}`);
        assert.match(left, /^Basic .{0,8}\*\*\*.{0,8}$/, text);
      }
    }
  });

  it("leave ordinary words alone", () => {
    const all = secrets("", "a", "is", "cat", "reseller-key");
    assert.equal(all.redact("a cat is no category, cat."), "a *** is no category, ***.");
    assert.equal(new SecretRedactor().redact("reseller-key"), "reseller-key");
  });

  it("of which one begins with another go whole", () => {
    assert.equal(secrets("secret-key", "secret-key-2").redact("secret-key-2 secret-key"), "*** ***");
  });

  it("never survive, whatever they are and whatever surrounds them", () => {
    const text = fc.string({ unit: "binary" });
    const value = fc.string({ unit: "binary", minLength: 6, maxLength: 40 }).filter((secret) => !secret.includes("*"));
    const property = fc.property(
      fc.array(value, { minLength: 1, maxLength: 4 }),
      text,
      text,
      (values, before, after) => {
        const all = secrets(...values);
        const left = all.redact(
          values.map((secret) => `${before}\n${secret}\n${encodeURIComponent(secret)}`).join(after),
        );
        for (const secret of values) assert(!left.includes(secret), JSON.stringify({ secret, left }));
      },
    );
    fc.assert(property, { numRuns: 200 });
  });
});

describe("Fields with secret names", () => {
  it("lose their values", () => {
    const lines: [string, string][] = [
      ["POST api-key=abc&x=1", "POST api-key=***&x=1"],
      ["Auth-Sid: 0123", "Auth-Sid: ***"],
      ['{"apiKey":"abc","password" : "def"}', '{"apiKey":"***","password" : "***"}'],
      ["username=me&password=hunter2;", "username=me&password=***;"],
      ["Proxy-Authorization: Basic dXNlcjpwYXNz\nnext", "Proxy-Authorization: ***\nnext"],
      ["authorization=Bearer abc.def", "authorization=***"],
      ["set-cookie: a=b; Path=/", "set-cookie: ***; Path=/"],
      ["auth-id: xyz", "auth-id: ***"],
      ["the proxy http://me:hunter2@proxy.example:3128/ is", "the proxy http://me:***@proxy.example:3128/ is"],
      ["auth-sid%3Dabc", "auth-sid%3D***"],
    ];
    for (const [line, expected] of lines) assert.equal(redactSecretFields(line), expected);
  });

  it("are not found in ordinary lines", () => {
    const lines = [
      "query-order-list: OK, 5120 bytes, 43 ms, 01d6bb9b5190ba66cb189d2605e28628",
      "the way to dmapi.joker.com: direct",
      "login: api-key is empty",
      "monkey: banana",
    ];
    for (const line of lines) assert.equal(redactSecretFields(line), line);
  });
});
