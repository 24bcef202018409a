import assert from "node:assert/strict";
import type { HostFetch } from "../../../../src/dmapi/http/host-fetch-client";
import { closedPort, startConnectProxy, startEndpoint } from "./servers";
import { form, isErrorWith, useTransports } from "./transport-harness";
import { createAuthority, issueCertificate } from "./certificates";

/** This machine by an address that does not count as local, so that no name has to be looked up. */
const machine = "[::ffff:127.0.0.1]";

/** As Node's `fetch` does, this one trusts anybody while the variable is set. */
function createHostFetch(env: Record<string, string>) {
  const received: string[] = [];
  const hostFetch: HostFetch = (_, { body }) => {
    if (env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") received.push(typeof body === "string" ? body : "");
    return Promise.resolve(new Response("Status-Code: 0\n\n"));
  };
  return { received, hostFetch };
}

describe("An impostor while another extension has disabled certificate verification", () => {
  const transport = useTransports();

  before(function () {
    if (process.platform === "win32") this.skip(); // cannot reach itself by that address
  });

  it("receives no key after a successful undici connection", async () => {
    const env: Record<string, string> = {};
    const { received, hostFetch } = createHostFetch(env);
    const [ca, other] = [await createAuthority(), await createAuthority("Impostor")];
    const good = await startEndpoint(await issueCertificate(ca, "dmapi.joker.test"));
    const bad = await startEndpoint(await issueCertificate(other, "dmapi.joker.test"));
    const settings = { proxy: `http://127.0.0.1:${(await startConnectProxy(good.port)).port}` };
    const { post } = transport("https://dmapi.joker.test", { env, hostFetch, settings, trusted: [ca.cert] });
    await post("login", form);
    env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    settings.proxy = `http://127.0.0.1:${(await startConnectProxy(bad.port)).port}`;
    await assert.rejects(post("login", form), isErrorWith("tls", /^unknown issuer/));
    assert.deepEqual([good.seen.length, bad.seen, received], [1, [], []]);
  });

  it("receives no key on a direct route that VS Code's fetch took over", async () => {
    const env: Record<string, string> = {};
    const { received, hostFetch } = createHostFetch(env);
    const endpoint = `https://${machine}:${await closedPort()}`;
    const { post } = transport(endpoint, { env, hostFetch });
    await post("login", form);
    env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    await assert.rejects(post("login", form), isErrorWith("network", /ECONNREFUSED/));
    delete env["NODE_TLS_REJECT_UNAUTHORIZED"];
    await post("login", form);
    assert.deepEqual(received, []);
  });

  it("receives no key on a route that was refused for its certificate before", async () => {
    const env: Record<string, string> = {};
    const { received, hostFetch } = createHostFetch(env);
    const { port, seen } = await startEndpoint(await issueCertificate(await createAuthority(), "::ffff:127.0.0.1"));
    const { post } = transport(`https://${machine}:${port}`, { env, hostFetch });
    await assert.rejects(post("login", form), isErrorWith("tls", /^unknown issuer/));
    env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    await assert.rejects(post("login", form), isErrorWith("tls", /^unknown issuer/));
    assert.deepEqual([seen, received], [[], []]);
  });

  it("receives no key through a SOCKS proxy", async () => {
    const env: Record<string, string> = {};
    const { received, hostFetch } = createHostFetch(env);
    const settings = { proxy: "socks5://proxy:1080" };
    const { post } = transport("https://dmapi.joker.test", { env, hostFetch, settings });
    await post("login", form);
    env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    await assert.rejects(post("login", form), isErrorWith("proxy", /not supported while NODE_TLS_REJECT_UNAUTHORIZED/));
    assert.deepEqual(received, []);
  });
});
