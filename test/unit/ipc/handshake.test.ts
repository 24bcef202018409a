import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { Handshake, type HandshakeRole } from "../../../src/ipc/ipc-handshake";

const address = "/run/user/1000/joker-dmapi-1000/w.sock";

describe("The proof by which windows recognize each other", () => {
  const secret = randomBytes(32);
  const handshakeOf = (role: HandshakeRole, by = secret, at = address) => new Handshake(role, by, at);

  /** The three lines of a handshake between two windows. */
  function record(): [hello: string, challenge: string, proof: string] {
    const [follower, leader] = [handshakeOf("follower"), handshakeOf("leader")];
    const hello = follower.start() ?? "";
    const challenge = leader.receive(hello)?.reply ?? "";
    return [hello, challenge, follower.receive(challenge)?.reply ?? ""];
  }

  it("is accepted by both sides when they have the same secret, which is in no line", () => {
    const [follower, leader] = [handshakeOf("follower"), handshakeOf("leader")];
    assert.equal(leader.start(), undefined);
    const hello = follower.start() ?? "";
    const challenge = leader.receive(hello);
    assert.equal(challenge?.isProven, false);
    const answer = follower.receive(challenge.reply ?? "");
    assert.equal(answer?.isProven, true);
    assert.deepEqual(leader.receive(answer.reply ?? ""), { isProven: true });
    for (const line of [hello, challenge.reply, answer.reply]) {
      for (const encoding of ["hex", "base64", "latin1"] as const)
        assert(!line?.includes(secret.toString(encoding)), line);
    }
  });

  it("is refused with another secret, on either side", () => {
    const follower = handshakeOf("follower");
    const impostor = handshakeOf("leader", randomBytes(32));
    assert.equal(follower.receive(impostor.receive(follower.start() ?? "")?.reply ?? ""), undefined);
    const leader = handshakeOf("leader");
    leader.receive(record()[0]);
    assert.equal(leader.receive(JSON.stringify({ proof: randomBytes(32).toString("hex") })), undefined);
  });

  it("is refused when it is replayed from an earlier connection, on either side", () => {
    const [hello, challenge, proof] = record();
    const follower = handshakeOf("follower");
    follower.start();
    assert.equal(follower.receive(challenge), undefined);
    const leader = handshakeOf("leader");
    assert.equal(leader.receive(hello)?.isProven, false);
    assert.equal(leader.receive(proof), undefined);
  });

  it("is refused when it is reflected to the one who gave it, on either side", () => {
    const leader = handshakeOf("leader");
    const { nonce, proof } = JSON.parse(leader.receive(record()[0])?.reply ?? "") as { nonce: string; proof: string };
    assert.equal(leader.receive(JSON.stringify({ proof })), undefined);
    const mirror = handshakeOf("leader");
    mirror.receive(JSON.stringify({ hello: "joker-dmapi", nonce }));
    assert.equal(mirror.receive(JSON.stringify({ proof })), undefined);
    const follower = handshakeOf("follower");
    const own = JSON.parse(follower.start() ?? "") as { nonce: string };
    assert.equal(follower.receive(JSON.stringify({ nonce: own.nonce, proof })), undefined);
  });

  it("is refused when it was made for another address", () => {
    const follower = handshakeOf("follower");
    const elsewhere = handshakeOf("leader", secret, "/tmp/joker-dmapi-1000/w.sock");
    assert.equal(follower.receive(elsewhere.receive(follower.start() ?? "")?.reply ?? ""), undefined);
  });

  const zeros = "0".repeat(64);
  for (const line of [
    "",
    "{",
    "null",
    "[]",
    '{"hello":"joker-dmapi"}',
    `{"hello":"other","nonce":"${zeros}"}`,
    `{"hello":"joker-dmapi","nonce":"${zeros.slice(1)}"}`,
    `{"hello":"joker-dmapi","nonce":["${zeros}"]}`,
    `{"hello":"joker-dmapi","nonce":"${zeros}","more":1}`,
    `{"nonce":"${zeros}","proof":"${zeros}"}`,
    `{"proof":"${zeros}"}`,
  ]) {
    it(`does not begin with ${JSON.stringify(line.replaceAll(zeros, "0…"))}`, () => {
      assert.equal(handshakeOf("leader").receive(line), undefined);
      const follower = handshakeOf("follower");
      follower.start();
      assert.equal(follower.receive(line), undefined);
    });
  }

  it("does not show the secret when it is printed", () => {
    const handshake = handshakeOf("leader", randomBytes(8));
    const shown = inspect(handshake, { depth: 9, showHidden: true }) + JSON.stringify(handshake);
    assert.doesNotMatch(shown, /secret|Buffer/);
  });
});
