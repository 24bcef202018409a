import assert from "node:assert/strict";
import type { TableQuery } from "../../../../src/messages/table-query";
import { stringNames, type Strings } from "../../../../src/messages/strings";
import { describeEmptyResult } from "../../../../src/webview/order-table/query/describe-query";

const now = Date.UTC(2026, 10, 22, 12);
/** Texts that are their own names, with what is filled in. */
const strings = Object.fromEntries(stringNames.map((name) => [name, `${name} {0}`])) as Strings;
const reasons = (query: TableQuery) =>
  describeEmptyResult({ strings, names: { type: {}, status: {} } }, query, now, "en").map((text) => text.trim());

describe("a query that found nothing", () => {
  it("says what was asked for, and that free orders are left out", () => {
    assert.deepEqual(reasons({ period: "last-month" }), ["emptyPeriod lastMonth {0}", "noteFreeLeftOut {0}"]);
    assert.match(reasons({ period: "last-month", tld: "com" })[0] ?? "", /^emptyNarrow lastMonth .*com$/);
  });

  it("says what Joker.com does not show of it", () => {
    const noteNames = (query: TableQuery) =>
      reasons(query)
        .slice(1)
        .map((text) => text.split(" ")[0]);
    assert.deepEqual(noteNames({ after: "2020-01-01", before: "2020-12-31", showAll: true }), ["noteNothingVisible"]);
    assert.deepEqual(noteNames({ after: "2021-01-01" }), ["noteOlderThan3Years", "noteFreeLeftOut"]);
    assert.deepEqual(noteNames({ period: "this-year", showAll: true }), ["noteOlderThan90Days"]);
    assert.deepEqual(noteNames({ period: "last-month", orderIdAfter: "5", showAll: true }), ["noteIdsAndDays"]);
    assert.deepEqual(noteNames({}), ["noteFreeLeftOut", "noteLast30Days"]);
  });
});
