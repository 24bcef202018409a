import assert from "node:assert/strict";
import { asName, labelFor } from "../../../src/account/naming";
import { obstacleTo, withDenied, type Rights } from "../../../src/account/rights";
import { readRecords, readSecret } from "../../../src/account/schema";

const endpoint = "https://dmapi.joker.com";
const credentials = { kind: "api-key", apiKey: "k" } as const;

describe("The entry of the keyring", () => {
  const secret = { version: 2, id: "a", endpoint, credentials, revision: "r" };

  it("is read as it was written", () => {
    assert.deepEqual(readSecret(JSON.stringify(secret), { id: "a", endpoint }), secret);
  });

  it("of version 1 becomes one of version 2 with a revision of its own", () => {
    const old = JSON.stringify({ version: 1, endpoint, credentials });
    const [one, other] = [readSecret(old, { id: "a", endpoint }), readSecret(old, { id: "a", endpoint })];
    assert.deepEqual({ ...one, revision: "r" }, secret);
    assert.notEqual(one?.revision, other?.revision);
  });

  it("is for no other account and no other endpoint", () => {
    const text = JSON.stringify(secret);
    assert.equal(readSecret(text, { id: "b", endpoint }), undefined);
    assert.equal(readSecret(text, { id: "a", endpoint: "https://dmapi.joker.com.example" }), undefined);
    const old = JSON.stringify({ version: 1, endpoint, credentials });
    assert.equal(readSecret(old, { id: "a", endpoint: "http://127.0.0.1:1" }), undefined);
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
      assert.equal(readSecret(text, { id: "a", endpoint }), undefined);
    });
  }
});

describe("The list of accounts", () => {
  it("of the version before keeps its names", () => {
    const [record] = readRecords([{ id: "a", endpoint, label: "someone" }]);
    assert.equal(record?.userLogin, "someone");
    assert.equal(record.access, "unknown");
    assert.equal(record.signedOut, false);
  });

  it("loses only the entries that are none", () => {
    const good = { id: "a", endpoint, label: "someone" };
    assert.equal(readRecords([{ id: "b" }, good, null, { ...good, endpoint: "nowhere" }]).length, 1);
    assert.deepEqual(readRecords("gone"), []);
  });
});

describe("The name of an account", () => {
  const named = (...labels: string[]) => labels.map((label) => ({ endpoint, label }));

  it("is the login, then the login with the kind of key, then a number", () => {
    assert.equal(labelFor(endpoint, "me", "read-only", []), "me");
    assert.equal(labelFor(endpoint, "me", "read-only", named("me")), "me (read-only)");
    assert.equal(labelFor(endpoint, "me", "read-only", named("me", "me (read-only)")), "me (read-only) 2");
    const taken = named("me", "me (read-only)", "me (read-only) 2");
    assert.equal(labelFor(endpoint, "me", "read-only", taken), "me (read-only) 3");
  });

  it("may be the same at another endpoint, which is named beside it", () => {
    assert.equal(labelFor("https://dmapi.ote.joker.com", "me", "full", named("me")), "me");
  });

  it("is one line of at most 80 characters that control nothing, whatever a server calls it", () => {
    assert.equal(asName(" \u202eme\n\u001b[31mand  you "), "me [31mand you");
    assert.equal(asName("x".repeat(20_000)).length, 80);
  });
});

describe("What an account may modify", () => {
  const rights: Rights = { access: "full", accessAsSent: "@full", readOnlyMode: false, denied: new Set() };

  it("is nothing in read-only mode, or with a key that only reads", () => {
    assert.equal(obstacleTo(rights), undefined);
    assert.equal(obstacleTo({ ...rights, readOnlyMode: true }), "read-only-mode");
    assert.equal(obstacleTo({ ...rights, access: "readonly" }), "access-level");
    assert.equal(obstacleTo({ ...rights, access: "whois-only" }), "access-level");
    assert.equal(obstacleTo({ ...rights, access: "modify-only" }), undefined);
    assert.equal(obstacleTo({ ...rights, access: "unknown" }), undefined);
  });

  it("is less after a refusal, for what was refused alone", () => {
    const after = withDenied({ ...rights, access: "unknown" }, "result-delete");
    assert.equal(obstacleTo(after, "results"), "refused");
    assert.equal(obstacleTo(after, "transfers"), undefined);
  });

  it("stays what it is for a key with full access: the refusal was about the thing", () => {
    assert.equal(obstacleTo(withDenied(rights, "result-delete"), "results"), undefined);
  });
});
