import type { CurrencySpend, Spend } from "../../rows/spend";
import { formatUnits } from "../../rows/exact-sum";
import { make } from "../dom";
import { fill } from "../format";
import { seriesOf, sumsOf, type Series } from "./bars";
import type { PictureWords } from "./words";

/** The same figures as the picture's bars, as a table: a row for each period, what each type was charged and refunded. */
export function figuresTable(spend: Spend, currency: CurrencySpend, words: PictureWords): HTMLTableElement {
  const { strings } = words;
  const series = seriesOf(currency);
  const titles = [...series.map((each) => words.series(each)), strings.charged, strings.refunded, strings.total];
  const head = make(
    "tr",
    {},
    make("th", { scope: "col" }, strings.period),
    ...titles.map((title) => make("th", { scope: "col", class: "numeric" }, title)),
  );
  const rows = spend.periods.map(({ name }, at) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, words.period(name)),
      ...cellsOf(spend, currency, series, at).map((units) =>
        make(
          "td",
          { class: "numeric" },
          units === undefined ? "" : words.numbers.decimal(formatUnits(units, spend.scale)),
        ),
      ),
    ),
  );
  const caption = make("caption", {}, fill(strings.figuresCaption, currency.currency));
  return make("table", {}, caption, make("thead", {}, head), make("tbody", {}, ...rows));
}

/** Each type's sum, then charged, refunded and both; undefined where there is none. */
function cellsOf(
  { periods }: Spend,
  currency: CurrencySpend,
  series: readonly Series[],
  at: number,
): (bigint | undefined)[] {
  const period = periods[at] ? (currency.periods[at] ?? []) : [];
  const bySeries = series.map(({ types }) => {
    const [charged, refunded] = sumsOf(period, types);
    return charged === 0n && refunded === 0n ? undefined : charged + refunded;
  });
  const [charged, refunded] = sumsOf(period, currency.types);
  return [...bySeries, charged, refunded, charged + refunded];
}
