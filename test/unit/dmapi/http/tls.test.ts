import assert from "node:assert/strict";
import { issueCertificate, createAuthority, type KeyPair } from "./certificates";
import { isErrorWith, form, useTransports } from "./transport-harness";
import { startEndpoint } from "./servers";

describe("TLS with a private certificate authority", () => {
  const transport = useTransports();
  let ca: KeyPair;
  before(async () => {
    ca = await createAuthority();
  });

  it("is trusted if the authority is", async () => {
    const { port, seen } = await startEndpoint(await issueCertificate(ca, "localhost"));
    const { post } = transport(`https://localhost:${port}`, { trusted: [ca.cert] });
    for (let times = 0; times < 3; times++) assert.equal((await post("login", form)).status, 200);
    assert.equal(seen.length, 3);
  });

  it("sends nothing to a server of an unknown issuer, of another name, or with an expired certificate", async () => {
    const trusted = [ca.cert];
    const cases: [identity: KeyPair, trusted: readonly string[] | undefined, detail: RegExp][] = [
      [await issueCertificate(ca, "localhost"), undefined, /^unknown issuer: UNABLE_TO_VERIFY_LEAF_SIGNATURE/],
      [await issueCertificate(ca, "localhost"), [(await createAuthority("Other")).cert], /^unknown issuer: /],
      [await issueCertificate(ca, "dmapi.joker.test"), trusted, /^wrong name: ERR_TLS_CERT_ALTNAME_INVALID/],
      [await issueCertificate(ca, "localhost", { expired: true }), trusted, /^expired: CERT_HAS_EXPIRED/],
    ];
    for (const [identity, authorities, detail] of cases) {
      const { port, seen } = await startEndpoint(identity);
      const { post } = transport(`https://localhost:${port}`, authorities && { trusted: authorities });
      await assert.rejects(post("login", form), isErrorWith("tls", detail));
      assert.deepEqual(seen, []);
    }
  });

  it("is checked whatever http.proxyStrictSSL or NODE_TLS_REJECT_UNAUTHORIZED say", async () => {
    const { port, seen } = await startEndpoint(await issueCertificate(ca, "localhost"));
    const settings = { proxyStrictSSL: false };
    const before = process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    try {
      const { post } = transport(`https://localhost:${port}`, { settings });
      await assert.rejects(post("login", form), isErrorWith("tls", /^unknown issuer/));
    } finally {
      if (before === undefined) delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
      else process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = before;
    }
    assert.deepEqual(seen, []);
  });

  it("reports a server without TLS", async () => {
    const { port } = await startEndpoint();
    const { post } = transport(`https://localhost:${port}`);
    await assert.rejects(post("login", form), isErrorWith("tls", /EPROTO|ERR_SSL/));
  });
});
