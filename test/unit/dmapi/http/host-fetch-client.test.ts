import assert from "node:assert/strict";
import { mock } from "node:test";
import { createHostFetchClient, type HostFetch } from "../../../../src/dmapi/http/host-fetch-client";
import type { HttpLimits, HttpRequest } from "../../../../src/dmapi/http/types";
import { defaultLimits } from "../../../../src/dmapi/transport";
import { isErrorWith } from "./transport-harness";

const limits: HttpLimits = { ...defaultLimits, connectTimeoutMs: 1000, headersTimeoutMs: 2000, bodyTimeoutMs: 5000 };
const url = new URL("https://dmapi.joker.test/request/query-orders");

const createRequest = (fields: Partial<HttpRequest> = {}): HttpRequest => {
  return { request: "query-orders", url, form: "a=1", signal: undefined, ...fields };
};

/** Lets promises settle while the timers are mocked. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A `fetch` whose replies a test makes, and which fails with the reason of its signal as Node's does. */
class FakeFetch {
  readonly calls: { readonly init: RequestInit; readonly reply: (response: Response) => void }[] = [];

  readonly fetch: HostFetch = (_, init) =>
    new Promise((resolve, reject) => {
      this.calls.push({ init, reply: resolve });
      init.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error));
    });

  get last() {
    const call = this.calls.at(-1);
    assert(call, "nothing was fetched");
    return call;
  }
}

/** A body whose chunks a test sends. */
function createBody(signal: AbortSignal | null | undefined) {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const stream = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  signal?.addEventListener("abort", () => controller.error(signal.reason));
  return { stream, send: (text: string) => controller.enqueue(Buffer.from(text)), end: () => controller.close() };
}

describe("The client over VS Code's fetch", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
  afterEach(() => mock.timers.reset());

  function create(isTrusted = () => true) {
    const fake = new FakeFetch();
    return { fake, client: createHostFetchClient(fake.fetch, limits, isTrusted) };
  }

  it("waits for the connection and the first header as long as both may take", async () => {
    const { fake, client } = create();
    const failure = assert.rejects(
      client.post(createRequest()),
      isErrorWith("timeout", /^HOST_FETCH_TIMEOUT the reply of the host's fetch was given up$/, { unsent: false }),
    );
    mock.timers.tick(2999);
    await settle();
    assert.equal(fake.last.init.signal?.aborted, false);
    mock.timers.tick(1);
    await failure;
  });

  it("waits for each chunk of the body as long as one may take", async () => {
    const { fake, client } = create();
    const reply = client.post(createRequest());
    const body = createBody(fake.last.init.signal);
    fake.last.reply(new Response(body.stream));
    await settle();
    for (const text of ["Status-Code", ": 0\n", "\n"]) {
      mock.timers.tick(4999);
      body.send(text);
      await settle();
    }
    body.end();
    assert.equal(new TextDecoder().decode((await reply).body), "Status-Code: 0\n\n");
  });

  it("gives up a body that stops", async () => {
    const { fake, client } = create();
    const failure = assert.rejects(
      client.post(createRequest()),
      isErrorWith("timeout", /HOST_FETCH_TIMEOUT/, { unsent: false }),
    );
    const body = createBody(fake.last.init.signal);
    fake.last.reply(new Response(body.stream));
    await settle();
    body.send("Status");
    await settle();
    mock.timers.tick(5000);
    await failure;
  });

  it("leaves no timer behind", async () => {
    const { fake, client } = create();
    const reply = client.post(createRequest());
    fake.last.reply(new Response("Status-Code: 0\n\n"));
    await reply;
    mock.timers.tick(3_600_000);
    assert.equal(fake.last.init.signal?.aborted, false);
  });

  it("passes on the status and how long to wait, and decodes by the charset", async () => {
    const { fake, client } = create();
    const reply = client.post(createRequest());
    const headers = { "retry-after": "60", "content-type": "text/plain; charset=iso-8859-1" };
    fake.last.reply(new Response(Uint8Array.of(0xe4), { status: 503, headers }));
    const { status, retryAfter, body } = await reply;
    assert.deepEqual([status, retryAfter, new TextDecoder().decode(body)], [503, "60", "ä"]);
  });

  it("sends nothing without the consent of whoever counts requests, nor to an unverified host", async () => {
    const { fake, client } = create(() => false);
    await assert.rejects(client.post(createRequest()), isErrorWith("proxy", /NODE_TLS_REJECT_UNAUTHORIZED is 0$/));
    const refused = create();
    const beforeSend = () => {
      throw new Error("one request too many");
    };
    await assert.rejects(refused.client.post(createRequest({ beforeSend })), isErrorWith("network", /too many/));
    assert.deepEqual([fake.calls.length, refused.fake.calls.length], [0, 0]);
  });

  it("finishes what it has begun when it is closed when idle, and nothing when it is closed at once", async () => {
    const { fake, client } = create();
    const reply = client.post(createRequest());
    await client.close("when idle");
    fake.last.reply(new Response("Status-Code: 0\n\n"));
    assert.equal((await reply).status, 200);
    const running = client.post(createRequest());
    const failure = assert.rejects(running, isErrorWith("network", /^HOST_FETCH_CLOSED/, { unsent: false }));
    await client.close("at once");
    await failure;
    await assert.rejects(client.post(createRequest()), isErrorWith("canceled", /the connection was closed/));
    assert.equal(fake.calls.length, 2);
  });
});
