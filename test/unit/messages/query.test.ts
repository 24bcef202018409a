import assert from "node:assert/strict";
import fc from "fast-check";
import { DmapiError } from "../../../src/dmapi/errors";
import { walkOrders } from "../../../src/dmapi/order-walk/walk";
import { problemsIn } from "../../../src/messages/check";
import { daysOf, isPeriod, joinDays, periods, today } from "../../../src/messages/period";
import { filterOf, tableQuery, type TableQuery } from "../../../src/messages/query";
import { notesOn } from "../../../src/messages/visible";

describe("periods", () => {
  it("are the calendar's, whatever the day", () => {
    const days = (day: string) => Object.fromEntries(periods.map((period) => [period, spanText(period, day)]));
    assert.deepEqual(days("2026-11-22"), {
      "last-30-days": "2026-10-23…",
      "last-90-days": "2026-08-24…",
      "this-month": "2026-11-01…",
      "last-month": "2026-10-01…2026-10-31",
      "this-quarter": "2026-10-01…",
      "last-quarter": "2026-07-01…2026-09-30",
      "this-year": "2026-01-01…",
      "last-year": "2025-01-01…2025-12-31",
      "last-1095-days": "2023-11-23…",
    });
    const newYear = days("2024-01-01");
    assert.equal(newYear["last-month"], "2023-12-01…2023-12-31");
    assert.equal(newYear["last-quarter"], "2023-10-01…2023-12-31");
    assert.equal(days("2024-03-31")["last-month"], "2024-02-01…2024-02-29");
    assert.equal(days("2024-03-31")["this-quarter"], "2024-01-01…");
  });

  function spanText(period: (typeof periods)[number], day: string): string {
    const { after, before = "" } = daysOf(period, day);
    return `${after}…${before}`;
  }

  it("that touch or overlap are one span of days", () => {
    const spans = ["2026-04-01…2026-04-30", "2025-12-01…2025-12-31", "2026-01-01…2026-03-30", "2026-01-05…2026-01-05"];
    const days = spans.map((span) => ({ after: span.slice(0, 10), before: span.slice(11) }));
    assert.deepEqual(
      joinDays(days).map(({ after, before }) => `${after}…${before}`),
      ["2025-12-01…2026-03-30", "2026-04-01…2026-04-30"],
    );
    assert.deepEqual(joinDays([]), []);
  });

  it("are known by name, or as a number of days", () => {
    assert(periods.every(isPeriod) && isPeriod("last-45-days"));
    for (const other of ["", "last-0-days", "last--1-days", "last-1.5-days", "next-month", 30]) {
      assert(!isPeriod(other), String(other));
    }
  });

  it("are reckoned from the user's day", () => {
    const noon = new Date(2026, 0, 31, 12).getTime();
    assert.equal(today(noon), "2026-01-31");
    assert.deepEqual(filterOf({ period: "this-month", after: "1999-01-01", before: "1999-01-02", tld: "de" }, noon), {
      after: "2026-01-01",
      before: undefined,
      tld: "de",
    });
  });
});

describe("problems in a query", () => {
  const say = (query: TableQuery) => problemsIn(query).map(({ field, text }) => `${field} ${text}`);

  it("name the field", () => {
    assert.deepEqual(say({ after: "yesterday", orderId: "x1", type: "", tld: "a\nb", fqdn: "x".repeat(256) }), [
      "after mustBeDay",
      "orderId mustBeId",
      "type mustBeText",
      "tld mustBeText",
      "fqdn mustBeShorter",
    ]);
    assert.deepEqual(say({ after: "2026-02-02", before: "2026-02-01" }), ["before mustNotBeEarlier"]);
    assert.deepEqual(say({ orderIdAfter: "100", orderIdBefore: "99", procIdAfter: "2", procIdBefore: "1" }), [
      "orderIdBefore mustNotBeLess",
      "procIdBefore mustNotBeLess",
    ]);
    assert.deepEqual(say({ period: "last-month", after: "nonsense" }), []);
  });

  it("are found exactly where the walk would refuse the query", () => {
    const day = fc.constantFrom(undefined, "2026-01-31", "2026-02-30", "2025-12-01", "");
    const id = fc.constantFrom(undefined, "1", "22", "007", "x", "-1", "");
    const text = fc.constantFrom(undefined, "de", " ", "a\nb", "*.com");
    const query = fc.record({
      after: day,
      before: day,
      type: text,
      tld: text,
      fqdnLike: text,
      orderId: id,
      orderIdAfter: id,
      orderIdBefore: id,
      procIdAfter: id,
      procIdBefore: id,
    });
    fc.assert(
      fc.property(query, (values) => {
        const read = tableQuery.parse(values);
        assert.equal(problemsIn(read).length > 0, isRefused(read), JSON.stringify(values));
      }),
      { numRuns: 500 },
    );
  });

  function isRefused(query: TableQuery): boolean {
    const now = Date.UTC(2026, 0, 31, 12);
    try {
      walkOrders(() => Promise.reject(new Error("not to be sent")), filterOf(query, now), { now });
      return false;
    } catch (error) {
      assert(error instanceof DmapiError && error.reason === "invalid");
      return true;
    }
  }
});

describe("notes on a query", () => {
  const now = new Date(2026, 10, 22, 12).getTime();
  const say = (query: TableQuery) =>
    notesOn(query, now).map(({ field, text, values }) => [field, text, ...values].join(" "));
  const free = "showAll noteFreeLeftOut";

  it("say what is older than Joker.com looks back, beside the field it comes from", () => {
    assert.deepEqual(say({ period: "last-month" }), [free]);
    assert.deepEqual(say({ after: "2020-01-01" }), ["after noteOlderThan3Years 2023-11-21", free]);
    assert.deepEqual(say({ before: "2026-01-01" }), ["before noteOlderThan3Years 2023-11-21", free]);
    assert.deepEqual(say({ after: "2020-01-01", before: "2020-12-31" }), ["after noteNothingVisible", free]);
  });

  it("say that free orders are shown for 90 days alone, or not at all", () => {
    assert.deepEqual(say({ period: "this-month", showAll: true }), []);
    assert.deepEqual(say({ period: "this-year", showAll: true }), ["showAll noteOlderThan90Days 2026-08-23"]);
    assert.deepEqual(say({ period: "last-year", showAll: true }), ["showAll noteNothingVisible"]);
  });

  it("say how ids and days go together, and what no days mean", () => {
    assert.deepEqual(say({ orderIdAfter: "5", period: "this-month" }), [free, "orderIdAfter noteIdsAndDays"]);
    assert.deepEqual(say({}), [free, "period noteLast30Days"]);
    assert.deepEqual(say({ procId: "7", showAll: true }), ["showAll noteOlderThan90Days 2026-08-23"]);
  });

  it("say nothing of a query that cannot be sent", () => {
    assert.deepEqual(say({ after: "x" }), []);
  });
});
