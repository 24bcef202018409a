import assert from "node:assert/strict";
import { sanitizeLabel, createUniqueLabel } from "../../../src/accounts/account-label";
import { findDenialReason, withDeniedRequest, type Permissions } from "../../../src/accounts/permissions";
import { parseRecords, parseSecret } from "../../../src/accounts/storage-schema";

const endpoint = "https://dmapi.joker.com";
const credentials = { kind: "api-key", apiKey: "k" } as const;

describe("The entry of the keyring", () => {
  const secret = { version: 2, id: "a", endpoint, credentials, revision: "r" };

  it("is read as it was written", () => {
    assert.deepEqual(parseSecret(JSON.stringify(secret), { id: "a", endpoint }), secret);
  });

  it("of version 1 becomes one of version 2 with a revision of its own", () => {
    const old = JSON.stringify({ version: 1, endpoint, credentials });
    const [one, other] = [parseSecret(old, { id: "a", endpoint }), parseSecret(old, { id: "a", endpoint })];
    assert.deepEqual({ ...one, revision: "r" }, secret);
    assert.notEqual(one?.revision, other?.revision);
  });

  it("is rejected for another account or endpoint", () => {
    const text = JSON.stringify(secret);
    assert.equal(parseSecret(text, { id: "b", endpoint }), undefined);
    assert.equal(parseSecret(text, { id: "a", endpoint: "https://dmapi.joker.com.example" }), undefined);
    const old = JSON.stringify({ version: 1, endpoint, credentials });
    assert.equal(parseSecret(old, { id: "a", endpoint: "http://127.0.0.1:1" }), undefined);
  });

  for (const text of [
    "",
    "{",
    "null",
    "[]",
    "7",
    '{"version":3}',
    '{"version":2}',
    JSON.stringify({ ...secret, id: 1 }),
  ]) {
    it(`that reads ${JSON.stringify(text)} is none`, () => {
      assert.equal(parseSecret(text, { id: "a", endpoint }), undefined);
    });
  }
});

describe("The list of accounts", () => {
  it("of the version before keeps its names", () => {
    const [record] = parseRecords([{ id: "a", endpoint, label: "someone" }]);
    assert.equal(record?.userLogin, "someone");
    assert.equal(record.access, "unknown");
    assert.equal(record.signedOut, false);
  });

  it("drops only invalid entries", () => {
    const good = { id: "a", endpoint, label: "someone" };
    assert.equal(parseRecords([{ id: "b" }, good, null, { ...good, endpoint: "nowhere" }]).length, 1);
    assert.deepEqual(parseRecords("gone"), []);
  });
});

describe("The name of an account", () => {
  const named = (...labels: string[]) => labels.map((label) => ({ endpoint, label }));

  it("is the login, then the login with the kind of key, then a number", () => {
    assert.equal(createUniqueLabel(endpoint, "me", "read-only", []), "me");
    assert.equal(createUniqueLabel(endpoint, "me", "read-only", named("me")), "me (read-only)");
    assert.equal(createUniqueLabel(endpoint, "me", "read-only", named("me", "me (read-only)")), "me (read-only) 2");
    const taken = named("me", "me (read-only)", "me (read-only) 2");
    assert.equal(createUniqueLabel(endpoint, "me", "read-only", taken), "me (read-only) 3");
  });

  it("may repeat at another endpoint, which is then appended", () => {
    assert.equal(createUniqueLabel("https://dmapi.ote.joker.com", "me", "full", named("me")), "me");
  });

  it("is one line of at most 80 characters without control characters", () => {
    assert.equal(sanitizeLabel(" \u202eme\n\u001b[31mand  you "), "me [31mand you");
    assert.equal(sanitizeLabel("x".repeat(20_000)).length, 80);
  });
});

describe("What an account may modify", () => {
  const rights: Permissions = { access: "full", accessAsSent: "@full", readOnlyMode: false, deniedRequests: new Set() };

  it("is nothing in read-only mode or with a read-only key", () => {
    assert.equal(findDenialReason(rights), undefined);
    assert.equal(findDenialReason({ ...rights, readOnlyMode: true }), "read-only-mode");
    assert.equal(findDenialReason({ ...rights, access: "readonly" }), "access-level");
    assert.equal(findDenialReason({ ...rights, access: "whois-only" }), "access-level");
    assert.equal(findDenialReason({ ...rights, access: "modify-only" }), undefined);
    assert.equal(findDenialReason({ ...rights, access: "unknown" }), undefined);
  });

  it("excludes what was refused, and only that", () => {
    const after = withDeniedRequest({ ...rights, access: "unknown" }, "result-delete");
    assert.equal(findDenialReason(after, "results"), "refused");
    assert.equal(findDenialReason(after, "transfers"), undefined);
  });

  it("is unchanged for a key with full access: the refusal concerned the object", () => {
    assert.equal(findDenialReason(withDeniedRequest(rights, "result-delete"), "results"), undefined);
  });
});
