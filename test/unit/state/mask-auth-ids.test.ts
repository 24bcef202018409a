import assert from "node:assert/strict";
import fc from "fast-check";
import { maskAuthIds } from "../../../src/state/mask-auth-ids";
import { mask } from "../../../src/state/mask-text";
import { renderResult, type ResultText, type Section } from "../../../src/result-documents/result-text";
import type { FieldList } from "../../../src/dmapi/model";
import type { ResultContent } from "../../../src/dmapi/results";

const titles = { facts: "Result", fields: "Details", text: "Text", rawReply: "Reply" };

function content(fields: FieldList, text = "", headers: FieldList = []) {
  return { headers, fields, text };
}

/** Renders content under the keys it was sent with. */
function render(facts: FieldList, raw: ResultContent, secrets?: readonly string[]): ResultText {
  const fields = raw.fields.map(([key, value]) => ({ key, name: key, value }));
  return renderResult({ facts, fields, text: raw.text, raw }, titles, secrets);
}

/** Everything the masked document shows. */
function shown(fields: FieldList, text = "", headers: FieldList = [], type = ""): string {
  const { content: hidden } = maskAuthIds(content(fields, text, headers), type);
  return render([["Proc-ID", "1"]], hidden).text;
}

describe("Masking auth-ids", () => {
  for (const name of [
    "auth-id",
    "Auth-ID",
    "authid",
    "auth_info",
    "auth-info",
    "AuthInfo",
    "auth-code",
    "transfer-authid",
    "transfer-auth-id",
    "Transfer-Key",
    "EPP-Code",
    "authorization-id",
    "domain-auth-id",
  ]) {
    it(`hides the value of ${name}`, () => {
      const text = shown([[name, "S3cr3t!x"]], "Remember S3cr3t!x well.");
      assert(!text.includes("S3cr3t!x"), text);
      assert(text.includes(`${name}: ${mask}`), text);
    });
  }

  for (const text of [
    'The Authorization ID is: "ab12-cd34"',
    "The Authorization ID is: ab12-cd34",
    "auth-id=ab12-cd34",
    "Auth-Code: ab12-cd34.",
    "The auth info is 'ab12-cd34', keep it.",
    "EPP code ab12-cd34",
  ]) {
    it(`hides what is named in the text: ${text}`, () => {
      const { content: hidden, secrets } = maskAuthIds(content([], text));
      assert.deepEqual(secrets, ["ab12-cd34"]);
      assert(!hidden.text.includes("ab12-cd34"), hidden.text);
    });
  }

  it("hides a value wherever it stands, in headers too, and in a field that speaks of it", () => {
    const text = shown([["Result-Msg", 'auth-id is "pw-77-pw"']], "Take pw-77-pw.", [["X-Copy", "pw-77-pw"]]);
    assert(!text.includes("pw-77-pw"), text);
  });

  it("hides all text of a request for an auth-id in which none was recognised, once it succeeded", () => {
    const text = shown([["Completion-Status", "ack"]], "Hier ist er\nQ-99", [], "domain-transfer-get-auth-id");
    assert(!text.includes("Q-99") && !text.includes("Hier"), text);
    const failed = shown([["Completion-Status", "nack"]], "No such domain", [], "domain-transfer-get-auth-id");
    assert(failed.includes("No such domain"), failed);
  });

  for (const text of [
    "Registry: authorization information is invalid",
    "The auth-id is invalid",
    "Auth-ID required for this domain",
    "Request domain-renew for example.com was completed successfully.",
    "The authority replied.",
  ]) {
    it(`leaves alone what is none: ${text}`, () => {
      assert.deepEqual(maskAuthIds(content([["Object-Name", "auth.example"]], text)).secrets, []);
    });
  }

  it("masks a short one only in place, and no transfer ID", () => {
    const { content: hidden, secrets } = maskAuthIds(
      content([
        ["auth-id", "ok"],
        ["Status", "ok"],
        ["transfer-id", "620064"],
      ]),
    );
    assert.deepEqual(hidden.fields, [
      ["auth-id", mask],
      ["Status", "ok"],
      ["transfer-id", "620064"],
    ]);
    assert.deepEqual(secrets, ["ok"]);
  });

  it("has masks of one length, whatever is behind them", () => {
    const { content: hidden } = maskAuthIds(content([["auth-id", "a-very-long-value-of-an-auth-id"]]));
    assert.deepEqual(hidden.fields, [["auth-id", mask]]);
  });
});

describe("Masking a finished request for an auth-id", () => {
  const type = "domain-transfer-get-auth-id";
  const facts: FieldList = [
    ["Object-Name", "example.org"],
    ["Request-Type", type],
    ["Proc-ID", "1234567"],
    ["Completion-Status", "ack"],
  ];
  /** An auth-id as registries create them: no blanks, at least one digit, any quote or other sign within it. */
  const authId = fc
    .string({
      unit: fc.constantFrom(...Array.from("abcXYZ019!#$%&()*+,-./:;<=>?@[]^_{|}~\"'`äß")),
      minLength: 5,
      maxLength: 20,
    })
    .map((text) => `k7${text}Q9`);
  const wordings: readonly ((secret: string) => string)[] = [
    (secret) => `AuthInfo code: ${secret}`,
    (secret) => `Auth-ID expires 2026-01-01\nCode: ${secret}`,
    (secret) => `Auth-ID expires on 2026-01-01.\n\n${secret}`,
    (secret) => `The Authorization ID is: "${secret}"`,
    (secret) => `The Authorization ID is "${secret}", valid until 2026-01-01.`,
    (secret) => `The auth-id for "example.org" is "${secret}".`,
    (secret) => `The auth info of example.org is '${secret}'`,
    (secret) => `„${secret}“ ist der AuthCode`,
    (secret) => `EPP code\t${secret}`,
    (secret) => `authid=${secret}`,
    (secret) => `AUTH-INFO:${secret}`,
    (secret) => `Transfer password\r\n${secret}\r\nKeep it.`,
    (secret) => `Password (EPP): ${secret} (valid until 2026-01-01)`,
    (secret) => `Dear customer,\n\nhere it is: ${secret}`,
    (secret) => `{"domain":"example.org","authInfo":"${secret}"}`,
    (secret) => `<domain:pw>${secret}</domain:pw>`,
    (secret) => `${secret} is the authorization code of example.org`,
    (secret) => `Voici le code : ${secret}`,
    (secret) => `Auth-ID:\n\n${secret}`,
    (secret) => `Result: The Authorization ID is: "${secret}"`,
  ];

  it("hides any auth-id in any wording, in the text and in fields", () => {
    fc.assert(
      fc.property(authId, fc.constantFrom(...wordings), fc.boolean(), (secret, wording, isInField) => {
        const text = wording(secret);
        const fields: FieldList = isInField ? [...facts, ["Result-Msg", text.replace(/\s+/g, " ")]] : facts;
        const { content: hidden, secrets } = maskAuthIds(content(fields, isInField ? "" : text), "");
        const all = render([], hidden).text;
        // Every piece of it that says anything.
        const pieces = secret.match(/[\p{L}\p{N}!#$%&@^~]{3,}/gu) ?? [];
        assert(!pieces.some((piece) => all.includes(piece)), `${all}\nsecret: ${secret}`);
        assert(secrets.length > 0);
      }),
      { numRuns: 500 },
    );
  });

  it("hides what follows the first mention in any other result that did not fail", () => {
    fc.assert(
      fc.property(authId, fc.constantFrom(...wordings.slice(0, 7)), (secret, wording) => {
        const text = `Request domain-register for example.org was completed successfully.\n\n${wording(secret)}`;
        const { content: hidden } = maskAuthIds(content([["Object-Name", "example.org"]], text), "domain-register");
        assert(!hidden.text.includes(secret), hidden.text);
        assert(hidden.text.startsWith("Request domain-register for example.org"));
      }),
    );
  });

  for (const [text, secret] of [
    ["AuthInfo code: S3cr3t!x", "S3cr3t!x"],
    ["Auth-ID expires 2026-01-01\nCode: S3cr3t!x", "S3cr3t!x"],
    [`The Authorization ID is: "S3"cr3t!x"`, `S3"cr3t!x`],
    [`The Authorization ID is: 'S3'cr3t!x'.`, `S3'cr3t!x`],
    ["Auth-ID: correct horse battery", "correct horse battery"],
    ["Auth-ID: transfer", "transfer"],
    ["Auth-ID: 2026-01-01", "2026-01-01"],
    ["Auth-ID: example.org", "example.org"],
    ["Code:\nstatus", "status"],
  ] as const) {
    it(`copies the auth-id alone: ${text}`, () => {
      const { content: hidden, secrets } = maskAuthIds(content(facts, text));
      assert.equal(secrets[0], secret);
      assert(!hidden.text.replace(/^.*expires.*\n/, "").includes(secret) && hidden.text.includes(mask), hidden.text);
    });
  }

  it("keeps known reply headers, and masks unknown ones", () => {
    const headers: FieldList = [
      ["Status-Code", "0"],
      ["Status-Text", "OK"],
      ["Tracking-Id", "01dd7f65306f06f0f7dc0ada484644dc"],
      ["Timing", "0.022911/0.040912 56.000%"],
      ["Version", "1.2.45"],
      ["UID", "1000042"],
      ["User-Login", "some.one@example.com"],
      ["Account-Balance", "986.18"],
    ];
    const masked = maskAuthIds(
      content([], 'The Authorization ID is: "39c0c37a-9f8e2b"', [...headers, ["X-Code", "39c0c37b"]]),
      "domain-transfer-get-auth-id",
    );
    assert.deepEqual(masked.content.headers, [...headers, ["X-Code", mask]]);
  });

  it("keeps labels, dates of known labels, the domain and status words", () => {
    const text = [
      `The auth-id of example.org expires on 2026-01-01 12:00 UTC.`,
      "Expiry date: 2026-01-01",
      "Status: ok",
      "Domain: example.org",
      "Auth-ID: S3cr3t!x",
    ];
    const { content: hidden } = maskAuthIds(
      content([...facts, ["Expires", "2026-01-01"], ["Note", "S0mething"]], text.join("\n")),
    );
    assert.deepEqual(hidden.fields, [...facts, ["Expires", "2026-01-01"], ["Note", mask]]);
    assert.deepEqual(hidden.text.split("\n"), [...text.slice(0, 4), `Auth-ID: ${mask}`]);
  });

  for (const [name, text] of [
    ["many words", Array.from({ length: 10_000 }, (_, index) => `w${index}${index % 9 ? " is " : "\n"}`).join("")],
    ["a long run of signs", `${"-".repeat(200_000)}w1`],
    ["many labels", `${"to: ".repeat(50_000)}Auth-ID: w1`],
    ["many quotes", `${'"example.org" '.repeat(20_000)}"w1"`],
  ] as const) {
    it(`masks a large text with ${name} quickly`, () => {
      const { content: hidden } = maskAuthIds(content(facts, text));
      assert(!/w\d/.test(hidden.text));
    });
  }
});

describe("The document of a result", () => {
  it("has the facts first, the raw reply last, nothing for what is empty, and knows its parts", () => {
    const { text, sections, keysByLine } = render(
      [["Status", "failed"]],
      content([["Error", "no"]], "Two\nlines\n", [["Status-Code", "0"]]),
    );
    assert.deepEqual([...keysByLine], [[8, "Error"]]);
    assert.equal(
      text,
      "# Result\nStatus: failed\n\n# Text\nTwo\nlines\n\n# Details\nError: no\n\n# Reply\nStatus-Code: 0\n\nError: no\n\nTwo\nlines\n",
    );
    assert.deepEqual(sections, [
      { title: "Result", firstLine: 0, lastLine: 1 },
      { title: "Text", firstLine: 3, lastLine: 5 },
      { title: "Details", firstLine: 7, lastLine: 8 },
      { title: "Reply", firstLine: 10, lastLine: 16 },
    ] satisfies Section[]);
  });

  it("knows the lines with auth-ids, masked or revealed", () => {
    const original = content([["auth-id", "S3cr3t"]], "It is S3cr3t.");
    const { content: hidden, secrets } = maskAuthIds(original);
    assert.deepEqual(render([], hidden).secretLines, [1, 4]);
    assert.deepEqual(render([], original, secrets).secretLines, [1, 4]);
  });
});
