import type { Strings } from "../../messages/strings";
import type { CurrencyTotals, Totals } from "../../rows/totals";
import { make } from "../dom";
import { fill, type Numbers } from "../format";
import type { Figure } from "./figures";

export interface TotalsEvents {
  /** Totals shall be made of this column. */
  amount(column: string): void;
  /** The rows shall be limited to those of a figure or a currency, or no longer. */
  figure(figure: Figure): void;
  currency(currency: string): void;
  copy(text: string): void;
}

/** Which figures and currencies the rows are limited to. */
export interface Limits {
  figure(figure: Figure): boolean;
  currency(currency: string): boolean;
}

type Sum = Figure | "total";

const always: readonly Sum[] = ["charged", "refunded", "total"];
const sometimes: readonly Sum[] = ["topUps", "pending", "failed", "other"];
const referenceOnly: readonly Sum[] = ["pending", "failed", "other"];

/** What was charged, refunded, put in, pending and failed in each currency, over the rows shown. */
export class TotalsStrip {
  readonly element: HTMLElement;
  private readonly select: HTMLSelectElement;
  private readonly table = make("table");
  private readonly notes = make("span", { class: "notes" });
  private readonly incomplete: HTMLElement;
  private totals: Totals = { currencies: [], free: 0, unreadable: 0 };
  /** Figures that had something in these rows, so that none moves away when the rows are limited. */
  private readonly used = new Set<Sum>(always);
  /** The currencies of these rows without anything in them, for the same reason. */
  private readonly known = new Map<string, CurrencyTotals>();

  constructor(
    private readonly strings: Strings,
    private readonly numbers: Numbers,
    private readonly events: TotalsEvents,
  ) {
    this.incomplete = make("strong", { class: "incomplete", hidden: true }, strings.totalsPartial);
    this.select = make("select", { "aria-label": strings.amount, title: strings.amount });
    this.select.addEventListener("change", () => events.amount(this.select.value));
    const copy = make("button", { type: "button", class: "quiet" }, strings.copyTotals);
    copy.addEventListener("click", () => events.copy(this.text()));
    const title = make("h2", {}, strings.totals);
    const head = make("div", { class: "totals-head" }, title, this.select, copy, this.notes, this.incomplete);
    const scroll = make("div", { class: "totals-scroll" }, this.table);
    this.element = make("section", { class: "totals", "aria-label": strings.totals, hidden: true }, head, scroll);
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

  /** Forgets the figures of other rows. */
  clear(): void {
    this.known.clear();
    this.used.clear();
    for (const sum of always) this.used.add(sum);
  }

  show(totals: Totals, limits: Limits): void {
    this.totals = totals;
    const { currencies, free, unreadable } = totals;
    const filled = sometimes.filter((sum) => currencies.some((each) => /[1-9]/.test(each[sum])));
    for (const sum of filled) this.used.add(sum);
    for (const each of currencies) if (!this.known.has(each.currency)) this.known.set(each.currency, nothingIn(each));
    const focused = this.focused();
    this.table.replaceChildren(
      this.head(limits),
      make("tbody", {}, ...this.rows.map((each) => this.row(each, limits))),
    );
    if (focused !== undefined) this.table.querySelectorAll("button")[focused]?.focus();
    const notes = [
      free > 0 ? fill(this.strings.free, this.numbers.count(free)) : "",
      unreadable > 0 ? fill(this.strings.unreadable, this.numbers.count(unreadable)) : "",
    ];
    this.notes.textContent = notes.filter(Boolean).join(" · ");
  }

  /** The totals of all known currencies, in alphabetical order. */
  private get rows(): CurrencyTotals[] {
    const now = new Map(this.totals.currencies.map((each) => [each.currency, each]));
    const all = [...this.known].map(([currency, nothing]) => now.get(currency) ?? nothing);
    return all.sort((a, b) => (a.currency < b.currency ? -1 : 1));
  }

  private get sums(): Sum[] {
    return [...always, ...sometimes].filter((sum) => this.used.has(sum));
  }

  private head(limits: Limits): HTMLElement {
    const cells = this.sums.map((sum) => {
      const title = this.strings[sum];
      const hint = this.strings[`${referenceOnly.includes(sum) ? "reference" : (sum as "charged")}Hint`];
      const content = sum === "total" ? title : this.toggle(title, limits.figure(sum), () => this.events.figure(sum));
      return make("th", { scope: "col", class: "numeric", title: hint }, content);
    });
    return make("thead", {}, make("tr", {}, make("th", { scope: "col" }, this.strings.currency), ...cells));
  }

  private row(totals: CurrencyTotals, limits: Limits): HTMLElement {
    const { currency } = totals;
    const name = currency || this.strings.noCurrency;
    const button = this.toggle(name, limits.currency(currency), () => this.events.currency(currency));
    const cells = this.sums.map((sum) => {
      const kind = sum === "total" ? "total" : referenceOnly.includes(sum) ? "reference" : "sum";
      return make("td", { class: `numeric ${kind}` }, this.numbers.decimal(totals[sum]));
    });
    const unused = totals.orders === 0 ? "unused" : undefined;
    return make("tr", { class: unused }, make("th", { scope: "row" }, button), ...cells);
  }

  private toggle(text: string, pressed: boolean, act: () => void): HTMLElement {
    const label = fill(this.strings.limitTo, text);
    const attributes = { type: "button", class: "quiet", "aria-pressed": String(pressed), title: label };
    const button = make("button", attributes, text);
    button.addEventListener("click", act);
    return button;
  }

  private focused(): number | undefined {
    const at = Array.from(this.table.querySelectorAll("button")).findIndex((each) => each === document.activeElement);
    return at < 0 ? undefined : at;
  }

  /** The table with tabs between, amounts as plain decimals. */
  private text(): string {
    const { strings, sums, totals } = this;
    const head = [strings.currency, ...sums.map((sum) => strings[sum])];
    const rows = totals.currencies.map((each) => [each.currency, ...sums.map((sum) => each[sum])]);
    const warning = this.incomplete.hidden ? [] : [[strings.totalsPartial]];
    return [head, ...rows, ...warning].map((cells) => cells.join("\t")).join("\n");
  }
}

/** The totals of a currency of which there is no order. */
function nothingIn(totals: CurrencyTotals): CurrencyTotals {
  const zero = `0${totals.total.replace(/^[^.]*/, "").replace(/\d/g, "0")}`;
  const { currency } = totals;
  const sums = Object.fromEntries([...always, ...sometimes].map((sum) => [sum, zero])) as Record<Sum, string>;
  return { currency, orders: 0, ...sums };
}
