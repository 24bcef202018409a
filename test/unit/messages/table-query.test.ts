import assert from "node:assert/strict";
import fc from "fast-check";
import { DmapiError } from "../../../src/dmapi/errors";
import { paginateOrders } from "../../../src/dmapi/pagination/paginate-orders";
import { validateQuery } from "../../../src/messages/query-validation";
import {
  resolvePeriod,
  isNamedPeriod,
  mergeDateSpans,
  namedPeriods,
  getLocalToday,
} from "../../../src/messages/named-periods";
import { toOrderFilter, tableQuerySchema, type TableQuery } from "../../../src/messages/table-query";
import { getQueryNotes } from "../../../src/messages/query-limits";
import { inTimeZone, withTimeZone } from "../../time-zone";

const zones = ["Etc/GMT+12", "America/Los_Angeles", "UTC", "Asia/Kolkata", "Pacific/Auckland", "Pacific/Kiritimati"];

describe("periods", () => {
  withTimeZone("UTC");

  it("are the calendar's, whatever the day", () => {
    const days = (day: string) => daysAt(`${day}T12:00:00Z`);
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

  function daysAt(moment: string): Record<string, string> {
    const spanText = (period: (typeof namedPeriods)[number]) => {
      const { after, before = "" } = resolvePeriod(period, Date.parse(moment));
      return `${after}…${before}`;
    };
    return Object.fromEntries(namedPeriods.map((period) => [period, spanText(period)]));
  }

  it("that touch or overlap are one span of days", () => {
    const spans = ["2026-04-01…2026-04-30", "2025-12-01…2025-12-31", "2026-01-01…2026-03-30", "2026-01-05…2026-01-05"];
    const days = spans.map((span) => ({ after: span.slice(0, 10), before: span.slice(11) }));
    assert.deepEqual(
      mergeDateSpans(days).map(({ after, before }) => `${after}…${before}`),
      ["2025-12-01…2026-03-30", "2026-04-01…2026-04-30"],
    );
    assert.deepEqual(mergeDateSpans([]), []);
  });

  it("are given by name, or as a number of days", () => {
    assert(namedPeriods.every(isNamedPeriod) && isNamedPeriod("last-45-days"));
    for (const other of ["", "last-0-days", "last--1-days", "last-1.5-days", "next-month", 30]) {
      assert(!isNamedPeriod(other), String(other));
    }
  });

  it("take precedence over the days of the query", () => {
    const query = { period: "this-month", after: "1999-01-01", before: "1999-01-02", tld: "de" } as const;
    const filter = { after: "2026-01-01", before: undefined, tld: "de" };
    assert.deepEqual(toOrderFilter(query, Date.UTC(2026, 0, 31, 12)), filter);
  });

  it("depend on the user's day: a month ends in the local time zone", () => {
    const at = (zone: string, moment: string) => inTimeZone(zone, () => daysAt(moment));
    const evening = at("America/Los_Angeles", "2027-01-01T07:59:00Z");
    assert.equal(evening["this-month"], "2026-12-01…");
    assert.equal(evening["last-quarter"], "2026-07-01…2026-09-30");
    assert.equal(evening["last-year"], "2025-01-01…2025-12-31");
    const midnight = at("America/Los_Angeles", "2027-01-01T08:00:00Z");
    assert.equal(midnight["this-month"], "2027-01-01…");
    assert.equal(midnight["last-quarter"], "2026-10-01…2026-12-31");
    const morning = at("Pacific/Auckland", "2026-12-31T11:00:00Z");
    assert.equal(morning["last-month"], "2026-12-01…2026-12-31");
    assert.equal(morning["last-quarter"], "2026-10-01…2026-12-31");
    assert.equal(at("Pacific/Auckland", "2026-12-31T10:59:00Z")["last-month"], "2026-11-01…2026-11-30");
  });

  it("have the orders of this moment, also where they begin before DMAPI's day has", () => {
    for (const zone of ["Pacific/Kiritimati", "Pacific/Auckland", "Europe/Berlin"]) {
      const days = inTimeZone(zone, () => daysAt("2026-12-31T23:59:00Z"));
      for (const period of ["this-month", "this-quarter", "this-year"]) assert.equal(days[period], "2026-12-31…", zone);
      const hours = inTimeZone(zone, () => daysAt("2027-01-01T00:00:00Z"));
      assert.equal(hours["this-month"], "2027-01-01…", zone);
    }
  });

  it("of a number of days are those DMAPI counts, wherever the user is", () => {
    const days = ["last-30-days", "last-90-days", "last-1095-days", "last-7-days"] as const;
    for (const zone of zones) {
      for (const moment of ["2026-11-22T00:00:00Z", "2026-11-22T23:59:00Z"]) {
        const found = inTimeZone(zone, () => days.map((period) => resolvePeriod(period, Date.parse(moment)).after));
        assert.deepEqual(found, ["2026-10-23", "2026-08-24", "2023-11-23", "2026-11-15"], `${zone} ${moment}`);
      }
    }
  });
});

describe("today", () => {
  it("is the user's", () => {
    const at = (zone: string) => inTimeZone(zone, () => getLocalToday(Date.parse("2026-12-31T11:30:00Z")));
    assert.deepEqual(zones.map(at), ["2026-12-30", ...Array<string>(3).fill("2026-12-31"), "2027-01-01", "2027-01-01"]);
  });
});

describe("problems in a query", () => {
  const say = (query: TableQuery) => validateQuery(query).map(({ field, text }) => `${field} ${text}`);

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

  it("are found exactly if pagination would reject the query", () => {
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
        const read = tableQuerySchema.parse(values);
        assert.equal(validateQuery(read).length > 0, isRefused(read), JSON.stringify(values));
      }),
      { numRuns: 500 },
    );
  });

  function isRefused(query: TableQuery): boolean {
    const now = Date.UTC(2026, 0, 31, 12);
    try {
      paginateOrders(() => Promise.reject(new Error("not to be sent")), toOrderFilter(query, now), { now });
      return false;
    } catch (error) {
      assert(error instanceof DmapiError && error.reason === "invalid");
      return true;
    }
  }
});

describe("notes on a query", () => {
  withTimeZone("UTC");

  const now = Date.UTC(2026, 10, 22, 12);
  const say = (query: TableQuery) =>
    getQueryNotes(query, now).map(({ field, text, values }) => [field, text, ...values].join(" "));
  const free = "showAll noteFreeLeftOut";

  it("report days before Joker.com's limit, at their field", () => {
    assert.deepEqual(say({ period: "last-month" }), [free]);
    assert.deepEqual(say({ after: "2020-01-01" }), ["after noteOlderThan3Years 2023-11-21", free]);
    assert.deepEqual(say({ before: "2026-01-01" }), ["before noteOlderThan3Years 2023-11-21", free]);
    assert.deepEqual(say({ after: "2020-01-01", before: "2020-12-31" }), ["after noteNothingVisible", free]);
  });

  it("say that free orders are shown for 90 days only, or not at all", () => {
    assert.deepEqual(say({ period: "this-month", showAll: true }), []);
    assert.deepEqual(say({ period: "this-year", showAll: true }), ["showAll noteOlderThan90Days 2026-08-23"]);
    assert.deepEqual(say({ period: "last-year", showAll: true }), ["showAll noteNothingVisible"]);
  });

  it("explain IDs combined with days, and a missing period", () => {
    assert.deepEqual(say({ orderIdAfter: "5", period: "this-month" }), [free, "orderIdAfter noteIdsAndDays"]);
    assert.deepEqual(say({}), [free, "period noteLast30Days"]);
    assert.deepEqual(say({ procId: "7", showAll: true }), ["showAll noteOlderThan90Days 2026-08-23"]);
  });

  it("are empty for the longest complete periods, at any hour in any zone", () => {
    const moments = ["2026-11-22T00:00:00Z", "2026-11-22T23:59:00Z", "2028-02-29T03:00:00Z", "2027-12-31T23:57:00Z"];
    for (const zone of zones) {
      for (const moment of moments) {
        const notes = (query: TableQuery) => inTimeZone(zone, () => getQueryNotes(query, Date.parse(moment)));
        assert.deepEqual(notes({ period: "last-90-days", showAll: true }), [], `${zone} ${moment}`);
        const texts = notes({ period: "last-1095-days" }).map(({ text }) => text);
        assert.deepEqual(texts, ["noteFreeLeftOut"], `${zone} ${moment}`);
      }
    }
  });

  it("are empty for an invalid query", () => {
    assert.deepEqual(say({ after: "x" }), []);
  });
});
