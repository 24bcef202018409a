import assert from "node:assert/strict";
import { DmapiError } from "../../../src/dmapi/errors";
import { Session } from "../../../src/dmapi/session";
import { isErrorWith } from "./fake-call";
import { FakeTransport, loginReply, okReply } from "./fake-transport";

const key = { kind: "api-key", apiKey: "the-key" } as const;

describe("Read-only mode turned on", () => {
  it("while a login is awaited holds back the modifying request behind it", async () => {
    let isReadOnly = false;
    let answerLogin: (reply: string) => void = () => undefined;
    const login = new Promise<string>((resolve) => (answerLogin = resolve));
    const transport = new FakeTransport((name) => (name === "login" ? login : okReply()));
    const denied: string[] = [];
    const session = new Session(transport, key, {
      isReadOnly: () => isReadOnly,
      onPermissionDenied: (request) => denied.push(request),
    });
    const action = session.call("domain-transfer-control", {}, { isModifying: true });
    isReadOnly = true;
    answerLogin(loginReply("sid"));
    await assert.rejects(action, isErrorWith("permission", /blocked by read-only mode/));
    assert.deepEqual([transport.names, denied], [["login"], []]);
    await session.call("result-list");
  });

  it("between two attempts does not hold back a reading request, and an abort does", async () => {
    const abort = new AbortController();
    let failures = 2;
    const transport = new FakeTransport((name) => {
      if (name === "login" || failures === 0) return name === "login" ? loginReply("sid") : okReply();
      failures -= 1;
      return new DmapiError("network", "ECONNRESET", { request: name });
    });
    const session = new Session(transport, key, { isReadOnly: () => true, sleep: () => Promise.resolve() });
    await session.call("result-list");
    failures = 2;
    const sleepAndAbort = () => Promise.resolve(abort.abort());
    const impatient = new Session(transport, key, { sleep: sleepAndAbort });
    await assert.rejects(impatient.call("result-list", {}, { signal: abort.signal }), isErrorWith("cancelled"));
    assert.deepEqual(transport.names.slice(4), ["login", "result-list"]);
  });
});
