import assert from "node:assert/strict";
import fc from "fast-check";
import { formatUnits } from "../../../src/columns/exact-sum";
import { listAllRows } from "../../../src/columns/row-sort";
import { toTimeSpan } from "../../../src/columns/calendar-periods";
import { calculateSpend, type Spend } from "../../../src/columns/spend";
import { calculateTotals } from "../../../src/columns/totals";
import { inTimeZone } from "../../time-zone";
import { createIndexFromCells } from "./index-fixtures";

const columns = ["created_at", "status", "type", "amount_brutto", "currency"];
const names = { created: "created_at", status: "status", type: "type", amount: "amount_brutto", currency: "currency" };

function spend(rows: readonly (readonly string[])[], of?: readonly number[], local = false): Spend {
  const index = createIndexFromCells(columns, rows);
  const steps = calculateSpend(index, names, of ? Uint32Array.from(of) : listAllRows(index.count), local);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Currency, period, type, charged and refunded of everything in the picture. */
function figures({ currencies, periods, scale }: Spend): string[] {
  return currencies.flatMap((each) =>
    each.periods.flatMap((types, at) =>
      types.map(({ type, orders, charged, refunded }) =>
        [
          each.currency,
          periods[at]?.name,
          type,
          orders,
          formatUnits(charged, scale),
          formatUnits(refunded, scale),
        ].join(" "),
      ),
    ),
  );
}

describe("spending over time", () => {
  it("takes spellings of a type for one type, and leaves top-ups out in any of them", () => {
    const result = spend([
      ["2026-07-31T23:59:59Z", "ok", "delete_domain", "1.00", "USD"],
      ["2026-07-30T00:00:00Z", "OK", "delete-domain", "2.00", "USD"],
      ["2026-07-30T00:00:00Z", "ok", "credit_increase", "-100.00", "USD"],
    ]);
    const [usd] = result.currencies;
    assert.deepEqual(usd?.types, ["delete_domain"]);
    assert.equal(figures(result).length, 2);
  });

  it("adds up by month, currency and type, refunds apart; the currency of most orders comes first", () => {
    const result = spend([
      ["2026-07-31T23:59:59Z", "ok", "transfer", "10.19", "USD"],
      ["2026-08-01T00:00:00Z", "ok", "transfer", "29.40", "USD"],
      ["2026-08-05T10:00:00Z", "ok", "transfer", "-5.00", "USD"],
      ["2026-08-05T10:00:00Z", "ok", "renew", "100", "USD"],
      ["2026-10-05T10:00:00Z", "ok", "renew", "0.1", "EUR"],
    ]);
    assert.equal(result.unit, "month");
    assert.deepEqual(
      result.periods.map(({ name }) => name),
      ["2026-07", "2026-08", "2026-09", "2026-10"],
    );
    assert.deepEqual(figures(result), [
      "USD 2026-07 transfer 1 10.19 0.00",
      "USD 2026-08 renew 1 100.00 0.00",
      "USD 2026-08 transfer 2 29.40 -5.00",
      "EUR 2026-10 renew 1 0.10 0.00",
    ]);
    assert.deepEqual(result.currencies[0]?.types, ["renew", "transfer"]);
  });

  it("leaves out what is not ok, what is free, top-ups, and what has no date", () => {
    const result = spend([
      ["2026-07-01T00:00:00Z", "pending", "renew", "1", "USD"],
      ["2026-07-01T00:00:00Z", "error", "renew", "1", "USD"],
      ["2026-07-01T00:00:00Z", "ok", "create-contact", "0", ""],
      ["2026-07-01T00:00:00Z", "ok", "credit-increase", "-500.00", "USD"],
      ["yesterday", "ok", "renew", "1", "USD"],
      ["2026-07-01T00:00:00Z", "ok", "renew", "n/a", "USD"],
    ]);
    assert.deepEqual([result.periods, result.currencies], [[], []]);
  });

  it("shows days, months or years by the span, also across leap days and ends of years", () => {
    const named = (...days: string[]) =>
      spend(days.map((day) => [`${day}T12:00:00Z`, "ok", "renew", "1", "USD"])).periods.map(({ name }) => name);
    assert.deepEqual(named("2024-02-28", "2024-03-01"), ["2024-02-28", "2024-02-29", "2024-03-01"]);
    assert.deepEqual(named("2025-12-31", "2026-01-01"), ["2025-12-31", "2026-01-01"]);
    assert.deepEqual(named("2025-11-30", "2026-02-01"), ["2025-11", "2025-12", "2026-01", "2026-02"]);
    assert.equal(named("2001-01-01", "2026-02-01").length, 26);
    assert.deepEqual(named("0099-05-05"), ["0099-05-05"]);
  });

  it("has periods for days whose orders are missing, before and after the others", () => {
    const index = createIndexFromCells(columns, [["2026-07-15T12:00:00Z", "ok", "renew", "1", "USD"]]);
    const named = (after: string, before: string) => {
      const missing = [toTimeSpan({ after, before })];
      const steps = calculateSpend(index, names, listAllRows(index.count), false, missing);
      for (let step = steps.next(); ; step = steps.next())
        if (step.done) return step.value.periods.map(({ name }) => name);
    };
    assert.deepEqual(named("2026-07-13", "2026-07-14"), ["2026-07-13", "2026-07-14", "2026-07-15"]);
    assert.deepEqual(named("2026-07-16", "2026-07-17"), ["2026-07-15", "2026-07-16", "2026-07-17"]);
    assert.deepEqual(named("2026-08-01", "2026-10-31"), ["2026-07", "2026-08", "2026-09", "2026-10"]);
  });

  it("uses only the given rows", () => {
    const rows = ["1", "2", "4"].map((amount) => ["2026-07-01T00:00:00Z", "ok", "renew", amount, "USD"]);
    assert.deepEqual(figures(spend(rows, [2, 0])), ["USD 2026-07-01 renew 2 5 0"]);
    assert.deepEqual(spend(rows, []).currencies, []);
  });

  it("uses the days of the local time zone on request", () => {
    const rows = [["2026-07-01T23:30:00Z", "ok", "renew", "1", "USD"]];
    const firstMoments = {
      "America/Los_Angeles": "2026-07-01T07:00:00Z",
      "Europe/Berlin": "2026-07-01T22:00:00Z",
      "Pacific/Kiritimati": "2026-07-01T10:00:00Z",
      UTC: "2026-07-01T00:00:00Z",
    };
    for (const [zone, moment] of Object.entries(firstMoments)) {
      const [period] = inTimeZone(zone, () => spend(rows, undefined, true)).periods;
      assert.equal(period?.from, Date.parse(moment), zone);
    }
  });

  it("gives the sums that the totals give, whatever the amounts", () => {
    const order = fc.record({
      day: fc.integer({ min: 1, max: 900 }),
      type: fc.constantFrom("renew", "transfer", "credit-increase", "telepört"),
      status: fc.constantFrom("ok", "ok", "OK ", "pending", "error", "odd"),
      units: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
      currency: fc.constantFrom("USD", "EUR", ""),
    });
    fc.assert(
      fc.property(fc.array(order, { minLength: 1, maxLength: 80 }), (orders) => {
        const rows = orders.map(({ day, type, status, units, currency }) => {
          const created = new Date(Date.UTC(2024, 0, day, 5)).toISOString();
          return [created, status, type, formatUnits(units, 3), currency];
        });
        const { currencies, scale } = spend(rows);
        const index = createIndexFromCells(columns, rows);
        for (const total of calculateTotals(index, names, listAllRows(index.count)).currencies) {
          const cells = currencies.find(({ currency }) => currency === total.currency)?.periods.flat() ?? [];
          const sum = (of: "charged" | "refunded") => cells.reduce((all, cell) => all + cell[of], 0n);
          if (cells.length > 0) {
            assert.equal(formatUnits(sum("charged"), scale), total.charged);
            assert.equal(formatUnits(sum("refunded"), scale), total.refunded);
          } else assert.match(total.total, /^0(\.0*)?$/);
        }
      }),
    );
  });
});
