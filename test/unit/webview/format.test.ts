import assert from "node:assert/strict";
import { asSent, fill, Numbers, shown } from "../../../src/webview/format";

describe("what the table shows", () => {
  it("writes decimals in the language's way, digit by digit", () => {
    assert.equal(new Numbers("en").decimal("-1234.50"), "-1,234.50");
    assert.equal(new Numbers("de").decimal("1234.50"), "1.234,50");
    assert.equal(new Numbers("en").decimal("90071992547409931.07"), "90,071,992,547,409,931.07");
    assert.equal(new Numbers("not a language").count(7), "7");
  });

  it("fills texts in", () => {
    assert.equal(fill("{0} of {1} {2}", "1", "2"), "1 of 2 {2}");
  });

  it("shows times in UTC plainly and leaves the rest as it was sent", () => {
    assert.equal(shown("2024-03-17T07:58:14Z"), "2024-03-17 07:58:14");
    for (const text of ["2024-03-17T07:58:14+01:00", "-5.00", "T", ""]) assert.equal(shown(text), text);
  });

  it("looks for times the way they were sent", () => {
    assert.equal(asSent("2024-03-17 07:58"), "2024-03-17T07:58");
    assert.equal(asSent("2024-03-17 "), "2024-03-17T");
    assert.equal(asSent("  renew "), "renew");
  });
});
