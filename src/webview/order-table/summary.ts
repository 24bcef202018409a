import type { InitMessage, OrderTableGap } from "../../messages/host-messages";
import type { ColumnFilter } from "../../columns/column-filter";
import { isAmountColumn } from "../../columns/charged-orders";
import { toTimeSpan } from "../../columns/calendar-periods";
import { emptySpend, type Spend } from "../../columns/spend";
import { emptyTotals, type Totals } from "../../columns/totals";
import { createElement } from "../shared/dom";
import type { NumberFormatter } from "../shared/format";
import type { OrderModel } from "./order-model";
import { isSameBar, toColumnFilters, type BarSelection } from "./chart/bar-filter";
import { SpendingSection } from "./chart/spending-section";
import { SpendingCalculator } from "./chart/spending-calculator";
import type { ChartState } from "./table-state";
import { ChartFormatter } from "./chart/chart-formatter";
import {
  areSameFilters,
  combineFilters,
  hasFacet,
  reconcileFacets,
  type FacetFilters,
  type Facets,
  type FacetState,
} from "./facet-filters";
import { createCurrencyFilter, createTotalFilters } from "./totals/total-filters";
import type { TotalsStatus } from "./totals/total-columns";
import { TotalsStrip } from "./totals/totals-strip";

/** The user's settings of totals and chart. */
export interface SummaryState {
  readonly amount: string;
  readonly picture: ChartState;
  readonly facets: FacetState;
}

export interface SummaryEvents {
  onStateChanged(state: SummaryState): void;
  /** Set the column filters of the rows. */
  onFilter(filters: ColumnFilter[]): void;
  onCopy(text: string): void;
}

/**
 * Totals by currency and the spending chart of the rows shown. Both can filter the rows, and neither is filtered by what
 * was selected in it, so that its other figures can still be compared.
 */
export class Summary {
  readonly element: HTMLElement;
  readonly totals: TotalsStrip;
  readonly chart: SpendingSection;
  private readonly spendingCalculator: SpendingCalculator;
  private spend: Spend = emptySpend;
  private shownTotals: Totals = emptyTotals;
  private gaps: readonly OrderTableGap[] = [];

  constructor(
    { strings, names, language }: InitMessage,
    numbers: NumberFormatter,
    private readonly model: OrderModel,
    private state: SummaryState,
    private readonly events: SummaryEvents,
  ) {
    model.amount = state.amount;
    model.selectTotalsFilters = (filters) => this.selectTotalsFilters(filters);
    this.totals = new TotalsStrip(strings, numbers, {
      onAmountColumn: (column) => this.setAmountColumn(column),
      onToggleKind: (kind) => this.setFacets({ kind: this.facets.kind === kind ? null : kind }),
      onToggleCurrency: (currency) => this.setFacets({ currency: this.facets.currency === currency ? null : currency }),
      onCopy: (text) => events.onCopy(text),
    });
    this.chart = new SpendingSection(new ChartFormatter({ strings, names }, numbers, language), state.picture, {
      onSelect: (bar) => this.toggleBar(bar),
      onStateChanged: (chartState) => this.onChartChanged(chartState),
    });
    this.element = createElement("div", { class: "summary" }, this.totals.element, this.chart.element);
    this.spendingCalculator = new SpendingCalculator(model, (spend) => {
      this.spend = spend;
      this.chart.show(spend, this.facets.bar);
    });
  }

  /** Shows totals, and updates the chart. */
  show(totals: Totals): void {
    this.shownTotals = totals;
    this.element.classList.remove("replaced");
    const { facets } = this;
    if (facets !== this.state.facets) this.updateState({ facets });
    this.updateFacetFilters();
    this.showTotals();
    this.updateChart();
  }

  /** Says whether orders are missing, and of which days. */
  showStatus(status: TotalsStatus, gaps: readonly OrderTableGap[]): void {
    this.totals.status = status;
    this.chart.showStatus(status, this.model.index.count);
    if (gaps === this.gaps || gaps.length + this.gaps.length === 0) return;
    this.gaps = gaps;
    this.spendingCalculator.missing = gaps.map(toTimeSpan);
    this.updateChart();
  }

  /** Marks totals and chart as those of the rows before these. */
  showOutdated(isOutdated: boolean): void {
    this.element.classList.toggle("calculating", isOutdated && this.shownTotals !== emptyTotals);
  }

  private showTotals(): void {
    const { model, facets, shownTotals } = this;
    const { ok, pending, failed, other } = shownTotals.orderCounts;
    const counts = { shown: ok + pending + failed + other, total: model.index.count };
    const isFiltered = model.filter.trim() !== "" || this.selectTotalsFilters(model.filters).length > 0;
    // What is selected in the totals leaves out rows, but none of theirs: two counts would contradict each other.
    const hasCount = isFiltered && facets.kind === null && facets.currency === null && counts.total > 0;
    this.totals.show(shownTotals, hasCount ? counts : undefined, facets);
    model.mainCurrency = this.totals.mainCurrency;
  }

  /** Clears the totals of rows that were removed; those shown are marked at once if they are of another query. */
  releaseTotals(isReload = false): void {
    this.totals.clear();
    this.element.classList.toggle("replaced", !isReload && this.shownTotals !== emptyTotals);
  }

  /**
   * Clears the totals before another query, and removes the filters of totals and bars: they were selected in figures that
   * are gone then. Filters that the user has set in a column stay.
   */
  reset(): void {
    this.releaseTotals();
    if (hasFacet(this.facets)) this.setFacets({ bar: null, kind: null, currency: null });
  }

  /** Updates the choice of amount columns. */
  updateAmountColumns(): void {
    const amounts = this.model.index.columns.filter(isAmountColumn);
    if (amounts.length === 0) return; // as without any order
    if (!amounts.includes(this.model.amount)) this.model.amount = amounts[0] ?? this.model.amount;
    this.totals.showAmountColumns(amounts, this.model.amount);
  }

  /** The chart ignores the filter of the selected bar, or it would show that bar only. */
  private updateChart(): void {
    const { facets } = this;
    if (!this.chart.isOpen) this.spendingCalculator.cancel();
    else if (!facets.bar) void this.spendingCalculator.update();
    else void this.spendingCalculator.update(combineFilters(facets.own, this.toFilters(facets), ["currency", "kind"]));
  }

  private toggleBar(selection: BarSelection): void {
    const { bar } = this.facets;
    this.setFacets({ bar: bar && isSameBar(bar, selection) ? null : { ...selection, amount: this.model.amount } });
  }

  private onChartChanged(chartState: ChartState): void {
    this.updateState({ picture: chartState });
    this.updateChart();
  }

  private setAmountColumn(amount: string): void {
    this.updateState({ amount });
    this.model.amount = amount;
    void this.model.updateTotals();
  }

  /** The facets that are still set; the user may have changed their filters. */
  private get facets(): FacetState {
    const { facets } = this.state;
    return reconcileFacets(facets, this.model.filters, this.toFilters(facets));
  }

  /** Changes facets, and filters the rows by them. */
  private setFacets(change: Partial<Facets>): void {
    const facets = { ...this.facets, ...change };
    const combined = combineFilters(facets.own, this.toFilters(facets));
    this.updateState({ facets: { ...facets, combined } });
    this.events.onFilter(combined);
    this.showTotals();
    this.chart.show(this.spend, facets.bar);
  }

  /** The filter of a total lists types and statuses, of which new rows may have others. */
  private updateFacetFilters(): void {
    const { facets } = this;
    if (facets.kind === null || this.model.index.count === 0) return;
    const combined = combineFilters(facets.own, this.toFilters(facets));
    if (!areSameFilters(combined, facets.combined)) this.setFacets({});
  }

  /** The totals ignore the filters that were selected in them. */
  private selectTotalsFilters(filters: readonly ColumnFilter[]): readonly ColumnFilter[] {
    const facets = reconcileFacets(this.state.facets, filters, this.toFilters(this.state.facets));
    if (facets.kind === null && facets.currency === null) return filters;
    return combineFilters(facets.own, this.toFilters(facets), ["bar"]);
  }

  private toFilters({ bar, kind, currency }: Facets): FacetFilters {
    const { index, amount } = this.model;
    const values = (name: string) => index.typedColumns.dictionary(index.findColumn(name)).values;
    return {
      bar: bar ? toColumnFilters(bar) : [],
      kind: kind ? createTotalFilters(kind, { amount, statuses: values("status"), types: values("type") }) : [],
      currency: currency === null ? [] : [createCurrencyFilter(currency)],
    };
  }

  private updateState(change: Partial<SummaryState>): void {
    this.state = { ...this.state, ...change };
    this.events.onStateChanged(this.state);
  }
}
