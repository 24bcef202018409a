import assert from "node:assert/strict";
import { Session } from "../../../src/dmapi/session";
import { isErrorWith } from "./fake-call";
import { FakeTransport, loginReply, okReply } from "./fake-transport";

const key = { kind: "api-key", apiKey: "the-key" } as const;
const tooMany = "Status-Code: 2502\nStatus-Text: Session limit exceeded; server closing connection\n\n";

describe("A server that ends the connection (EPP 2500 to 2502)", () => {
  it("because of too many sessions says nothing of the credentials: they may be tried again", async () => {
    let full = true;
    const transport = new FakeTransport((name) =>
      name === "login" ? (full ? tooMany : loginReply("sid-1")) : okReply(),
    );
    const session = new Session(transport, key);
    await assert.rejects(session.call("result-list"), isErrorWith("refused", /2502 Session limit exceeded/));
    full = false;
    await session.call("result-list");
    assert.deepEqual(transport.names, ["login", "login", "result-list"]);
  });

  it("for want of authentication is asked once more, with a new session", async () => {
    let logins = 0;
    const gone = "Status-Code: 2501\nStatus-Text: Authentication error; server closing connection\n\n";
    const transport = new FakeTransport((name, form) => {
      if (name === "login") return loginReply(`sid-${++logins}`);
      return form.get("auth-sid") === "sid-1" ? gone : okReply();
    });
    await new Session(transport, key).call("result-list");
    assert.deepEqual(transport.names, ["login", "result-list", "login", "result-list"]);
  });

  it("is not asked again at once when a login fails for want of authentication", async () => {
    const transport = new FakeTransport(() => "Status-Code: 2501\n\n");
    const session = new Session(transport, key);
    await assert.rejects(session.call("result-list"), isErrorWith("authentication", /2501/));
    await assert.rejects(session.call("result-list"), isErrorWith("authentication", /2501/));
    assert.deepEqual(transport.names, ["login"]);
  });
});
