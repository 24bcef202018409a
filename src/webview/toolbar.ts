import type { Strings } from "../messages/strings";
import { icon, make, setAttribute } from "./dom";
import { fill, type Numbers } from "./format";

export interface ToolbarEvents {
  filter(text: string): void;
  /** The arrow down key in the filter box. */
  leave(): void;
  export(): void;
}

/** Filter box, the controls of the grid, export, and what there is: how many orders. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly filterBox: HTMLInputElement;
  private readonly exportButton: HTMLButtonElement;
  private readonly count = make("span", { class: "count" });
  /** Whether an export is being asked about or written. */
  exporting = false;
  private total = 0;

  constructor(
    private readonly strings: Strings,
    private readonly numbers: Numbers,
    filter: string,
    controls: HTMLElement,
    events: ToolbarEvents,
  ) {
    this.filterBox = filterBox(strings, filter, events);
    this.exportButton = make("button", { type: "button", class: "export" }, strings.exportOrders);
    this.exportButton.addEventListener("click", () => {
      if (this.exportButton.ariaDisabled !== "true") events.export();
    });
    const search = icon("M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9M10.3 10.300l3.700 3.700", "search");
    this.element = make(
      "div",
      { class: "toolbar" },
      make("div", { class: "filter" }, search, this.filterBox),
      controls,
      this.exportButton,
      this.count,
    );
  }

  /** Says how many orders are shown of how many; gives the text. */
  showCount(shown: number, total: number): string {
    const count = (value: number) => this.numbers.count(value);
    const all = total === 1 ? this.strings.oneOrder : fill(this.strings.orders, count(total));
    const text = shown === total ? all : fill(this.strings.ordersOf, count(shown), count(total));
    this.count.textContent = text;
    this.total = total;
    this.showWhetherExportable();
    return text;
  }

  showExporting(exporting: boolean): void {
    this.exporting = exporting;
    this.exportButton.textContent = exporting ? this.strings.exporting : this.strings.exportOrders;
    this.showWhetherExportable();
  }

  /** Not disabled, which would take the focus away. */
  private showWhetherExportable(): void {
    setAttribute(this.exportButton, "aria-disabled", this.exporting || this.total === 0 ? "true" : undefined);
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
