import assert from "node:assert/strict";
import { encode } from "punycode.js";
import { toDisplayDomain } from "../../../src/idn/display-domain";

const ascii = (label: string) => `xn--${encode(label)}`;

describe("domain names for display", () => {
  it("are decoded label by label", () => {
    for (const label of ["bücher", "пример", "例え", "お名前", "παράδειγμα", "مثال", "도메인", "münchen2-ä"]) {
      assert.equal(toDisplayDomain(`www.${ascii(label)}.com`), `www.${label}.com`);
    }
    assert.equal(toDisplayDomain("XN--BCHER-KVA.de"), "bücher.de");
    assert.equal(toDisplayDomain("xn--e1afmkfd.xn--p1ai"), "пример.рф");
  });

  it("leave everything else unchanged", () => {
    for (const name of ["example.com", "CCOM-1234", "", "a.xn", "fxn--bcher-kva.de"])
      assert.equal(toDisplayDomain(name), name);
  });

  it("stay in ASCII if they could be confusable", () => {
    const deceptive = [
      "pаypal",
      "аррӏе",
      "ехое",
      "εxample",
      "a\u202eb",
      "a\u200db",
      "bÜcher",
      "a\u0301bc",
      "ﬁn",
      "☃",
      "𐌰𐌱",
    ];
    for (const label of deceptive) {
      assert.equal(toDisplayDomain(`${ascii(label)}.com`), `${ascii(label)}.com`, JSON.stringify(label));
    }
  });

  it("stay as sent if they are not valid Punycode", () => {
    for (const name of ["xn--a-ecp.ru!", "xn--.com", "xn--99999999.com", "xn--\u00fc.com", "xn--abc.com"]) {
      assert.equal(toDisplayDomain(name), name);
    }
  });
});
