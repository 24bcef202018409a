import assert from "node:assert/strict";
import { request as sendRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http";
import { networkInterfaces } from "node:os";
import { connect } from "node:net";
import { eventually } from "../../eventually";
import { startHttpEndpoint, type HttpEndpoint } from "../../../src/mcp/http-endpoint";

const token = "a-secret-token";
const authorized = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

describe("The HTTP endpoint of the MCP server", () => {
  let endpoint: HttpEndpoint;
  let handled: Request[];
  let answer: (request: Request) => Promise<Response>;

  beforeEach(async () => {
    handled = [];
    answer = async (request) => new Response(`${request.method} ${await request.text()}`, { status: 201 });
    endpoint = await startHttpEndpoint((request) => {
      handled.push(request);
      return answer(request);
    }, token);
  });
  afterEach(() => endpoint.close());

  function send({ method = "POST", path = "/mcp", headers = authorized, body = "{}" }: Sent = {}) {
    return new Promise<{ readonly status: number; readonly text: string; readonly headers: IncomingHttpHeaders }>(
      (resolve, reject) => {
        const sent = sendRequest(endpoint.url, { method, path, headers, agent: false }, (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (chunk: string) => (text += chunk));
          response.on("end", () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
          response.on("error", reject);
        });
        sent.on("error", reject);
        sent.end(method === "POST" ? body : undefined);
      },
    );
  }

  it("hands a request on, without its token, and the response back", async () => {
    const { status, text } = await send({ body: '{"ä":1}' });
    assert.deepEqual({ status, text }, { status: 201, text: 'POST {"ä":1}' });
    assert.equal(handled[0]?.headers.get("authorization"), null);
    assert.equal(handled[0].headers.get("content-type"), "application/json");
    assert.equal((await send({ method: "GET" })).text, "GET ");
  });

  it("refuses requests without its token, and handles nothing of them", async () => {
    const tokens = ["", token, `Bearer ${token.slice(0, -1)}`, `Bearer ${token}x`, "Bearer ", `Basic ${token}`, `bearer ${token}`]; // prettier-ignore
    for (const Authorization of tokens) {
      const { status, headers } = await send({ headers: { Authorization } });
      assert.equal(status, 401, Authorization);
      assert.equal(headers["www-authenticate"], "Bearer");
    }
    assert.equal((await send({ headers: {} })).status, 401);
    assert.deepEqual(handled, []);
  });

  it("refuses web pages, even with the token, and other host names", async () => {
    for (const Origin of ["https://evil.example", "null", endpoint.url.slice(0, -4), "vscode-webview://x"])
      assert.equal((await send({ headers: { ...authorized, Origin } })).status, 403, Origin);
    const { port } = new URL(endpoint.url);
    for (const Host of [
      `localhost:${port}`,
      "127.0.0.1",
      `evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
      "127.0.0.1:1",
    ])
      // prettier-ignore
      assert.equal((await send({ headers: { ...authorized, Host } })).status, 403, Host);
    const preflight = await send({ method: "OPTIONS", headers: { Origin: "https://evil.example" } });
    assert.equal(preflight.status, 403);
    assert.equal(preflight.headers["access-control-allow-origin"], undefined);
    assert.deepEqual(handled, []);
  });

  it("knows one path and few methods", async () => {
    for (const path of ["/", "/mcp/", "/mcp?x", "/.well-known/oauth-authorization-server"])
      assert.equal((await send({ path })).status, 404, path);
    for (const method of ["PUT", "OPTIONS", "TRACE"]) assert.equal((await send({ method })).status, 405, method);
    assert.deepEqual(handled, []);
  });

  it("refuses a body that is too large", async () => {
    const body = " ".repeat(256 * 1024 + 1);
    assert.equal((await send({ body: body.slice(1) })).status, 201);
    assert.equal((await send({ body })).status, 413);
    assert.equal((await send({ body, headers: { ...authorized, "Transfer-Encoding": "chunked" } })).status, 413);
    assert.equal(handled.length, 1);
  });

  it("handles 16 requests at once, and refuses more until one has ended", async () => {
    const finish: (() => void)[] = [];
    answer = () => new Promise((resolve) => finish.push(() => resolve(new Response("done"))));
    const running = Array.from({ length: 16 }, () => send());
    await eventually(() => assert.equal(finish.length, 16));
    const refused = await send();
    assert.deepEqual([refused.status, refused.headers["retry-after"]], [503, "1"]);
    finish.splice(0).forEach((end) => end());
    for (const { status } of await Promise.all(running)) assert.equal(status, 200);
    answer = () => Promise.resolve(new Response("done"));
    await eventually(async () => assert.equal((await send()).status, 200));
  });

  it("does not say what went wrong inside", async () => {
    answer = () => Promise.reject(new Error("a detail"));
    const { status, text } = await send();
    assert.deepEqual({ status, text }, { status: 500, text: "Internal error" });
  });

  it("streams, and tells the handler when the client leaves", async () => {
    let isCanceled = false;
    answer = () => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode("first")),
        cancel: () => {
          isCanceled = true;
        },
      });
      return Promise.resolve(new Response(body));
    };
    const chunk = await new Promise<string>((resolve, reject) => {
      const sent = sendRequest(endpoint.url, { method: "POST", headers: authorized }, (response) => {
        response.once("data", (data: Buffer) => {
          resolve(data.toString());
          response.destroy();
        });
      });
      sent.on("error", reject);
      sent.end("{}");
    });
    assert.equal(chunk, "first");
    await eventually(() => assert(isCanceled && handled[0]?.signal.aborted));
  });

  it("ends its requests and stops listening when it is closed", async () => {
    answer = () => new Promise(() => undefined);
    const running = send();
    running.catch(() => undefined);
    await eventually(() => assert.equal(handled.length, 1));
    endpoint.close();
    await assert.rejects(running);
    await eventually(() => assert(handled[0]?.signal.aborted));
    await assert.rejects(send());
  });

  it("listens on loopback only", async function () {
    assert.match(endpoint.url, /^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
    const others = Object.values(networkInterfaces()).flatMap((each = []) => each.filter(({ internal }) => !internal));
    const [other] = others.filter(({ family }) => family === "IPv4");
    if (!other) return this.skip();
    const port = Number(new URL(endpoint.url).port);
    await assert.rejects(
      new Promise((resolve, reject) => {
        const socket = connect(port, other.address);
        socket.once("connect", () => resolve(socket.destroy()));
        socket.once("error", reject);
      }),
    );
  });
});
