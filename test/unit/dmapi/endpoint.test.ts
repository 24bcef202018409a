import assert from "node:assert/strict";
import { isLoopbackEndpoint, parseEndpoint } from "../../../src/dmapi/endpoint";

describe("An endpoint", () => {
  it("is an https URL, without its trailing slash", () => {
    assert.deepEqual(parseEndpoint(" https://dmapi.joker.com/ "), { endpoint: "https://dmapi.joker.com" });
    assert.deepEqual(parseEndpoint("https://proxy.example/dmapi/"), { endpoint: "https://proxy.example/dmapi" });
    assert.deepEqual(parseEndpoint("https://proxy.example/dmapi//"), { endpoint: "https://proxy.example/dmapi" });
  });

  it("may be plain http on loopback only", () => {
    for (const host of ["127.0.0.1:8080", "localhost:1", "[::1]:1", "127.1.2.3"]) {
      assert.deepEqual(parseEndpoint(`http://${host}`), { endpoint: `http://${host}` });
      assert(isLoopbackEndpoint(`http://${host}`));
    }
    for (const host of ["dmapi.joker.com", "127.0.0.1.example.com", "localhost.example.com", "10.0.0.1"]) {
      assert.deepEqual(parseEndpoint(`http://${host}`), { problem: "not-https" });
      assert(!isLoopbackEndpoint(`https://${host}`));
    }
  });

  it("holds no secret and is a URL", () => {
    assert.deepEqual(parseEndpoint("https://me:pw@dmapi.joker.com"), { problem: "has-secret" });
    for (const rest of [
      "me@dmapi.joker.com",
      ":pw@dmapi.joker.com",
      "dmapi.joker.com?api-key=1",
      "dmapi.joker.com/#key",
    ])
      assert.deepEqual(parseEndpoint(`https://${rest}`), { problem: "has-secret" }, rest);
    for (const text of ["", "dmapi.joker.com", "ftp://dmapi.joker.com", "javascript:alert(1)"]) {
      assert.deepEqual(parseEndpoint(text), { problem: "not-a-url" });
    }
  });

  it("is judged the same however often: beyond ASCII, too", () => {
    for (let times = 0; times < 20_000; times++) {
      assert.deepEqual(parseEndpoint("https://b\u00fccher.example"), { endpoint: "https://xn--bcher-kva.example" });
      assert.deepEqual(parseEndpoint("http://xn-\u00c5\u009b"), { problem: "not-a-url" });
    }
  });
});
