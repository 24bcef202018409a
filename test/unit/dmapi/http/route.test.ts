import assert from "node:assert/strict";
import {
  describeRoute,
  defaultNetworkSettings,
  resolveRoute,
  type EnvironmentVariables,
  type NetworkSettings,
} from "../../../../src/dmapi/http/route";

describe("The route to an endpoint", () => {
  const local = { kind: "direct", reason: "local" };
  const expected = { kind: "direct", reason: "wanted" };
  const unnamed = { kind: "direct", reason: "unnamed" };

  function route(
    settings: Partial<NetworkSettings>,
    env: EnvironmentVariables = {},
    endpoint = "https://dmapi.joker.com",
  ) {
    return resolveRoute(new URL(endpoint), { ...defaultNetworkSettings, ...settings }, env);
  }

  function through(origin: string, authorization?: string, isCertificateChecked = true) {
    return { kind: "proxy", proxy: { origin, authorization, isCertificateChecked } };
  }

  const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

  it("is direct when nothing names a proxy", () => {
    assert.deepEqual(route({}), unnamed);
    assert.deepEqual(route({ proxy: "  " }, { HTTPS_PROXY: "", https_proxy: "  " }), unnamed);
  });

  it("goes through http.proxy before the environment's", () => {
    const env = { HTTPS_PROXY: "http://other:1" };
    assert.deepEqual(route({ proxy: "http://proxy:3128" }, env), through("http://proxy:3128"));
    assert.deepEqual(route({ proxy: "https://proxy" }, env), through("https://proxy"));
  });

  it("takes credentials from the address or, first, from http.proxyAuthorization", () => {
    const proxy = "http://j%40ne:p%3Ass%20ü@proxy:3128";
    assert.deepEqual(route({ proxy }), through("http://proxy:3128", basic("j@ne:p:ss ü")));
    assert.deepEqual(route({ proxy: "http://jane@proxy" }), through("http://proxy", basic("jane:")));
    assert.deepEqual(route({ proxy: "http://a%zz:b@proxy" }), through("http://proxy", basic("a%zz:b")));
    assert.deepEqual(route({ proxy, proxyAuthorization: "Basic eA==" }), through("http://proxy:3128", "Basic eA=="));
  });

  it("applies http.proxyStrictSSL to the proxy only", () => {
    assert.deepEqual(route({ proxy: "https://p", proxyStrictSSL: false }), through("https://p", undefined, false));
  });

  it("reads environment variables in both cases, lower case and https first", () => {
    const proxies: [EnvironmentVariables, string][] = [
      [{ https_proxy: "http://a", HTTPS_PROXY: "http://b", http_proxy: "http://c" }, "http://a"],
      [{ HTTPS_PROXY: "http://b", http_proxy: "http://c" }, "http://b"],
      [{ http_proxy: "http://c", HTTP_PROXY: "http://d" }, "http://c"],
      [{ HTTP_PROXY: "http://d", ALL_PROXY: "http://e" }, "http://d"],
      [{ all_proxy: "http://e" }, "http://e"],
      [{ ALL_PROXY: "proxy:3128" }, "http://proxy:3128"],
    ];
    for (const [env, origin] of proxies) assert.deepEqual(route({}, env), through(origin));
    const env = { https_proxy: "http://a", http_proxy: "http://c" };
    assert.deepEqual(route({}, env, "http://dmapi.example"), through("http://c"));
  });

  it("is direct for what http.noProxy names, or else NO_PROXY", () => {
    const proxy = "http://proxy";
    assert.deepEqual(route({ proxy, noProxy: ["joker.com"] }), expected);
    assert.deepEqual(route({ proxy }, { NO_PROXY: "localhost, .joker.com" }), expected);
    assert.deepEqual(route({}, { https_proxy: proxy, no_proxy: "joker.com:443" }), expected);
    assert.deepEqual(route({ proxy, noProxy: ["other"] }, { NO_PROXY: "joker.com" }), through(proxy));
    assert.deepEqual(route({ proxy }, { NO_PROXY: "[fd00::1]" }, "https://[fd00::1]:8443"), expected);
    assert.deepEqual(route({ proxy, noProxy: ["plain.example:80"] }, {}, "http://plain.example"), expected);
  });

  it("is direct when http.proxySupport is off, and always on this machine", () => {
    const env = { HTTPS_PROXY: "http://proxy" };
    assert.deepEqual(route({ proxySupport: false, proxy: "http://proxy" }, env), expected);
    for (const endpoint of ["http://127.0.0.1:8080", "https://localhost", "http://[::1]:1/base"]) {
      assert.deepEqual(route({ proxy: "http://proxy" }, env, endpoint), local);
    }
  });

  it("leaves SOCKS to VS Code, and does not bypass an invalid proxy", () => {
    for (const proxy of ["socks://p", "socks5://p:1080", "socks5h://p"])
      assert.deepEqual(route({ proxy }), { kind: "host" });
    for (const proxy of ["http://a b", "ftp://p", "http://"])
      assert.deepEqual(route({ proxy }), { kind: "unreadable" });
  });

  it("is logged without credentials", () => {
    const words = ["", "http://jane:s3cret@proxy:3128", "socks5://jane:s3cret@p", "http://jane:s3cret@a b"].map(
      (proxy) => describeRoute(route({ proxy })),
    );
    assert.deepEqual(words, [
      "direct, no proxy",
      "through proxy http://proxy:3128",
      "through a SOCKS proxy, using VS Code's fetch",
      "none, the proxy address is invalid",
    ]);
  });
});
