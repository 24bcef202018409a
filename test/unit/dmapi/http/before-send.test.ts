import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { eventually } from "../../../eventually";
import { readOnlyModeError } from "../../../../src/dmapi/request-errors";
import { Session } from "../../../../src/dmapi/session";
import { closedPort, startEndpoint } from "./servers";
import { form, isErrorWith, unreachableFetch, useTransports } from "./transport-harness";

describe("Directly before a request is sent", () => {
  const transport = useTransports();
  const refuse = () => {
    throw readOnlyModeError("domain-transfer-control");
  };

  it("it can still be stopped: the connection is open, and no byte is sent", async () => {
    let received = 0;
    let connections = 0;
    const server: Server = createServer((socket) => {
      connections += 1;
      socket.on("error", () => undefined).on("data", (bytes) => (received += bytes.length));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { post } = transport(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await assert.rejects(
      post("domain-transfer-control", form, { beforeSend: refuse }),
      isErrorWith("permission", /blocked by read-only mode/),
    );
    await eventually(() => assert.equal(connections, 1));
    server.close();
    assert.equal(received, 0);
  });

  it("it can be stopped with VS Code's fetch too", async () => {
    let fetches = 0;
    const hostFetch = () => {
      fetches += 1;
      return unreachableFetch();
    };
    const { post } = transport(`https://${"x".repeat(64)}.test`, { hostFetch });
    await assert.rejects(post("x", form, { beforeSend: refuse }), isErrorWith("permission", /read-only/));
    assert.equal(fetches, 0);
  });

  it("an abort while the connection is being established leaves it unsent", async () => {
    const { port, seen } = await startEndpoint();
    const { post } = transport(`http://127.0.0.1:${port}`);
    const abort = new AbortController();
    const waiting = post("x", form, { signal: abort.signal });
    abort.abort();
    await assert.rejects(waiting, isErrorWith("canceled", /canceled/));
    assert.deepEqual(seen, []);
  });

  it("is when read-only mode is checked: at the endpoint, after the login and on an open connection", async () => {
    let isReadOnly = false;
    const { port, seen } = await startEndpoint(undefined, (request, response) => {
      if (request.url?.endsWith("/login")) isReadOnly = true;
      response.end("Status-Code: 0\nAuth-Sid: sid\n\n");
    });
    const session = new Session(
      transport(`http://127.0.0.1:${port}`),
      { kind: "api-key", apiKey: "s3cret-key" },
      { isReadOnly: () => isReadOnly },
    );
    await assert.rejects(
      session.call("domain-transfer-control", {}, { isModifying: true }),
      isErrorWith("permission", /read-only/),
    );
    assert.equal(seen.length, 1);
  });

  it("is not reached by an attempt that does not connect", async () => {
    let calls = 0;
    const { post } = transport(`http://127.0.0.1:${await closedPort()}`);
    await assert.rejects(post("x", form, { beforeSend: () => (calls += 1) }), isErrorWith("network", /ECONNREFUSED/));
    assert.equal(calls, 0);
  });
});
