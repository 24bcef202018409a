import assert from "node:assert/strict";
import { isProxyBypassed } from "../../../../src/dmapi/http/no-proxy";

describe("A list of hosts without proxy", () => {
  const cases: [entry: string, host: string, port: string, expected: boolean][] = [
    ["dmapi.joker.com", "dmapi.joker.com", "443", true],
    [" DMAPI.Joker.com ", "dmapi.joker.com", "443", true],
    ["joker.com", "dmapi.joker.com", "443", true],
    [".joker.com", "dmapi.joker.com", "443", true],
    [".joker.com", "joker.com", "443", true],
    ["*.joker.com", "dmapi.ote.joker.com", "443", true],
    ["ker.com", "dmapi.joker.com", "443", false],
    ["dmapi.joker.com", "joker.com", "443", false],
    ["joker.com", "joker.com.example", "443", false],
    ["joker.com:443", "dmapi.joker.com", "443", true],
    ["joker.com:8443", "dmapi.joker.com", "443", false],
    ["*", "dmapi.joker.com", "443", true],
    ["", "dmapi.joker.com", "443", false],
    ["10.1.2.3", "10.1.2.3", "443", true],
    ["10.1.2.3:8443", "10.1.2.3", "8443", true],
    ["10.1.2.3:8443", "10.1.2.3", "443", false],
    ["2.3", "10.1.2.3", "443", false],
    ["10.1.2.3", "10.1.2.33", "443", false],
    ["10.0.0.0/8", "10.1.2.3", "443", true],
    ["10.0.0.0/8", "11.1.2.3", "443", false],
    ["10.0.0.0/8", "dmapi.joker.com", "443", false],
    ["10.0.0.0/99", "10.1.2.3", "443", false],
    ["10.0.0.0/x", "10.1.2.3", "443", false],
    ["fd00::1", "fd00::1", "443", true],
    ["[fd00::1]:8443", "fd00::1", "8443", true],
    ["[fd00::1]:8443", "fd00::1", "443", false],
    ["fd00::/8", "fd00::1", "443", true],
    ["fd00::/8", "10.1.2.3", "443", false],
    ["fd00::/48", "fd00::1", "443", true],
    ["fd00::/129", "fd00::1", "443", false],
    ["10.1.2.3/32", "10.1.2.3", "443", true],
    ["10.0.0.0/8x", "10.1.2.3", "443", false],
    ["10.0.0.0/x8", "10.1.2.3", "443", false],
    ["1.2.3", "host.1.2.3", "443", true],
    ["x[joker.com", "joker.com", "443", false],
  ];

  for (const [entry, host, port, expected] of cases) {
    it(`${JSON.stringify(entry)} ${expected ? "names" : "does not name"} ${host}:${port}`, () => {
      assert.equal(isProxyBypassed([entry], { host, port }), expected);
    });
  }

  it("matches if any entry does; an empty list matches nothing", () => {
    const target = { host: "dmapi.joker.com", port: "443" };
    assert.equal(isProxyBypassed(["example.com", "joker.com"], target), true);
    assert.equal(isProxyBypassed([], target), false);
  });
});
