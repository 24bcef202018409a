import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { redactSecretFields } from "../../../src/redaction/redact-fields";
import { SecretRedactor } from "../../../src/redaction/secret-redactor";

function secrets(...values: string[]): SecretRedactor {
  const all = new SecretRedactor();
  all.add(...values);
  return all;
}

describe("Secrets", () => {
  it("are redacted in all encodings in use", () => {
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

  it("are redacted in Base64 at any offset", () => {
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

  it("do not redact ordinary words", () => {
    const all = secrets("", "a", "is", "cat", "reseller-key");
    assert.equal(all.redact("a cat is no category, cat."), "a *** is no category, ***.");
    assert.equal(new SecretRedactor().redact("reseller-key"), "reseller-key");
  });

  it("that are prefixes of others are redacted completely", () => {
    assert.equal(secrets("secret-key", "secret-key-2").redact("secret-key-2 secret-key"), "*** ***");
  });

  it("that are the beginnings of others are redacted completely, in any case and whichever is added first", () => {
    const letters = fc.constantFrom(...Array.from("aAkK\u212AsSſßẞσςΣıIİéÉ +/9"));
    const value = fc.string({ unit: letters, minLength: 6, maxLength: 9 });
    const property = fc.property(fc.array(value, { minLength: 2, maxLength: 6 }), value, (values, last) => {
      const all = secrets(...values, ...values.map((each) => each + last));
      for (const each of values) assert.equal(all.redact(`<${each + last}>`), "<***>");
    });
    fc.assert(property, { numRuns: 300 });
  });

  it("are found among those of very many sessions", () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => createHash("md5").update(`${index}`).digest("hex"));
    const all = secrets(...ids);
    for (const id of ids.slice(-50))
      assert.equal(all.redact(`POST auth-sid ${id}: 100% done`), "POST auth-sid ***: 100% done");
  });

  it("are redacted in every escape, in whole or in part, in any case and nesting", () => {
    const all = secrets("sécret kéy/1", "hunter2\u{1F600}x");
    const forms = [
      "s\\u00e9cret k\\u00E9y/1",
      "s\\xe9cret k\\xE9y\\x2f1",
      "s\\xc3\\xa9cret\\x20k\\xc3\\xa9y/1",
      "s%C3%A9cret+k%c3%a9y/1",
      "s%E9cret+k%e9y%2F1",
      "%73%C3%A9%63ret k%C3%A9y/%31",
      "s%25C3%25A9cret%2520k%25C3%25A9y/1",
      "s&#233;cret&#x20;k&#xE9;y&#47;1",
      "s\\u{e9}cret k\\U000000e9y\\/1",
      JSON.stringify({ url: encodeURIComponent("sécret kéy/1") }),
      Buffer.from("sécret kéy/1").toString("hex"),
      Buffer.from("sécret kéy/1").toString("hex").toUpperCase(),
      "<Buffer 73 c3 a9 63 72 65 74 20 6b c3 a9 79 2f 31>",
      encodeURIComponent(Buffer.from("sécret kéy/1").toString("base64")),
      "hunter2\\ud83d\\ude00x",
      "hunter2%F0%9F%98%80x",
      "hunter2\\U0001F600x",
    ];
    for (const form of forms) assert.match(all.redact(`a ${form} b`), /^a (\{"url":"|<Buffer )?\*\*\*.{0,4} b$/, form);
    const separated = "73-c3-a9-63-72-65-74-20-6b-c3-a9-79-2f-31";
    assert.equal(all.redact(`a1:${separated}:b2 a1${separated}`), "a1:***:b2 a1***");
    assert.equal(all.redact("100% \\x &c; %zz \\u12 &#x; é"), "100% \\x &c; %zz \\u12 &#x; é");
  });

  it("never survive any mix of escapes", () => {
    const encoders: ((character: string) => string)[] = [
      (character) => character,
      (character) => [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
      (character) => [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join(""),
      (character) => escapeUnits(character).toLowerCase(),
      (character) => `&#${character.codePointAt(0) ?? 0};`,
      (character) => (character === " " ? "+" : encodeURIComponent(character)),
    ];
    const escapeUnits = (character: string) =>
      character
        .split("")
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
        .join("");
    // A character that begins an escape is ambiguous where it stands alone.
    const character = fc.constantFrom(...Array.from("abcXYZ019-_.~!*()=/?éßżł漢😀 "));
    const step = fc.tuple(character, fc.constantFrom(...encoders));
    const property = fc.property(fc.array(step, { minLength: 6, maxLength: 30 }), fc.string(), (steps, around) => {
      const value = steps.map(([each]) => each).join("");
      const encoded = steps.map(([each, encode]) => encode(each)).join("");
      const left = secrets(value).redact(`${around}\n${encoded}\n${around}`);
      assert(!left.includes(encoded), JSON.stringify({ value, encoded, left }));
    });
    fc.assert(property, { numRuns: 300 });
  });

  it("are searched in linear time", () => {
    const all = secrets("aaaaaaaaaaaaaaaaaaaa-secret", "the \\ % & secret");
    for (const part of ["%", "\\", "&", "%61", "\\u0061", "&#97;", "%25", "a", "\\x61%", "%c3", "&#"])
      assert.equal(typeof all.redact(part.repeat(50_000)), "string", part);
  });

  it("never survive, whatever their value and context", () => {
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
