import assert from "node:assert/strict";
import fc from "fast-check";
import { formatDeepLink, parseDeepLink } from "../../../src/deep-links/deep-link";

describe("A link", () => {
  it("shows a transfer, an order or a result, of any account or of the named one", () => {
    assert.deepEqual(parseDeepLink("/transfer", "domain=Example.com"), {
      ...{ kind: "transfer", domain: "example.com", account: undefined },
    });
    assert.deepEqual(parseDeepLink("/transfer", "account=some%20one&domain=m%C3%BCller.co.uk"), {
      ...{ kind: "transfer", domain: "müller.co.uk", account: "some one" },
    });
    assert.deepEqual(parseDeepLink("/order", "id=85671266"), {
      kind: "order",
      orderId: "85671266",
      account: undefined,
    });
    assert.deepEqual(parseDeepLink("/result", "proc-id=1&account=a"), { kind: "result", procId: "1", account: "a" });
  });

  const wrong: [path: string, query: string][] = [
    ["/transfer", ""],
    ["/transfer", "domain="],
    ["/transfer", "domain=com"],
    ["/transfer", "domain=-a.com"],
    ["/transfer", "domain=a..com"],
    ["/transfer", "domain=a.com&domain=b.com"],
    ["/transfer", "domain=a.com&action=cancel"],
    ["/transfer", "Domain=a.com"],
    ["/transfer", "domain=a.com%0A"],
    ["/transfer", "domain=%3Cb%3E.com"],
    ["/transfer", "domain=a.com%E2%80%AE"],
    ["/transfer", `domain=${"a.".repeat(130)}com`],
    ["/transfer", "domain=a.com&account="],
    ["/transfer", "domain=a.com&account=x%00"],
    ["/transfer", "domain=a.com&account=x%E2%80%AEy"],
    ["/transfer", `domain=a.com&account=${"x".repeat(201)}`],
    ["/transfer/", "domain=a.com"],
    ["/transfer/cancel", "domain=a.com"],
    ["/cancel", "domain=a.com"],
    ["/order", "id=1e5"],
    ["/order", "id=-1"],
    ["/order", "id=1&proc-id=2"],
    ["/order", `id=${"1".repeat(21)}`],
    ["/result", "id=1"],
    ["/result", "proc-id=*"],
    ["__proto__", "id=1"],
    ["constructor", "name=1"],
    ["", ""],
    ["/", "domain=a.com"],
  ];
  for (const [path, query] of wrong) {
    it(`is none of ours: ${path}?${query.slice(0, 40)}`, () => assert.equal(parseDeepLink(path, query), undefined));
  }

  it("is parsed as what it was made of", () => {
    for (const [kind, value, parsed] of [
      ["transfer", "xn--mller-kva.example", { domain: "xn--mller-kva.example" }],
      ["order", "85671266", { orderId: "85671266" }],
      ["result", "917263183", { procId: "917263183" }],
    ] as const) {
      const [path = "", query = ""] = formatDeepLink(kind, value).split("?");
      assert.deepEqual(parseDeepLink(path, query), { kind, ...parsed, account: undefined });
    }
    assert.equal(formatDeepLink("transfer", "a&action=cancel"), "/transfer?domain=a%26action%3Dcancel");
  });

  it("is parsed without an exception, whatever it is", () => {
    const path = fc.oneof(fc.string(), fc.constantFrom("/transfer", "/order", "/result", "__proto__", "toString"));
    const query = fc.oneof(fc.string({ unit: "binary" }), fc.webQueryParameters());
    fc.assert(
      fc.property(path, query, (where, what) => {
        const link = parseDeepLink(where, what);
        if (link) assert.match(JSON.stringify(link), /"(transfer|order|result)"/);
      }),
    );
  });
});
