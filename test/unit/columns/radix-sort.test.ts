import assert from "node:assert/strict";
import { radixSort } from "../../../src/columns/radix-sort";
import { listAllRows } from "../../../src/columns/row-sort";

describe("the radix sort", () => {
  it("yields several times in each pass, so that very many rows in no order do not stop the page", () => {
    const count = 1 << 18;
    const low = Uint32Array.from({ length: count }, (_, row) => Math.imul(row, 0x9e3779b1));
    const order = listAllRows(count);
    const pauses = Array.from(
      radixSort(order, { low, high: undefined, limit: 2 ** 32 }, new Uint32Array(count)),
    ).length;
    const passes = 3;
    assert(pauses >= 4 * passes, `${pauses} pauses`);
    assert(order.every((row, at) => at === 0 || (low[order[at - 1] ?? 0] ?? 0) < (low[row] ?? 0)));
  });

  it("sorts keys of fewer values than rows, such as amounts, in one stable pass", () => {
    const count = 1 << 18;
    const limit = 100_000;
    const low = Uint32Array.from({ length: count }, (_, row) => (Math.imul(row, 0x9e3779b1) >>> 0) % limit);
    const order = listAllRows(count);
    const pauses = Array.from(radixSort(order, { low, high: undefined, limit }, new Uint32Array(count))).length;
    const expected = Array.from(low.keys()).sort((a, b) => (low[a] ?? 0) - (low[b] ?? 0) || a - b);
    assert.deepEqual(Array.from(order), expected);
    assert(pauses <= 6, `${pauses} pauses: one after counting, and those of one pass`);
  });
});
