import assert from "node:assert/strict";
import { DmapiError } from "../../../src/dmapi/errors";
import { RequestSender, type SendOptions } from "../../../src/dmapi/request-sender";
import { canceledError } from "../../../src/dmapi/request-errors";
import type { PostOptions, Transport } from "../../../src/dmapi/transport";
import { SecretRedactor } from "../../../src/redaction/secret-redactor";
import { encode, okReply } from "./fake-transport";

const busy = { status: 503, body: encode("busy") };

describe("Sending a request", () => {
  function create(answers: readonly ({ status: number; body: Uint8Array } | Error)[]) {
    const posts: PostOptions[] = [];
    const lines: string[] = [];
    const pauses: { ms: number; signal: AbortSignal | undefined; request: string | undefined }[] = [];
    let balanceChanges = 0;
    const transport: Transport = {
      post: (_request, _form, options = {}) => {
        posts.push(options);
        const answer = answers[Math.min(posts.length, answers.length) - 1];
        return answer instanceof Error || answer === undefined ? Promise.reject(answer ?? new Error("no answer")) : Promise.resolve(answer); // prettier-ignore
      },
      close: () => Promise.resolve(),
    };
    const sender = new RequestSender(transport, {
      trace: (line) => lines.push(line),
      clock: () => 0,
      sleep: (ms, signal, request) => {
        pauses.push({ ms, signal, request });
        return signal?.aborted ? Promise.reject(canceledError(request ?? "")) : Promise.resolve();
      },
      secrets: new SecretRedactor(),
      authIds: new SecretRedactor(),
      onBalanceChange: () => (balanceChanges += 1),
    });
    const send = (options: SendOptions = {}, request = "result-list") => sender.send(request, new URLSearchParams(), options); // prettier-ignore
    return { send, posts, lines, pauses, balanceChanges: () => balanceChanges };
  }

  const ok = (headers = "") => ({ status: 200, body: encode(okReply("", headers)) });

  it("tries a reading request three times, and an action once", async () => {
    const reading = create([busy]);
    await assert.rejects(reading.send(), { reason: "http" });
    assert.deepEqual([reading.posts.length, reading.pauses.length], [3, 2]);
    assert.deepEqual(reading.posts.map(({ isRepeatable }) => isRepeatable), [true, true, true]); // prettier-ignore
    const action = create([busy]);
    await assert.rejects(action.send({ isModifying: true }), { reason: "unknown-outcome" });
    assert.deepEqual([action.posts.length, action.pauses.length, action.posts[0]?.isRepeatable], [1, 0, false]);
  });

  it("ends the pause before another try by its own signal, else by that of the request", async () => {
    const [request, retry] = [new AbortController(), new AbortController()];
    const both = create([busy, ok()]);
    await both.send({ signal: request.signal, retrySignal: retry.signal });
    const one = create([busy, ok()]);
    await one.send({ signal: request.signal });
    assert.equal(both.pauses[0]?.signal, retry.signal);
    assert.equal(one.pauses[0]?.signal, request.signal);
    assert.equal(one.pauses[0].request, "result-list");
    assert.equal(both.posts[0]?.signal, request.signal);
    const canceled = create([busy, ok()]);
    await assert.rejects(canceled.send({ retrySignal: AbortSignal.abort() }), { reason: "canceled" });
    assert.equal(canceled.posts.length, 1);
  });

  it("reads a file as it is", async () => {
    const file = { status: 200, body: encode("order_id;amount\n1;2\n") };
    assert.equal(
      new TextDecoder().decode((await create([file]).send({ isFile: true })).body),
      "order_id;amount\n1;2\n",
    );
    await assert.rejects(create([file]).send(), { reason: "malformed" });
  });

  it("allows a file to be larger than a reply to a small request", async () => {
    const { send, posts } = create([ok()]);
    await send();
    await send({ isFile: true }, "query-order-list").catch(() => undefined);
    assert((posts[0]?.maxReplyBytes ?? Infinity) < (posts[1]?.maxReplyBytes ?? 0));
  });

  it("traces each try with its duration and tracking ID", async () => {
    const { send, lines } = create([busy, ok(), { status: 200, body: encode("Status-Code: 0\n\n") }]);
    await send();
    await send();
    assert.equal(lines.length, 4);
    assert.match(lines[0] ?? "", /^result-list: .*, \d{1,4} ms, no tracking id$/);
    assert.match(lines[1] ?? "", /^result-list: again in \d{3} ms$/);
    assert.match(lines[2] ?? "", /^result-list: OK, \d+ bytes, \d{1,4} ms, 01d6$/);
    assert.match(lines[3] ?? "", /^result-list: OK, 16 bytes, \d{1,4} ms, no tracking id$/);
  });

  it("tells when the balance has changed: as a number, and not the first time", async () => {
    const balances = ["100.0", "100.00", "", "none", "99.5", "99.50"];
    const { send, balanceChanges } = create(balances.map((balance) => ok(`Account-Balance: ${balance}\n`)));
    const seen: number[] = [];
    while (seen.length < balances.length) {
      await send();
      seen.push(balanceChanges());
    }
    assert.deepEqual(seen, [0, 0, 0, 0, 1, 1]);
  });

  it("passes on what is no error of DMAPI", async () => {
    const defect = new TypeError("x is not a function");
    await assert.rejects(create([defect]).send(), (error) => error === defect && !(error instanceof DmapiError));
  });
});
