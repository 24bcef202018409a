import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { DmapiError } from "../../../../src/dmapi/errors";
import type { HostFetch } from "../../../../src/dmapi/http/host-fetch-client";
import { defaultLimits } from "../../../../src/dmapi/transport";
import { isErrorWith, form, useTransports } from "./transport-harness";
import { startRawServer } from "./servers";

describe("A server that does not speak HTTP", () => {
  const transport = useTransports();
  const nonsense = [Buffer.from("220 mail.example ESMTP\r\n"), Buffer.from([0, 255, 1, 254]), randomBytes(64)];
  const isNoHttp = isErrorWith("malformed", /^the reply is not HTTP$/, { unsent: false });

  it("gives a malformed reply, not a lost one", async () => {
    for (const bytes of nonsense) {
      const port = await startRawServer(bytes);
      await assert.rejects(transport(`http://127.0.0.1:${port}`).post("login", form), isNoHttp);
    }
  });

  it("gives one by VS Code's own fetch too", async () => {
    const port = await startRawServer("220 mail.example ESMTP\r\n");
    const hostFetch: HostFetch = async (url, init) => fetch(`http://127.0.0.1:${port}${url.pathname}`, init);
    const { post } = transport("https://dmapi.joker.test", { hostFetch, settings: { proxy: "socks5://proxy:1080" } });
    await assert.rejects(post("login", form), isNoHttp);
  });

  it("cannot be used as a proxy", async () => {
    const settings = { proxy: `http://jane:s3cret@127.0.0.1:${await startRawServer("220 mail.example ESMTP\r\n")}` };
    const { post } = transport("https://dmapi.joker.test", { settings });
    await assert.rejects(post("login", form), isErrorWith("proxy", /cannot be used: the reply is not HTTP$/));
  });
});

describe("A reply that is too large", () => {
  const transport = useTransports();
  const limits = { ...defaultLimits, maxReplyBytes: 2 ** 20 };

  it("is reported with the limit", async () => {
    const body = "x".repeat(2 ** 20 + 1);
    const port = await startRawServer(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    const { post } = transport(`http://127.0.0.1:${port}`, { limits });
    await assert.rejects(post("login", form), (error) => {
      assert(error instanceof DmapiError);
      assert.deepEqual([error.reason, error.detail], ["malformed", "the reply is larger than 1 MB"]);
      return true;
    });
  });
});
