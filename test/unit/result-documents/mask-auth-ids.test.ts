import assert from "node:assert/strict";
import { mask, maskAuthIds } from "../../../src/result-documents/mask-auth-ids";
import { renderResult, type Section } from "../../../src/result-documents/result-text";
import type { FieldList } from "../../../src/dmapi/model";

const titles = { facts: "Result", fields: "Details", text: "Text", headers: "Reply" };

function content(fields: FieldList, text = "", headers: FieldList = []) {
  return { headers, fields, text };
}

/** Everything the masked document shows. */
function shown(fields: FieldList, text = "", headers: FieldList = [], type = ""): string {
  const { content: hidden } = maskAuthIds(content(fields, text, headers), type);
  return renderResult([["Proc-ID", "1"]], hidden, titles).text;
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

  it("hides a short one in its own place alone, and no transfer-id", () => {
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

describe("The document of a result", () => {
  it("has the facts first, the headers last, nothing for what is empty, and knows its parts", () => {
    const { text, sections } = renderResult(
      [["Status", "failed"]],
      content([["Error", "no"]], "Two\nlines\n", [["Status-Code", "0"]]),
      titles,
    );
    assert.equal(
      text,
      "# Result\nStatus: failed\n\n# Details\nError: no\n\n# Text\nTwo\nlines\n\n# Reply\nStatus-Code: 0\n",
    );
    assert.deepEqual(sections, [
      { title: "Result", firstLine: 0, lastLine: 1 },
      { title: "Details", firstLine: 3, lastLine: 4 },
      { title: "Text", firstLine: 6, lastLine: 8 },
      { title: "Reply", firstLine: 10, lastLine: 11 },
    ] satisfies Section[]);
  });

  it("knows the lines with auth-ids, masked or revealed", () => {
    const original = content([["auth-id", "S3cr3t"]], "It is S3cr3t.");
    const { content: hidden, secrets } = maskAuthIds(original);
    assert.deepEqual(renderResult([], hidden, titles).secretLines, [1, 4]);
    assert.deepEqual(renderResult([], original, titles, secrets).secretLines, [1, 4]);
  });
});
