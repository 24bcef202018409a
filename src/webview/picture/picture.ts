import type { CurrencySpend, Spend } from "../../rows/spend";
import { make, setAttribute } from "../dom";
import { harmless } from "../format";
import { seriesOf } from "./bars";
import { Chart } from "./chart";
import { figuresTable } from "./figures";
import { paints, swatch } from "./paint";
import type { Picked } from "./pick";
import type { PictureState } from "./state";
import type { PictureWords } from "./words";

export interface PictureEvents {
  /** A bar or a piece of one was chosen, or once more: the rows shall be limited to it, or no longer. */
  choose(picked: Picked): void;
  /** What is to be remembered has changed. */
  changed(state: PictureState): void;
}

/** Spending over time, in one currency at a time: bars, or the same figures as a table. */
export class Picture {
  readonly element: HTMLElement;
  private readonly body = make("div", { class: "picture-body", id: "picture-body" });
  private readonly currencies = make("div", { class: "switch", role: "group" });
  private readonly asTable: HTMLButtonElement;
  private readonly fold: HTMLButtonElement;
  private readonly legend = make("ul", { class: "legend" });
  private readonly figures = make("div", { class: "figures", tabindex: "0", role: "region" });
  private readonly nothing: HTMLElement;
  private readonly chart: Chart;
  private spend: Spend | undefined;
  private picked: Picked | null = null;
  /** How high the body was with these rows, at this width. */
  private room = { width: 0, height: 0 };

  constructor(
    private readonly words: PictureWords,
    private state: PictureState,
    private readonly events: PictureEvents,
  ) {
    const { strings } = words;
    this.chart = new Chart(words, (picked) => events.choose(picked));
    this.fold = make("button", { type: "button", class: "fold", "aria-controls": "picture-body" }, strings.picture);
    this.fold.addEventListener("click", () => this.change({ open: !this.state.open }));
    this.asTable = make("button", { type: "button", class: "quiet" }, strings.asTable);
    this.asTable.addEventListener("click", () => this.change({ table: !this.state.table }));
    this.currencies.setAttribute("aria-label", strings.currency);
    this.figures.setAttribute("aria-label", strings.figuresLabel);
    const head = make("div", { class: "picture-head" }, make("h2", {}, this.fold), this.currencies, this.asTable);
    this.nothing = make("p", { class: "nothing", hidden: true }, strings.noSpending);
    this.body.append(this.chart.element, this.legend, this.figures, this.nothing);
    this.element = make("section", { class: "picture", "aria-label": strings.picture }, paints(), head, this.body);
    this.refresh();
  }

  get open(): boolean {
    return this.state.open;
  }

  /** Shows spending; the rows are limited to the bar or piece that is `picked`. */
  show(spend: Spend, picked: Picked | null): void {
    this.spend = spend;
    this.picked = picked;
    this.refresh();
  }

  /** Gives up the room that was taken by the spending of other rows. */
  clear(): void {
    this.room.height = 0;
  }

  private change(change: Partial<PictureState>): void {
    this.state = { ...this.state, ...change };
    this.events.changed(this.state);
    this.clear();
    this.refresh();
  }

  private refresh(): void {
    this.draw();
    this.keepRoom();
  }

  /** While the rows are limited further it gets no lower, else the filter below would move while one types into it. */
  private keepRoom(): void {
    const { style, offsetWidth: width } = this.body;
    if (width !== this.room.width) this.room = { width, height: 0 };
    style.minHeight = "";
    this.room.height = Math.max(this.room.height, this.body.getBoundingClientRect().height);
    if (this.room.height > 0) style.minHeight = `${this.room.height}px`;
  }

  private draw(): void {
    const { spend, state } = this;
    const currency = this.currency();
    this.fold.setAttribute("aria-expanded", String(state.open));
    this.asTable.setAttribute("aria-pressed", String(state.table));
    this.body.hidden = !state.open;
    this.asTable.hidden = this.currencies.hidden = !state.open || !currency;
    this.nothing.hidden = currency !== undefined || spend === undefined;
    this.chart.element.hidden = this.legend.hidden = state.table || !currency;
    // The table is there for screen readers even when it is not in sight.
    this.figures.classList.toggle("unseen", !state.table);
    this.figures.hidden = !currency;
    setAttribute(this.figures, "tabindex", state.table ? "0" : undefined);
    if (!state.open || !spend || !currency) return;
    this.showCurrencies(spend.currencies, currency);
    this.figures.replaceChildren(figuresTable(spend, currency, this.words));
    this.legend.replaceChildren(...seriesOf(currency).map((each) => this.legendItem(each.types, each.pattern)));
    this.chart.show(spend, currency, this.picked);
  }

  private currency(): CurrencySpend | undefined {
    const { currencies = [] } = this.spend ?? {};
    return currencies.find(({ currency }) => currency === this.state.currency) ?? largest(currencies);
  }

  private showCurrencies(all: readonly CurrencySpend[], shown: CurrencySpend): void {
    const buttons = all.map(({ currency }) => {
      const attributes = { type: "button", class: "quiet", "aria-pressed": String(currency === shown.currency) };
      const button = make("button", attributes, currency || this.words.strings.noCurrency);
      button.addEventListener("click", () => this.change({ currency }));
      return button;
    });
    const focused = Array.from(this.currencies.children).indexOf(document.activeElement ?? this.element);
    this.currencies.replaceChildren(...(all.length > 1 ? buttons : [harmless(all[0]?.currency ?? "")]));
    buttons[focused]?.focus();
  }

  private legendItem(types: readonly string[], pattern: number): HTMLElement {
    return make("li", { title: types.join(", ") }, swatch(pattern), this.words.series({ types, pattern }));
  }
}

/** The currency with the most orders. */
function largest(currencies: readonly CurrencySpend[]): CurrencySpend | undefined {
  const orders = ({ periods }: CurrencySpend) => periods.flat().reduce((sum, each) => sum + each.orders, 0);
  return currencies.toSorted((a, b) => orders(b) - orders(a))[0];
}
