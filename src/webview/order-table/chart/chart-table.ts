import type { CurrencySpend, Spend } from "../../../columns/spend";
import { formatUnits } from "../../../columns/exact-sum";
import { createElement } from "../../shared/dom";
import { fill } from "../../shared/format";
import { assignSeries, isIncomplete, sumTypes, type Series } from "./bar-layout";
import type { ChartFormatter } from "./chart-formatter";

/** The first cells of a row; a cell for each series follows. */
const [totalColumn, chargedColumn, refundedColumn] = [0, 1, 2];

/** The chart's data as a table: a row per period, columns of the sums and of each series, without sums of nothing. */
export function createChartTable(spend: Spend, currency: CurrencySpend, formatter: ChartFormatter): HTMLTableElement {
  const { strings } = formatter;
  const series = assignSeries(currency);
  const allCells = spend.periods.map((_, at) => computeCells(spend, currency, series, at));
  const allTitles = [
    strings.total,
    strings.charged,
    strings.refunded,
    ...series.map((each) => formatter.formatSeries(each)),
  ];
  const hasAmounts = (column: number) => allCells.some((cells) => (cells[column] ?? 0n) !== 0n);
  // Of charges or refunds alone, their sum is the total.
  const isUsed = (_: unknown, column: number) =>
    hasAmounts(column) && (column !== totalColumn || (hasAmounts(chargedColumn) && hasAmounts(refundedColumn)));
  const titles = allTitles.filter(isUsed);
  const headerRow = createElement(
    "tr",
    {},
    createElement("th", { scope: "col" }, strings.period),
    ...titles.map((title) => createElement("th", { scope: "col", class: "numeric" }, title)),
  );
  const rows = spend.periods.map(({ name }, at) =>
    createElement(
      "tr",
      {},
      createElement(
        "th",
        { scope: "row" },
        formatter.formatCompleteness(formatter.formatPeriod(name), isIncomplete(spend, at)),
      ),
      ...(allCells[at] ?? [])
        .filter(isUsed)
        .map((units) =>
          createElement(
            "td",
            { class: "numeric" },
            units === undefined ? "" : formatter.numbers.formatDecimal(formatUnits(units, spend.scale)),
          ),
        ),
    ),
  );
  const caption = createElement("caption", {}, fill(strings.figuresCaption, currency.currency));
  return createElement(
    "table",
    {},
    caption,
    createElement("thead", {}, headerRow),
    createElement("tbody", {}, ...rows),
  );
}

/** The sum of all, of charges and of refunds, then each type's; undefined where there is none. */
function computeCells(
  { periods }: Spend,
  currency: CurrencySpend,
  series: readonly Series[],
  at: number,
): (bigint | undefined)[] {
  const period = periods[at] ? (currency.periods[at] ?? []) : [];
  const bySeries = series.map(({ types }) => {
    const [charged, refunded] = sumTypes(period, types);
    return charged === 0n && refunded === 0n ? undefined : charged + refunded;
  });
  const [charged, refunded] = sumTypes(period, currency.types);
  return [charged + refunded, charged, refunded, ...bySeries];
}
