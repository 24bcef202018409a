import assert from "node:assert/strict";
import type { Socket, TcpNetConnectOpts } from "node:net";
import type { buildConnector } from "undici";
import { createDirectConnector } from "../../../../src/dmapi/http/connectors";
import { loadUndici } from "../../../../src/dmapi/http/load-undici";
import { defaultLimits, type Limits } from "../../../../src/dmapi/transport";
import { startEndpoint } from "./servers";
import { form, isErrorWith, useTransports } from "./transport-harness";

describe("A stale keep-alive connection", () => {
  const transport = useTransports();

  /** A server that answers, until `kill`: then it does `next` on the connections that are open, and answers on new ones. */
  async function startServer(next: (socket: Socket) => void) {
    const open = new Set<Socket>();
    const dead = new Set<Socket>();
    const endpoint = await startEndpoint(undefined, (request, response) => {
      if (dead.has(request.socket)) {
        next(request.socket);
        return;
      }
      open.add(request.socket);
      response.end("Status-Code: 0\n\n");
    });
    const kill = () => open.forEach((socket) => dead.add(socket));
    return { ...endpoint, kill };
  }

  async function warmUp(port: number, limits: Partial<Limits> = {}) {
    const { post } = transport(`http://127.0.0.1:${port}`, { limits: { ...defaultLimits, ...limits } });
    for (let times = 0; times < 3; times += 1) await post("warm-up", form);
    return post;
  }

  it("is replaced at once by a reading request after a reset", async () => {
    const { port, seen, kill } = await startServer((socket) => socket.resetAndDestroy());
    const post = await warmUp(port);
    kill();
    assert.equal((await post("two", form, { isRepeatable: true })).status, 200);
    assert.equal(seen.length, 3 + 2);
  });

  it("is replaced by a reading request when it stays silent", async () => {
    const { port, seen, kill } = await startServer(() => undefined);
    const post = await warmUp(port, { keptAliveHeadersTimeoutMs: 100 });
    kill();
    assert.equal((await post("two", form, { isRepeatable: true })).status, 200);
    assert.equal(seen.length, 3 + 2);
  });

  it("makes the outcome of an action unknown, which is sent once", async () => {
    const { port, seen, kill } = await startServer((socket) => socket.resetAndDestroy());
    const post = await warmUp(port);
    kill();
    await assert.rejects(post("action", form), isErrorWith("network", /./, { unsent: false }));
    assert.equal(seen.length, 3 + 1);
    assert.equal((await post("three", form)).status, 200);
  });

  it("is not reused by an action after a long idle time, such as sleep", async () => {
    const { port, seen, kill } = await startServer((socket) => socket.resetAndDestroy());
    const post = await warmUp(port, { keepAliveMs: 3_600_000 });
    kill();
    const { now } = Date;
    Date.now = () => now() + 7_200_000;
    try {
      assert.equal((await post("action", form)).status, 200);
    } finally {
      Date.now = now;
    }
    assert.equal(seen.length, 3 + 1);
  });

  it("is not assumed where the connection was new", async () => {
    const { port, seen } = await startEndpoint(undefined, (request) => request.socket.destroy());
    const { post } = transport(`http://127.0.0.1:${port}`);
    await assert.rejects(post("list", form, { isRepeatable: true }), isErrorWith("network", /./, { unsent: false }));
    assert.equal(seen.length, 1);
  });

  it("is not assumed once a reply has begun", async () => {
    const { port, seen, kill } = await startServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nStatus-Code", () => socket.resetAndDestroy());
    });
    const post = await warmUp(port);
    kill();
    await assert.rejects(post("list", form, { isRepeatable: true }), isErrorWith("network", /./, { unsent: false }));
    assert.equal(seen.length, 3 + 1);
  });

  it("is not assumed by a slow action, which is never repeated", async () => {
    const reply = "HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\nStatus-Code: 0\n\n";
    const { port, seen, kill } = await startServer((socket) => {
      setTimeout(() => socket.write(reply), 100);
    });
    const post = await warmUp(port, { keptAliveHeadersTimeoutMs: 5 });
    kill();
    assert.equal((await post("action", form)).status, 200);
    assert.equal(seen.length, 3 + 1);
  });

  it("does not shorten the timeout of a new silent connection", async () => {
    const limits = { ...defaultLimits, keptAliveHeadersTimeoutMs: 5 };
    const { port, seen } = await startEndpoint(undefined, (_, response) => {
      setTimeout(() => response.end("Status-Code: 0\n\n"), 60);
    });
    const { post } = transport(`http://127.0.0.1:${port}`, { limits });
    assert.equal((await post("slow", form, { isRepeatable: true })).status, 200);
    assert.equal(seen.length, 1);
  });
});

describe("An endpoint with several addresses", () => {
  it("has seconds for each of them", () => {
    let options: (buildConnector.BuildOptions & TcpNetConnectOpts) | undefined;
    const undici = {
      ...loadUndici(),
      buildConnector: (given: buildConnector.BuildOptions & TcpNetConnectOpts) => {
        options = given;
        return () => undefined;
      },
    };
    createDirectConnector(undici as never, { authorities: undefined, timeout: 15_000 });
    assert.deepEqual([options?.autoSelectFamily, options?.autoSelectFamilyAttemptTimeout], [true, 2500]);
  });
});
