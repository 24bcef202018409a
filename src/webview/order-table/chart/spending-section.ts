import type { CurrencySpend, Spend } from "../../../columns/spend";
import { createElement, setAttribute } from "../../shared/dom";
import { escapeControlChars, fill } from "../../shared/format";
import { assignSeries } from "./bar-layout";
import { BarChart } from "./bar-chart";
import { createChartTable } from "./chart-table";
import { describeEmptyChart } from "./describe-empty-chart";
import type { TotalsStatus } from "../totals/total-columns";
import { createPatterns, createSwatch } from "./patterns";
import type { BarSelection } from "./bar-filter";
import type { ChartState } from "../table-state";
import type { ChartFormatter } from "./chart-formatter";

export interface SpendingSectionEvents {
  /** The user selected a bar or segment, or selected it again to remove its filter. */
  onSelect(bar: BarSelection): void;
  /** The state to save has changed. */
  onStateChanged(state: ChartState): void;
}

/** On lower or narrower pages the chart would take the room of the rows. */
const lowPageMedia = "(height < 720px), (width < 640px)";

/** Spending over time, in one currency at a time: bars, or the same figures as a table. */
export class SpendingSection {
  readonly element: HTMLElement;
  private readonly body = createElement("div", { class: "picture-body", id: "picture-body" });
  private readonly currencySwitch = createElement("div", { class: "switch", role: "group" });
  private readonly tableButton: HTMLButtonElement;
  private readonly foldButton: HTMLButtonElement;
  private readonly legend = createElement("ul", { class: "legend" });
  private readonly tableRegion = createElement("div", { class: "figures", tabindex: "0", role: "region" });
  private readonly emptyText: HTMLElement;
  private readonly chart: BarChart;
  private spend: Spend | undefined;
  private selected: BarSelection | null = null;
  private status: TotalsStatus = "calculating";
  private orderCount = 0;
  private readonly lowMedia = matchMedia(lowPageMedia);
  private isOpenOnLowPage = false;

  constructor(
    private readonly formatter: ChartFormatter,
    private state: ChartState,
    private readonly events: SpendingSectionEvents,
  ) {
    const { strings } = formatter;
    this.chart = new BarChart(formatter, (bar) => events.onSelect(bar));
    this.foldButton = createElement(
      "button",
      { type: "button", class: "fold", "aria-controls": "picture-body" },
      strings.picture,
    );
    this.foldButton.addEventListener("click", () => this.toggle());
    this.lowMedia.addEventListener("change", () => this.updateState({}));
    this.tableButton = createElement("button", { type: "button", class: "quiet" }, strings.asTable);
    this.tableButton.addEventListener("click", () => this.updateState({ table: !this.state.table }));
    this.currencySwitch.setAttribute("aria-label", strings.currency);
    this.tableRegion.setAttribute("aria-label", strings.figuresLabel);
    const head = createElement(
      "div",
      { class: "picture-head" },
      createElement("h2", {}, this.foldButton),
      this.currencySwitch,
      this.tableButton,
      this.chart.readout,
    );
    this.emptyText = createElement("p", { class: "nothing" });
    this.body.append(this.chart.element, this.legend, this.tableRegion, this.emptyText);
    this.element = createElement(
      "section",
      { class: "picture", "aria-label": strings.picture },
      createPatterns(),
      head,
      this.body,
    );
    this.render();
  }

  get isOpen(): boolean {
    return this.lowMedia.matches ? this.isOpenOnLowPage : this.state.open;
  }

  /** Shows spending; `selected` is the bar or segment the rows are filtered by. */
  show(spend: Spend, selected: BarSelection | null): void {
    this.spend = spend;
    this.selected = selected;
    this.render();
  }

  /** Says whether orders are missing, of how many that are loaded. */
  showStatus(status: TotalsStatus, orderCount: number): void {
    [this.status, this.orderCount] = [status, orderCount];
    this.renderEmptyText();
  }

  private renderEmptyText(): void {
    const status = this.spend ? this.status : "calculating";
    const text = describeEmptyChart(this.formatter.strings, status, this.orderCount);
    if (this.emptyText.textContent !== text) this.emptyText.textContent = text;
  }

  private updateState(change: Partial<ChartState>): void {
    this.state = { ...this.state, ...change };
    this.events.onStateChanged(this.state);
    this.render();
  }

  /** On a low page the chart is closed until it is opened there, which is not stored. */
  private toggle(): void {
    if (!this.lowMedia.matches) {
      this.updateState({ open: !this.state.open });
      return;
    }
    this.isOpenOnLowPage = !this.isOpenOnLowPage;
    this.updateState({});
  }

  private render(): void {
    const { spend, state, isOpen } = this;
    const currency = this.getCurrency();
    this.foldButton.setAttribute("aria-expanded", String(isOpen));
    this.tableButton.setAttribute("aria-pressed", String(state.table));
    this.element.classList.toggle("closed", !isOpen);
    this.body.hidden = !isOpen;
    this.tableButton.hidden = this.currencySwitch.hidden = this.chart.readout.hidden = !isOpen || !currency;
    this.renderEmptyText();
    this.emptyText.hidden = currency !== undefined;
    this.chart.element.hidden = this.legend.hidden = state.table || !currency;
    // The table stays available to screen readers when it is not visible.
    this.tableRegion.classList.toggle("unseen", !state.table);
    this.tableRegion.hidden = !currency;
    setAttribute(this.tableRegion, "tabindex", state.table ? "0" : undefined);
    if (!isOpen || !spend || !currency) return;
    this.renderCurrencySwitch(spend.currencies, currency);
    this.tableRegion.replaceChildren(createChartTable(spend, currency, this.formatter));
    this.legend.replaceChildren(
      ...assignSeries(currency).map((each) => this.createLegendItem(each.types, each.pattern)),
    );
    this.chart.show(spend, currency, this.selected);
  }

  private getCurrency(): CurrencySpend | undefined {
    const { currencies = [] } = this.spend ?? {};
    return currencies.find(({ currency }) => currency === this.state.currency) ?? currencies[0];
  }

  private renderCurrencySwitch(all: readonly CurrencySpend[], shown: CurrencySpend): void {
    const buttons = all.map(({ currency }) => {
      const { noCurrency, spendIn } = this.formatter.strings;
      const name = currency || noCurrency;
      const pressed = String(currency === shown.currency);
      const attributes = { type: "button", class: "quiet", "aria-pressed": pressed, "aria-label": fill(spendIn, name) };
      const button = createElement("button", attributes, name);
      button.addEventListener("click", () => this.updateState({ currency }));
      return button;
    });
    const focusedIndex = Array.from(this.currencySwitch.children).indexOf(document.activeElement ?? this.element);
    this.currencySwitch.replaceChildren(...(all.length > 1 ? buttons : [escapeControlChars(all[0]?.currency ?? "")]));
    buttons[focusedIndex]?.focus();
  }

  private createLegendItem(types: readonly string[], pattern: number): HTMLElement {
    return createElement(
      "li",
      { title: types.join(", ") },
      createSwatch(pattern),
      this.formatter.formatSeries({ types, pattern }),
    );
  }
}
