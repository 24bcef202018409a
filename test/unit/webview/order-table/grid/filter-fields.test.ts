import assert from "node:assert/strict";
import { isUnambiguousDecimal } from "../../../../../src/webview/order-table/grid/filter-text";

describe("a bound of amounts", () => {
  it("is taken with a point or a comma", () => {
    for (const text of ["0", "12", "-12.50", "12,5", "1234.50", "80013991", ".5", "0.125", "+3", "1234,567"]) {
      assert(isUnambiguousDecimal(text), text);
    }
  });

  it("is not guessed where the mark may stand between thousands", () => {
    for (const text of ["1,000", "1.000", "-12,500", "999.999", "1,234.50", "1.234,50", "1 000", "abc", "-", "1."]) {
      assert(!isUnambiguousDecimal(text), text);
    }
  });
});
