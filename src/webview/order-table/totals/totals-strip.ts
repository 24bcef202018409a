import { compareCurrencies, findMainCurrency } from "../../../columns/currency-order";
import type { Strings } from "../../../messages/strings";
import { emptyTotals, type CurrencyTotals, type Totals } from "../../../columns/totals";
import { createElement, createSeverityIcon } from "../../shared/dom";
import { fill, type NumberFormatter } from "../../shared/format";
import {
  createEmptyTotals,
  isExcluded,
  isReferenceColumn,
  listUsedColumns,
  optionalColumns,
  permanentColumns,
  readAmount,
  type TotalColumn,
  type TotalsStatus,
} from "./total-columns";
import type { TotalKind } from "./total-filters";
import { describeShownCount } from "../order-count";

export interface TotalsEvents {
  /** Use this amount column. */
  onAmountColumn(column: string): void;
  /** Add or remove the filters of a total or a currency. */
  onToggleKind(figure: TotalKind): void;
  onToggleCurrency(currency: string): void;
  onCopy(text: string): void;
}

/** The total and the currency that the rows are filtered by; null for none. */
export interface ActiveTotalFilters {
  readonly kind: TotalKind | null;
  readonly currency: string | null;
}

interface OrderCounts {
  readonly shown: number;
  readonly total: number;
}

/** Charged, refunded, topped up, pending and failed amounts of the rows shown, by currency. */
export class TotalsStrip {
  readonly element: HTMLElement;
  private readonly amountSelect: HTMLSelectElement;
  private readonly table = createElement("table");
  private readonly notes = createElement("span", { class: "notes" });
  private readonly calculatingText: HTMLElement;
  private readonly incompleteWarning: HTMLElement;
  private currentStatus: TotalsStatus = "complete";
  private totals: Totals = emptyTotals;
  /** Columns used so far with these rows, so that none disappears while rows are filtered. */
  private readonly usedColumns = new Set<TotalColumn>(permanentColumns);
  /** By currency, the most orders there have been: so that currencies keep their places while rows are filtered. */
  private readonly orderCounts = new Map<string, number>();
  /** Empty totals of each currency of these rows, for the same reason. */
  private readonly emptyTotalsByCurrency = new Map<string, CurrencyTotals>();

  constructor(
    private readonly strings: Strings,
    private readonly numbers: NumberFormatter,
    private readonly events: TotalsEvents,
  ) {
    this.amountSelect = createElement("select", { "aria-label": strings.amount, title: strings.amount });
    this.amountSelect.addEventListener("change", () => events.onAmountColumn(this.amountSelect.value));
    const copy = createElement("button", { type: "button", class: "quiet" }, strings.copyTotals);
    copy.addEventListener("click", () => events.onCopy(this.toTsv()));
    this.calculatingText = createElement("span", { class: "totals-status", hidden: true }, strings.calculating);
    const warning = [createSeverityIcon("warning"), strings.totalsPartial];
    this.incompleteWarning = createElement("strong", { class: "incomplete", hidden: true }, ...warning);
    this.showAmountColumns(["amount_brutto", "amount_netto"], "amount_brutto");
    const title = createElement("h2", {}, strings.totalsTitle);
    const head = createElement(
      "div",
      { class: "totals-head" },
      title,
      this.amountSelect,
      copy,
      this.calculatingText,
      this.notes,
    );
    const scroll = createElement("div", { class: "totals-scroll" }, this.table);
    this.element = createElement(
      "section",
      { class: "totals", "aria-label": strings.totals },
      head,
      scroll,
      this.incompleteWarning,
    );
  }

  /** Updates the choice of amount columns. */
  showAmountColumns(amounts: readonly string[], chosen: string): void {
    const { amountBrutto, amountNetto } = this.strings;
    const titles: Readonly<Record<string, string>> = { amount_brutto: amountBrutto, amount_netto: amountNetto };
    const options = amounts.map((name) =>
      createElement("option", { value: name, selected: name === chosen }, titles[name] ?? name),
    );
    this.amountSelect.replaceChildren(...options);
  }

  /** Says whether orders are missing. */
  set status(status: TotalsStatus) {
    if (status === this.currentStatus) return;
    this.currentStatus = status;
    this.calculatingText.hidden = status !== "calculating";
    this.incompleteWarning.hidden = status !== "incomplete";
  }

  /** Resets the columns and currencies of earlier rows. */
  clear(): void {
    this.emptyTotalsByCurrency.clear();
    this.orderCounts.clear();
    this.usedColumns.clear();
    for (const sum of permanentColumns) this.usedColumns.add(sum);
  }

  /** @param counts how many of all orders these are the totals of; undefined for all */
  show(totals: Totals, counts: OrderCounts | undefined, limits: ActiveTotalFilters): void {
    this.totals = totals;
    const { currencies, free, unreadable } = totals;
    for (const sum of listUsedColumns(totals)) this.usedColumns.add(sum);
    for (const each of currencies) {
      const { currency, orders } = each;
      if (!this.emptyTotalsByCurrency.has(currency)) this.emptyTotalsByCurrency.set(currency, createEmptyTotals(each));
      this.orderCounts.set(currency, Math.max(orders, this.orderCounts.get(currency) ?? 0));
    }
    const focused = this.focusedButton();
    this.table.replaceChildren(
      this.createHead(limits),
      createElement("tbody", {}, ...this.currencyTotals.map((each) => this.createRow(each, limits))),
    );
    if (focused !== undefined) this.table.querySelectorAll("button")[focused]?.focus();
    const notes = [
      this.describeLimits(limits),
      counts ? describeShownCount(this.strings, this.numbers, counts) : "",
      free > 0 ? fill(this.strings.free, this.numbers.formatCount(free)) : "",
      unreadable > 0 ? fill(this.strings.unreadable, this.numbers.formatCount(unreadable)) : "",
    ];
    this.notes.textContent = this.notes.title = notes.filter(Boolean).join(" · ");
  }

  /** The currency of most orders, which comes first; empty without any. */
  get mainCurrency(): string {
    return findMainCurrency(this.orderCounts);
  }

  /** The totals of all known currencies. */
  private get currencyTotals(): CurrencyTotals[] {
    const now = new Map(this.totals.currencies.map((each) => [each.currency, each]));
    const all = [...this.emptyTotalsByCurrency].map(([currency, nothing]) => now.get(currency) ?? nothing);
    return this.sort(all);
  }

  private sort(totals: readonly CurrencyTotals[]): CurrencyTotals[] {
    const compare = compareCurrencies(this.mainCurrency);
    return totals.toSorted((a, b) => compare(a.currency, b.currency));
  }

  private get columns(): TotalColumn[] {
    return [...permanentColumns, ...optionalColumns].filter((sum) => this.usedColumns.has(sum));
  }

  private createHead(limits: ActiveTotalFilters): HTMLElement {
    const cells = this.columns.map((sum) => {
      const title = this.strings[sum];
      const hint = this.strings[`${isReferenceColumn(sum) ? "reference" : sum}Hint`];
      const content =
        sum === "total" ? title : this.createToggle(title, limits.kind === sum, () => this.events.onToggleKind(sum));
      return createElement("th", { scope: "col", class: "numeric", title: hint, "aria-label": title }, content);
    });
    return createElement(
      "thead",
      {},
      createElement("tr", {}, createElement("th", { scope: "col" }, this.strings.currency), ...cells),
    );
  }

  private createRow(totals: CurrencyTotals, limits: ActiveTotalFilters): HTMLElement {
    const { currency } = totals;
    const name = currency || this.strings.noCurrency;
    const button = this.createToggle(name, limits.currency === currency, () => this.events.onToggleCurrency(currency));
    const cells = this.columns.map((sum) => {
      const kind = sum === "total" ? "total" : isReferenceColumn(sum) ? "reference" : "sum";
      const excluded = isExcluded(sum, currency, limits) ? " excluded" : "";
      return createElement(
        "td",
        { class: `numeric ${kind}${excluded}` },
        this.numbers.formatDecimal(readAmount(totals, sum)),
      );
    });
    const unused = totals.orders === 0 ? "unused" : undefined;
    return createElement(
      "tr",
      { class: unused },
      createElement("th", { scope: "row", "aria-label": name }, button),
      ...cells,
    );
  }

  /** The totals are not limited by what is selected in them, but the rows are. */
  private describeLimits({ kind, currency }: ActiveTotalFilters): string {
    const names = [
      kind === null ? "" : this.strings[kind],
      currency === null ? "" : currency || this.strings.noCurrency,
    ].filter((name) => name !== "");
    return names.length === 0 ? "" : fill(this.strings.rowsLimitedTo, names.join(", "));
  }

  private createToggle(text: string, pressed: boolean, onClick: () => void): HTMLElement {
    const label = fill(this.strings.limitTo, text);
    const attributes = {
      type: "button",
      class: "quiet",
      "aria-pressed": String(pressed),
      title: label,
      "aria-label": label,
    };
    const button = createElement("button", attributes, text);
    button.addEventListener("click", onClick);
    return button;
  }

  private focusedButton(): number | undefined {
    const at = Array.from(this.table.querySelectorAll("button")).findIndex((each) => each === document.activeElement);
    return at < 0 ? undefined : at;
  }

  /** The table as tab-separated text, amounts as plain decimals. */
  private toTsv(): string {
    const { strings, columns, totals } = this;
    const head = [strings.currency, ...columns.map((sum) => strings[sum])];
    const rows = this.sort(totals.currencies).map((each) => [
      each.currency,
      ...columns.map((sum) => readAmount(each, sum)),
    ]);
    const warning = this.currentStatus === "complete" ? [] : [[strings.totalsPartial]];
    return [head, ...rows, ...warning].map((cells) => cells.join("\t")).join("\n");
  }
}
