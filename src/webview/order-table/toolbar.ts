import type { Strings } from "../../messages/strings";
import { createIcon, createElement, setAttribute } from "../shared/dom";
import type { NumberFormatter } from "../shared/format";
import { describeOrderCount, describeShownCount } from "./order-count";

export interface ToolbarEvents {
  onFilter(text: string): void;
  /** The arrow down key in the filter box. */
  onLeave(): void;
  onExport(): void;
}

/** Filter box, controls of the grid, export button and the number of orders. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly filterBox: HTMLInputElement;
  private readonly exportButton: HTMLButtonElement;
  private readonly countElement = createElement("span", { class: "count" });
  /** Whether an export is running, including its dialogs. */
  isExporting = false;
  private totalCount = 0;

  constructor(
    private readonly strings: Strings,
    private readonly numbers: NumberFormatter,
    filter: string,
    controls: HTMLElement,
    events: ToolbarEvents,
  ) {
    this.filterBox = createFilterBox(strings, filter, events);
    this.exportButton = createElement("button", { type: "button", class: "export" }, strings.exportOrders);
    this.exportButton.addEventListener("click", () => {
      if (this.exportButton.ariaDisabled !== "true") events.onExport();
    });
    const search = createIcon("M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9M10.3 10.300l3.700 3.700", "search");
    this.element = createElement(
      "div",
      { class: "toolbar" },
      createElement("div", { class: "filter" }, search, this.filterBox),
      controls,
      this.exportButton,
      this.countElement,
    );
  }

  /** Shows how many of how many orders are visible, and returns that text. */
  showCount(shown: number, total: number): string {
    const text =
      shown === total
        ? describeOrderCount(this.strings, this.numbers, total)
        : describeShownCount(this.strings, this.numbers, { shown, total });
    this.countElement.textContent = text;
    this.totalCount = total;
    this.updateExportButton();
    return text;
  }

  setExporting(exporting: boolean): void {
    this.isExporting = exporting;
    this.exportButton.textContent = exporting ? this.strings.exporting : this.strings.exportOrders;
    this.updateExportButton();
  }

  /** Not disabled, which would take the focus away. */
  private updateExportButton(): void {
    setAttribute(this.exportButton, "aria-disabled", this.isExporting || this.totalCount === 0 ? "true" : undefined);
  }
}

function createFilterBox(strings: Strings, text: string, events: ToolbarEvents): HTMLInputElement {
  const box = createElement("input", {
    type: "search",
    placeholder: strings.filterHint,
    "aria-label": strings.filter,
    value: text,
    spellcheck: "false",
    autocomplete: "off",
  });
  box.addEventListener("input", () => events.onFilter(box.value));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    events.onLeave();
  });
  return box;
}
