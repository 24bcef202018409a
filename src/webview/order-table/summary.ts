import type { InitMessage } from "../../messages/host-messages";
import type { ColumnFilter } from "../../columns/column-filter";
import { isAmountColumn } from "../../columns/charged-orders";
import { emptySpend, type Spend } from "../../columns/spend";
import type { Totals } from "../../columns/totals";
import { createElement } from "../shared/dom";
import type { NumberFormatter } from "../shared/format";
import type { OrderModel } from "./order-model";
import {
  isBarFilterActive,
  isSameBar,
  removeBarFilter,
  applyBarFilter,
  type BarFilter,
  type BarSelection,
} from "./chart/bar-filter";
import { SpendingSection } from "./chart/spending-section";
import { SpendingCalculator } from "./chart/spending-calculator";
import type { ChartState } from "./table-state";
import { ChartFormatter } from "./chart/chart-formatter";
import {
  hasFilters,
  createCurrencyFilter,
  createTotalFilters,
  addFilters,
  removeFilters,
  type TotalKind,
} from "./totals/total-filters";
import { TotalsStrip } from "./totals/totals-strip";

/** The user's settings of totals and chart. */
export interface SummaryState {
  readonly amount: string;
  readonly picture: ChartState;
  readonly pick: BarFilter | null;
}

export interface SummaryEvents {
  onStateChanged(state: SummaryState): void;
  /** Set the column filters of the rows. */
  onFilter(filters: ColumnFilter[]): void;
  onCopy(text: string): void;
}

/** Totals by currency and the spending chart of the rows shown. Both can filter the rows. */
export class Summary {
  readonly element: HTMLElement;
  readonly totals: TotalsStrip;
  readonly chart: SpendingSection;
  private readonly spendingCalculator: SpendingCalculator;
  private spend: Spend = emptySpend;

  constructor(
    { strings, names, language }: InitMessage,
    numbers: NumberFormatter,
    private readonly model: OrderModel,
    private state: SummaryState,
    private readonly events: SummaryEvents,
  ) {
    model.amount = state.amount;
    this.totals = new TotalsStrip(strings, numbers, {
      onAmountColumn: (column) => this.setAmountColumn(column),
      onToggleKind: (kind) => this.toggleFilters(this.createFilters(kind)),
      onToggleCurrency: (currency) => this.toggleFilters([createCurrencyFilter(currency)]),
      onCopy: (text) => events.onCopy(text),
    });
    this.chart = new SpendingSection(new ChartFormatter({ strings, names }, numbers, language), state.picture, {
      onSelect: (bar) => this.toggleBar(bar),
      onStateChanged: (chartState) => this.onChartChanged(chartState),
    });
    this.element = createElement("div", { class: "summary" }, this.totals.element, this.chart.element);
    this.spendingCalculator = new SpendingCalculator(model, (spend) => {
      this.spend = spend;
      this.chart.show(spend, this.state.pick);
    });
  }

  /** Shows the totals of the rows shown, and updates the chart. */
  show(totals: Totals): void {
    const { filters } = this.model;
    if (this.state.pick && !isBarFilterActive(filters, this.state.pick)) this.updateState({ pick: null });
    const counts = { shown: this.model.rows.length, total: this.model.index.count };
    this.totals.show(totals, this.model.isFiltered && counts.total > 0 ? counts : undefined, {
      isKindActive: (kind) => hasFilters(filters, this.createFilters(kind)),
      isCurrencyActive: (currency) => hasFilters(filters, [createCurrencyFilter(currency)]),
    });
    this.updateChart();
  }

  /** Clears the totals of rows that were removed. */
  releaseTotals(): void {
    this.totals.clear();
  }

  /** Clears the totals before another query, and removes the filter of a selected bar. */
  reset(): void {
    this.releaseTotals();
    const { pick: barFilter } = this.state;
    if (!barFilter) return;
    this.updateState({ pick: null });
    this.events.onFilter(removeBarFilter(this.model.filters, barFilter));
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
    const { pick: barFilter } = this.state;
    if (!this.chart.isOpen) this.spendingCalculator.cancel();
    else void this.spendingCalculator.update(barFilter ? removeBarFilter(this.model.filters, barFilter) : undefined);
  }

  private toggleBar(selection: BarSelection): void {
    const { pick: barFilter } = this.state;
    const otherFilters = barFilter ? removeBarFilter(this.model.filters, barFilter) : [...this.model.filters];
    const next =
      barFilter && isSameBar(barFilter, selection)
        ? undefined
        : applyBarFilter(otherFilters, selection, this.model.amount);
    this.updateState({ pick: next?.pick ?? null });
    this.chart.show(this.spend, this.state.pick);
    this.events.onFilter(next?.filters ?? otherFilters);
  }

  private onChartChanged(chartState: ChartState): void {
    this.updateState({ picture: chartState });
    this.updateChart();
  }

  private toggleFilters(filters: ColumnFilter[]): void {
    const isSet = hasFilters(this.model.filters, filters);
    this.events.onFilter((isSet ? removeFilters : addFilters)(this.model.filters, filters));
  }

  private setAmountColumn(amount: string): void {
    this.updateState({ amount });
    this.model.amount = amount;
    void this.model.updateTotals();
  }

  private createFilters(kind: TotalKind): ColumnFilter[] {
    const { index, amount } = this.model;
    const values = (name: string) => index.typedColumns.dictionary(index.findColumn(name)).values;
    return createTotalFilters(kind, { amount, statuses: values("status"), types: values("type") });
  }

  private updateState(change: Partial<SummaryState>): void {
    this.state = { ...this.state, ...change };
    this.events.onStateChanged(this.state);
  }
}
