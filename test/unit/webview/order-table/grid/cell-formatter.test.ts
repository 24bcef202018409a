import assert from "node:assert/strict";
import { runToEnd } from "../../../../../src/columns/cooperative-task";
import { RowIndex } from "../../../../../src/columns/row-index";
import { NumberFormatter } from "../../../../../src/formatting/number-formatter";
import { stringNames, type Strings } from "../../../../../src/messages/strings";
import { CellFormatter } from "../../../../../src/webview/order-table/grid/cell-formatter";
import { markFilteredRows } from "../../../../../src/webview/order-table/row-filter";

const strings = Object.fromEntries(
  stringNames.map((name) => [name, name === "refund" ? "{0} (refund)" : name]),
) as Strings;
const names = { type: { renew: "Renewal", "delete-domain": "Deletion" }, status: { ok: "Completed", error: "Failed" } };
const cells = new CellFormatter({ strings, names }, new NumberFormatter("de"));

describe("cells of the grid", () => {
  it("have the names and numbers of all other views", () => {
    assert.equal(cells.formatCell("type", "RENEW"), "Renewal");
    assert.equal(cells.formatCell("type", "delete_domain"), "Deletion");
    assert.equal(cells.formatCell("type", "constructor"), "constructor");
    assert.equal(cells.formatCell("status", "error"), "Failed");
    assert.equal(cells.formatCell("amount_brutto", "-1234.50"), "-1.234,50");
    assert.equal(cells.formatCell("order_id", "80013991"), "80013991", "an ID is no number");
    assert.equal(cells.formatCell("identifier", "renew"), "renew");
  });

  it("call a refund one, as the views do, and no top-up", () => {
    assert.equal(cells.formatCell("type", "renew", false, "-8.90"), "Renewal (refund)");
    assert.equal(cells.formatCell("type", "no-such-type", false, "-8.90"), "no-such-type (refund)");
    for (const amount of ["8.90", "0.00", "-0.00", ""]) {
      assert.equal(cells.formatCell("type", "renew", false, amount), "Renewal", amount);
    }
    assert.equal(cells.formatCell("type", "credit_increase", false, "-100.00"), "credit_increase");
    assert.equal(cells.formatCell("identifier", "renew", false, "-8.90"), "renew");
  });

  it("are called the same in filters", () => {
    assert.equal(
      cells.describeFilter({ column: "type", kind: "values", values: ["renew", "other"] }),
      "Renewal, other",
    );
    assert.equal(cells.describeFilter({ column: "amount_brutto", kind: "amounts", from: "1000", to: "1000" }), "1.000");
    assert.equal(cells.describeValue("status", "ok"), "Completed");
    assert.equal(cells.describeValue("status", ""), "emptyValue");
  });

  it("are found by what is shown, and by what was sent", () => {
    const index = new RowIndex();
    const body = ["renew\tok\t1234.50\ta.example", "delete_domain\terror\t-5.00\tb.example"].join("\n");
    index.add({ columns: ["type", "status", "amount_brutto", "identifier"], separator: "\t", body: Buffer.from(body) });
    const find = (text: string) =>
      [...runToEnd(markFilteredRows(index, { text, columns: [], local: false, display: cells }))].join("");
    for (const text of ["renewal", "Completed", "1.234,50", "1234.50", "renew"]) assert.equal(find(text), "10", text);
    for (const text of ["deletion", "failed", "-5,00", "delete_"]) assert.equal(find(text), "01", text);
    assert.equal(find("registration"), "00");
    assert.equal(find("(refund)"), "01");
  });
});
