import assert from "node:assert/strict";
import { createFileName, withExtension } from "../../../src/order-table/export-file-name";

describe("The name of an exported file", () => {
  const now = new Date(2026, 10, 28, 0, 30).getTime();
  const orders = { subject: "orders", account: ["shop", ""], now };

  it("has the account and the days of the period", () => {
    const period = { after: "2026-07-01", before: "2026-09-30" };
    assert.equal(createFileName({ ...orders, period }), "joker-orders-shop-2026-07-01--2026-09-30");
    assert.equal(
      createFileName({ ...orders, period: { after: "2026-11-01" } }),
      "joker-orders-shop-2026-11-01--2026-11-28",
    );
    assert.equal(createFileName({ ...orders, period: { before: "2026-09-30" } }), "joker-orders-shop-2026-09-30");
  });

  it("has the user's own day without a period", () => {
    assert.equal(createFileName(orders), "joker-orders-shop-2026-11-28");
  });

  it("names the environment once", () => {
    const nameOf = (...account: string[]) => createFileName({ ...orders, account });
    assert.equal(nameOf("shop", "SANDBOX"), "joker-orders-shop-SANDBOX-2026-11-28");
    assert.equal(nameOf("Sandbox", "SANDBOX"), "joker-orders-Sandbox-2026-11-28");
    assert.equal(nameOf("me@shop.example", "dmapi.ote.joker.com"), "joker-orders-me@shop.example-dmapi.ote.joker.com-2026-11-28"); // prettier-ignore
    assert.equal(nameOf("../a/b: c", ""), "joker-orders-a-b-c-2026-11-28");
  });

  it("gets an extension if it has none", () => {
    assert.equal(withExtension("/home/me/orders", "csv"), "/home/me/orders.csv");
    assert.equal(withExtension("/home/me/joker-orders-me@shop.example-2026-11-28", "csv"), "/home/me/joker-orders-me@shop.example-2026-11-28.csv"); // prettier-ignore
    assert.equal(withExtension("/a.b/orders.2026", "jsonl"), "/a.b/orders.2026.jsonl");
    assert.equal(withExtension("/my.folder/orders", "csv"), "/my.folder/orders.csv");
    assert.equal(withExtension("orders.", "csv"), "orders.csv");
    for (const name of ["orders.csv", "orders.txt", "a.CSV", "b.tsv", "c.jsonl"])
      assert.equal(withExtension(name, "csv"), name);
  });
});
