import assert from "node:assert/strict";
import { selectListedGaps, type NoticeState } from "../../../../src/webview/order-table/notice-state";

describe("the banners above the rows", () => {
  it("have one Retry: gaps are not listed beside a notice that has one for all", () => {
    const gaps = ["gap"];
    const withRetry: NoticeState[] = [
      { kind: "partial" },
      { kind: "canceled" },
      { kind: "failed", reason: "no connection", hasRows: true },
    ];
    for (const state of withRetry) assert.deepEqual(selectListedGaps(state, gaps), [], state.kind);
    const others: NoticeState[] = [
      { kind: "rows" },
      { kind: "waiting" },
      { kind: "empty", reasons: [] },
      { kind: "no match", text: "", hasColumnFilters: true },
    ];
    for (const state of others) assert.deepEqual(selectListedGaps(state, gaps), gaps, state.kind);
  });
});
