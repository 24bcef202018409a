import assert from "node:assert/strict";
import type { RowBlock } from "../../../src/dmapi/model";
import { readOrderIds } from "../../../src/dmapi/pagination/order-ids";
import { RowDeduper } from "../../../src/dmapi/pagination/row-deduper";
import { encode } from "./fake-transport";

function block(rows: string, columns = ["order_id", "x"], separator = "|"): RowBlock {
  return { columns, separator, body: encode(rows) };
}

describe("The ids of a block", () => {
  it("are numbers where that is exact, and text elsewhere", () => {
    const ids = ["7", "90071992547409931", "007", "0", "", "A-1", "-5"];
    const body = ids.map((id) => `${id}|x\n`).join("");
    assert.deepEqual(readOrderIds(block(body)), [7, "90071992547409931", "007", "0", "", "A-1", "-5"]);
  });

  it("are found in any column, with any line end, and are none without one", () => {
    assert.deepEqual(readOrderIds(block("a||7\r\nb|c|8\r\n\r\nd\r\n", ["x", "y", "order_id"])), [7, 8, ""]);
    assert.deepEqual(readOrderIds(block("a|7\n", ["x", "y"])), []);
  });
});

describe("The row deduper", () => {
  const fresh = (deduper: RowDeduper, rows: string, columns?: string[]) => {
    const { block: left, rows: count } = deduper.removeDuplicates(block(rows, columns));
    return [new TextDecoder().decode(left.body).split(/\r?\n/).filter(Boolean).join(" "), count];
  };

  it("drops rows of earlier pages, wherever they are, and keeps a page's own", () => {
    const deduper = new RowDeduper(100);
    assert.deepEqual(fresh(deduper, "9|a\n8|b\n8|c\n7|d\n"), ["9|a 8|b 8|c 7|d", 4]);
    assert.deepEqual(fresh(deduper, "7|d\n6|e\n9|a\n5|f"), ["6|e 5|f", 2]);
    assert.deepEqual(fresh(deduper, "5|f\r\n6|e\r\n"), ["", 0]);
  });

  it("does nothing without an order_id", () => {
    const deduper = new RowDeduper(100);
    for (let again = 0; again < 2; again += 1) assert.deepEqual(fresh(deduper, "1|a\n", ["x", "y"]), ["1|a", 1]);
  });

  it("forgets old IDs", () => {
    const isDuplicate = (id: number) => {
      const deduper = new RowDeduper(2);
      for (const past of [9, 8, 7, 6, 5, 4]) fresh(deduper, `${past}|x\n`);
      return fresh(deduper, `${id}|x\n`)[1] === 0;
    };
    assert.deepEqual([9, 8, 7, 6, 5, 4].filter(isDuplicate), [7, 6, 5, 4]);
  });
});
