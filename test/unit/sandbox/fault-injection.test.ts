import assert from "node:assert/strict";
import { eventually } from "../../eventually";
import { connect } from "node:net";
import type { Fault } from "../../../src/sandbox/server";
import { SandboxClient } from "./sandbox-client";

describe("sandbox: faults", () => {
  let client: SandboxClient;
  beforeEach(async () => {
    client = await SandboxClient.start();
  });
  afterEach(() => client.close());

  const state = () => client.control.getSnapshot().transfers.find(({ domain }) => domain === "acme-widgets.com")?.state;
  const cancel = () => client.post("domain-transfer-control", { action: "cancel", domain: "acme-widgets.com" });
  const list = () => client.post("result-list");
  const failing = (fault: Fault) => {
    client.control.addFaults(fault);
    return client;
  };
  /** The response to a result-list and its body as far as it comes. */
  const raw = async () => {
    const response = await fetch(`${client.sandbox.url}/request/result-list?auth-sid=${client.sid}`);
    return { response, length: Number(response.headers.get("content-length")) };
  };

  it("break the connection before a request is carried out", async () => {
    await assert.rejects(
      failing({ kind: "drop-before" }).post("domain-transfer-control", { action: "cancel" }),
      TypeError,
    );
    client.control.addFaults({ kind: "drop-before" });
    await assert.rejects(cancel(), TypeError);
    assert.equal(state(), "FOA_BEEN_SENT");
  });

  it("break it after the request was carried out", async () => {
    client.control.addFaults({ kind: "drop-after" });
    await assert.rejects(cancel(), TypeError);
    assert.equal(state(), "REGISTRY_CANCELATION_PENDING");
  });

  it("break it in the middle of the reply", async () => {
    client.control.addFaults({ kind: "drop-during" });
    const { response } = await raw();
    assert.equal(response.status, 200);
    await assert.rejects(response.text(), TypeError);
  });

  it("cut the reply, with a matching or a wrong Content-Length", async () => {
    const whole = (await list()).raw;
    client.control.addFaults({ kind: "cut" }, { kind: "cut-length" });
    const { response, length } = await raw();
    const text = await response.text();
    assert.equal(text.length, length);
    assert.ok(length < whole.length * 0.6 && length > whole.length * 0.4);
    const second = await raw();
    assert.ok(Math.abs(second.length - whole.length) < 20);
    await assert.rejects(second.response.text(), TypeError);
  });

  it("send more than the Content-Length says", async () => {
    client.control.addFaults({ kind: "short-length" });
    const whole = await new Promise<string>((resolve, reject) => {
      const { port } = new URL(client.sandbox.url);
      const socket = connect(Number(port), "127.0.0.1");
      let text = "";
      socket.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      socket.on("error", reject).on("close", () => resolve(text));
      socket.write(
        `GET /request/version?auth-sid=${client.sid} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
    });
    const [head = "", ...body] = whole.split("\r\n\r\n");
    const announcedLength = Number(/^content-length: (\d+)$/im.exec(head)?.[1]);
    assert.ok(announcedLength > 0 && Math.abs(body.join("").length - 2 * announcedLength) <= 1);
  });

  it("answer with an HTTP error in place of DMAPI", async () => {
    for (const [fault, status] of [
      [{ kind: "status" }, 500],
      [{ kind: "status", status: 503 }, 503],
      [{ kind: "html", status: 502 }, 502],
    ] as [Fault, number][]) {
      client.control.addFaults(fault);
      assert.equal((await cancel()).http, status);
    }
    client.control.addFaults({ kind: "status", status: 429, retryAfter: 7 });
    assert.equal((await raw()).response.headers.get("retry-after"), "7");
    assert.equal(state(), "FOA_BEEN_SENT");
  });

  it("answer with a page, with nothing or with garbage", async () => {
    const page = await failing({ kind: "html" }).post("version");
    assert.deepEqual([page.http, page.type], [200, "text/html; charset=utf-8"]);
    assert.match(page.raw, /^<!DOCTYPE html>/);
    const empty = await failing({ kind: "empty" }).post("version");
    assert.deepEqual([empty.http, empty.raw], [200, ""]);
    client.control.addFaults({ kind: "garbage" });
    assert.equal((await raw()).length, 2048);
  });

  it("end all sessions", async () => {
    assert.equal((await failing({ kind: "session-death" }).post("version")).code, 2200);
    assert.equal(client.control.countSessions(), 0);
  });

  it("drip the reply, or wait before it", async () => {
    assert.equal((await failing({ kind: "drip", ms: 0, bytes: 100 }).post("version")).body, "Version: 1.2.53\n");
    const begun = performance.now();
    assert.equal((await failing({ kind: "latency", ms: 40 }).post("version")).code, 0);
    assert.ok(performance.now() - begun >= 35);
    client.control.setLatency(30);
    await client.post("version");
    assert.ok(performance.now() - begun >= 60);
  });

  it("stall in the middle of the reply until the client gives up", async () => {
    client.control.addFaults({ kind: "stall" }, { kind: "stall" });
    const giveUp = new AbortController();
    const response = await fetch(`${client.sandbox.url}/request/version?auth-sid=${client.sid}`, {
      signal: giveUp.signal,
    });
    const reader = response.body?.getReader();
    assert.ok(((await reader?.read())?.value as Uint8Array).length > 0);
    const more = reader?.read();
    giveUp.abort();
    await assert.rejects(async () => more, { name: "AbortError" });
    const { response: other } = await raw();
    await client.close();
    await assert.rejects(other.text(), TypeError);
  });

  it("occur in order, as often as set, for the named requests", async () => {
    client.control.addFaults(
      { kind: "status", status: 503, count: 2, request: "Result-List" },
      { kind: "empty", request: "version" },
    );
    assert.equal((await client.post("query-profile")).code, 0);
    assert.deepEqual([(await list()).http, (await list()).http, (await list()).http], [503, 503, 200]);
    assert.equal((await client.post("version")).raw, "");
    assert.equal((await client.post("version")).code, 0);
    client.control.addFaults({ kind: "empty" });
    client.control.clearFaults();
    assert.equal((await client.post("version")).code, 0);
  });

  it("survive a client that leaves while a long reply is sent", async () => {
    const many = await SandboxClient.start({ orders: 2_000_000 });
    const leave = new AbortController();
    const query = new URLSearchParams({ "auth-sid": many.sid, after: "2026-02-20" });
    const response = await fetch(`${many.sandbox.url}/request/query-order-list?${query.toString()}`, {
      signal: leave.signal,
    });
    assert.equal(response.status, 200);
    leave.abort();
    await assert.rejects(response.text());
    assert.equal((await many.post("version")).code, 0);
    await many.close();
  });

  it("leave a request unanswered when the sandbox closes", async () => {
    client.control.setLatency(60_000);
    const answer = assert.rejects(client.post("version"), TypeError);
    await eventually(() => assert.equal(client.control.log.at(-1)?.request, "version"));
    await client.close();
    await answer;
  });
});
