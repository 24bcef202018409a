import type { Strings } from "../messages/strings";
import type { CurrencyTotals, Totals } from "../rows/totals";
import { make } from "./dom";
import { fill, type Numbers } from "./format";

/** What was charged and refunded in each currency, over the rows shown. */
export class TotalsStrip {
  readonly element: HTMLElement;
  private readonly select: HTMLSelectElement;
  private readonly list = make("ul", { class: "currencies" });
  private readonly notes = make("span", { class: "notes" });
  private readonly incomplete: HTMLElement;

  /** `choose` is told the column that totals shall be made of. */
  constructor(
    private readonly strings: Strings,
    private readonly numbers: Numbers,
    choose: (amount: string) => void,
  ) {
    this.incomplete = make("span", { class: "incomplete", hidden: true }, strings.totalsPartial);
    this.select = make("select", { "aria-label": strings.amount, title: strings.amount });
    this.select.addEventListener("change", () => choose(this.select.value));
    const head = make(
      "div",
      { class: "totals-head" },
      make("h2", {}, strings.totals),
      this.select,
      this.notes,
      this.incomplete,
    );
    this.element = make("section", { class: "totals", "aria-label": strings.totals, hidden: true }, head, this.list);
  }

  /** Offers the columns that amounts are in; the strip is hidden where there are none. */
  offer(amounts: readonly string[], chosen: string): void {
    const { amountBrutto, amountNetto } = this.strings;
    const titles: Readonly<Record<string, string>> = { amount_brutto: amountBrutto, amount_netto: amountNetto };
    const options = amounts.map((name) =>
      make("option", { value: name, selected: name === chosen }, titles[name] ?? name),
    );
    this.select.replaceChildren(...options);
    this.element.hidden = amounts.length === 0;
  }

  /** Says beside the totals whether orders are missing from them. */
  set complete(complete: boolean) {
    this.incomplete.hidden = complete;
  }

  show({ currencies, free, unreadable }: Totals): void {
    this.list.replaceChildren(...currencies.map((totals) => this.line(totals, currencies)));
    const notes = [
      free > 0 ? fill(this.strings.free, this.numbers.count(free)) : "",
      unreadable > 0 ? fill(this.strings.unreadable, this.numbers.count(unreadable)) : "",
    ];
    this.notes.textContent = notes.filter(Boolean).join(" · ");
  }

  private line(totals: CurrencyTotals, all: readonly CurrencyTotals[]): HTMLElement {
    const { strings } = this;
    const used = (name: "topUps" | "pending" | "failed" | "other") => all.some((other) => /[1-9]/.test(other[name]));
    const figures = [
      this.figure(strings.charged, totals.charged, "sum", strings.chargedHint),
      this.figure(strings.refunded, totals.refunded, "sum", strings.refundedHint),
      this.figure(strings.total, totals.total, "sum total", strings.totalHint),
      ...(["topUps", "pending", "failed", "other"] as const)
        .filter(used)
        .map((name) => this.figure(strings[name], totals[name], "reference", strings.referenceHint)),
    ];
    return make("li", {}, make("strong", {}, totals.currency || strings.noCurrency), make("dl", {}, ...figures));
  }

  private figure(name: string, value: string, kind: string, hint: string): HTMLElement {
    const amount = make("dd", {}, this.numbers.decimal(value));
    return make("div", { class: kind, title: hint }, make("dt", {}, name), amount);
  }
}
