import assert from "node:assert/strict";
import fc from "fast-check";
import type { CurrencySpend, Spend, TypeSpend } from "../../../../../src/columns/spend";
import {
  layOutHitAreas,
  layOutBars,
  layOutMissing,
  minHitHeightPx,
  patternCount,
  assignSeries,
} from "../../../../../src/webview/order-table/chart/bar-layout";

const names = ["renew", "create", "transfer", "cor", "restore", "lock", "unlock", "autons", "odd"];

function currencyOf(types: readonly string[], periods: readonly (readonly TypeSpend[])[]): CurrencySpend {
  return { currency: "USD", types, periods };
}

function spendOf(currency: CurrencySpend): Spend {
  const periods = currency.periods.map((_, at) => ({ name: `2026-${at + 10}`, from: at, until: at + 1 }));
  return { unit: "month", scale: 2, periods, missing: [], currencies: [currency] };
}

function spent(type: string, charged: bigint, refunded = 0n): TypeSpend {
  return { type, orders: 1, charged, refunded };
}

const large = spent("renew", 1_000_000n);

function middleOf(place: { readonly y: number; readonly height: number } | undefined): number {
  return place ? place.y + place.height / 2 : NaN;
}

describe("bars of spending", () => {
  it("are stacked from zero, refunds below", () => {
    const currency = currencyOf(
      ["renew", "transfer"],
      [[spent("renew", 10_000n), spent("transfer", 5_000n, -2_500n)], [spent("transfer", 0n, -5_000n)]],
    );
    const { bands, zeroY: zero, ticks } = layOutBars(spendOf(currency), currency, 200, 100);
    assert.deepEqual([bands[0]?.x, bands[1]?.x, bands[1]?.width], [0, 100, 100]);
    const [renew, transfer, refund] = ["100.00", "50.00", "-25.00"].map((amount) =>
      bands[0]?.segments.find((segment) => segment.amount === amount),
    );
    const bottom = (piece: typeof renew) => Math.round((piece?.y ?? NaN) + (piece?.height ?? NaN));
    assert.equal(bottom(renew), Math.round(zero));
    assert.equal(bottom(transfer), Math.round(renew?.y ?? NaN));
    assert.equal(Math.round(refund?.y ?? NaN), Math.round(zero));
    assert.equal(refund?.height, (renew?.height ?? NaN) / 4);
    assert.deepEqual([bands[1]?.charged, bands[1]?.refunded], ["0.00", "-50.00"]);
    assert(ticks.some(({ value, y }) => value === 0 && y === zero));
  });

  it("distinguish a limited number of types, and combine the smallest", () => {
    const all = (count: number) => assignSeries(currencyOf(names.slice(0, count), []));
    assert.deepEqual(
      all(patternCount).map(({ types, pattern }) => [types.length, pattern]),
      [0, 1, 2, 4, 3, 5, 6].map((pattern) => [1, pattern]),
    );
    const more = all(patternCount + 2);
    assert.equal(more.length, patternCount);
    assert.deepEqual(more.at(-1), {
      types: names.slice(patternCount - 1, patternCount + 2),
      pattern: patternCount - 1,
    });
    assert.deepEqual(all(0), []);
  });

  it("show common types alike in every query and currency", () => {
    const patternOf = (type: string, types: readonly string[]) =>
      assignSeries(currencyOf(types, [])).find((series) => series.types.includes(type))?.pattern;
    for (const types of [["transfer"], ["transfer", "renew"], ["odd", "lock", "transfer"], names]) {
      assert.equal(patternOf("transfer", types), patternOf("transfer", ["renew", "transfer"]), types.join());
      const series = assignSeries(currencyOf(types, []));
      assert.equal(new Set(series.map(({ pattern }) => pattern)).size, series.length, types.join());
    }
  });

  it("say in which periods orders are missing, adjacent ones together", () => {
    const currency = currencyOf(["renew"], [[large], [large], [], [large]]);
    const missing = [
      { from: 0.5, until: 2 },
      { from: 3.9, until: 4 },
    ];
    const { bands } = layOutBars({ ...spendOf(currency), missing }, currency, 400, 100);
    assert.deepEqual(
      bands.map(({ isIncomplete }) => isIncomplete),
      [true, true, false, true],
    );
    assert.deepEqual(layOutMissing(bands), [
      { x: 0, width: 200 },
      { x: 300, width: 100 },
    ]);
    assert.deepEqual(layOutMissing(layOutBars(spendOf(currency), currency, 400, 100).bands), []);
  });

  it("have a minimum hit area around a small segment", () => {
    const alone = currencyOf(names, [[large, spent("create", 1n)], [large]]);
    const { bands } = layOutBars(spendOf(alone), alone, 200, 112);
    const [hit, ...others] = bands.flatMap(layOutHitAreas);
    assert.deepEqual(others, []);
    assert.deepEqual([hit?.segment.series.types, hit?.height], [["create"], minHitHeightPx]);
    assert.equal(middleOf(hit), middleOf(hit?.segment));
  });

  it("give each of several small segments its own hit area", () => {
    const together = currencyOf(names, [[large, ...["create", "cor", "lock"].map((type) => spent(type, 20_000n))]]);
    const hits = layOutBars(spendOf(together), together, 200, 112).bands.flatMap(layOutHitAreas);
    assert.deepEqual(hits.flatMap(({ segment: { series } }) => series.types).sort(), ["cor", "create", "lock"]);
    for (const [at, { segment: piece, y, height }] of hits.entries()) {
      const middle = middleOf(piece);
      assert(
        y <= middle && middle <= y + height && height <= minHitHeightPx,
        `${piece.series.types[0]}: ${y} ${height}`,
      );
      assert(at === 0 || y + height <= (hits[at - 1]?.y ?? NaN) + 1e-9, "two lie over each other");
    }
  });

  it("keep every amount exact and every segment inside the plot", () => {
    const unit = fc.bigInt({ min: 0n, max: 10n ** 20n });
    const type = fc.constantFrom(...names);
    const piece = fc.tuple(type, unit, unit).map(([name, charged, refund]) => spent(name, charged, -refund));
    const period = fc.uniqueArray(piece, { selector: ({ type: name }) => name });
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 6 }), (periods) => {
        const currency = currencyOf(names, periods);
        const { bands } = layOutBars(spendOf(currency), currency, 300, 112);
        bands.forEach(({ segments }, at) => {
          const units = segments.map(({ amount }) => BigInt(amount.replace(".", "")));
          const sum = periods[at]?.reduce((all, each) => all + each.charged + each.refunded, 0n);
          assert.equal(
            units.reduce((all, each) => all + each, 0n),
            sum,
          );
          for (const { y, height } of segments) assert(y >= -1e-6 && y + height <= 112 + 1 + 1e-6, `${y} ${height}`);
        });
      }),
    );
  });
});
