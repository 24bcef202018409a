import assert from "node:assert/strict";
import { RowIndex } from "../../../../src/columns/row-index";
import { runToEnd } from "../../../../src/columns/cooperative-task";
import { markFilteredRows } from "../../../../src/webview/order-table/row-filter";
import { withTimeZone } from "../../../time-zone";

describe("the row filter", () => {
  withTimeZone("Asia/Kolkata"); // UTC+5:30, all year.

  const index = new RowIndex();
  const body = [
    "1\t2024-03-30T20:00:00Z\t-5.00\ta-1.example",
    "2\t2024-03-31T20:00:00Z\t20.00\tb.example",
    "20:00\t2024-04-02T12:00:00Z\t0\tc.example",
  ].join("\n");
  index.add({ columns: ["order_id", "created_at", "amount", "identifier"], separator: "\t", body: Buffer.from(body) });
  const found = (text: string, local: boolean) =>
    [...runToEnd(markFilteredRows(index, { text, columns: [], local }))].flatMap((mark, row) =>
      mark === 1 ? [row + 1] : [],
    );

  it("is found in times as they are shown", () => {
    assert.deepEqual(found("2024-03-31", false), [2]);
    assert.deepEqual(found("2024-03-31", true), [1]);
    assert.deepEqual(found("2024-03-31 20:0", false), [2]);
    assert.deepEqual(found("2024-04-01 01:30", true), [2]);
    assert.deepEqual(found(" 20:00 ", false), [1, 2, 3]);
    assert.deepEqual(found("20:00", true), [3]);
  });

  it("is found in everything else in either zone", () => {
    for (const local of [false, true]) {
      assert.deepEqual(found("-5.0", local), [1]);
      assert.deepEqual(found("20.00", local), [2]);
      assert.deepEqual(found("A-1.EX", local), [1]);
      assert.deepEqual(found("", local), [1, 2, 3]);
    }
  });
});
