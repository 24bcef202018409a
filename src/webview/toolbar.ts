import type { Strings } from "../messages/strings";
import { icon, make } from "./dom";
import { fill, type Numbers } from "./format";

const periods = [30, 90, 365, 1095];

export interface ToolbarEvents {
  filter(text: string): void;
  /** The arrow down key in the filter box. */
  leave(): void;
  period(days: number): void;
  export(): void;
  cancel(): void;
}

/** Filter box, period, export, and what there is: how many orders of whom. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly filterBox: HTMLInputElement;
  private readonly exportButton: HTMLButtonElement;
  private readonly count = make("span", { class: "count" });
  private readonly loading: HTMLElement;
  private readonly loadingText = make("span");
  private readonly bar: HTMLElement;
  private exporting = false;

  constructor(
    private readonly strings: Strings,
    private readonly numbers: Numbers,
    init: { readonly account: string; readonly days: number; readonly filter: string },
    events: ToolbarEvents,
  ) {
    this.filterBox = filterBox(strings, init.filter, events);
    this.exportButton = make("button", { type: "button", class: "primary" }, strings.exportCsv);
    this.exportButton.addEventListener("click", () => events.export());
    const cancel = make("button", { type: "button", class: "link" }, strings.cancel);
    cancel.addEventListener("click", () => events.cancel());
    this.loading = make("span", { class: "loading", hidden: true }, this.loadingText, cancel);
    this.bar = make("div", { class: "progress", hidden: true });
    const search = icon("M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9M10.3 10.300l3.700 3.700", "search");
    this.element = make(
      "header",
      { class: "toolbar" },
      make("div", { class: "filter" }, search, this.filterBox),
      this.periodSelect(init.days, events),
      this.exportButton,
      make("span", { class: "state" }, this.loading, this.count),
      make("h1", { class: "account" }, init.account),
      this.bar,
    );
  }

  /** Says how many orders are shown of how many; gives the text. */
  showCount(shown: number, total: number): string {
    const count = (value: number) => this.numbers.count(value);
    const all = total === 1 ? this.strings.oneOrder : fill(this.strings.orders, count(total));
    const text = shown === total ? all : fill(this.strings.ordersOf, count(shown), count(total));
    this.count.textContent = text;
    this.exportButton.disabled = this.exporting || shown === 0;
    return text;
  }

  showLoading(loading: boolean, rows: number): void {
    this.loading.hidden = !loading;
    this.count.hidden = loading;
    this.bar.hidden = !loading;
    const { strings } = this;
    this.loadingText.textContent = rows === 0 ? strings.loading : fill(strings.loadingRows, this.numbers.count(rows));
  }

  showExporting(exporting: boolean): void {
    this.exporting = exporting;
    this.exportButton.disabled = exporting;
    this.exportButton.textContent = exporting ? this.strings.exporting : this.strings.exportCsv;
  }

  private periodSelect(days: number, events: ToolbarEvents): HTMLSelectElement {
    const choices = periods.includes(days) ? periods : [...periods, days].sort((a, b) => a - b);
    const options = choices.map((choice) =>
      make("option", { value: String(choice), selected: choice === days }, this.periodText(choice)),
    );
    const select = make("select", { "aria-label": this.strings.period, title: this.strings.period }, ...options);
    select.addEventListener("change", () => events.period(Number(select.value)));
    return select;
  }

  private periodText(days: number): string {
    if (days === 365) return this.strings.lastYear;
    if (days % 365 === 0) return fill(this.strings.lastYears, this.numbers.count(days / 365));
    return fill(this.strings.lastDays, this.numbers.count(days));
  }
}

function filterBox(strings: Strings, text: string, events: ToolbarEvents): HTMLInputElement {
  const box = make("input", {
    type: "search",
    placeholder: strings.filterHint,
    "aria-label": strings.filter,
    value: text,
    spellcheck: "false",
    autocomplete: "off",
  });
  box.addEventListener("input", () => events.filter(box.value));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    events.leave();
  });
  return box;
}
