import type { Strings } from "../../messages/strings";
import { createIcon, createElement, createSeverityIcon, setAttribute } from "../shared/dom";
import { fill, type NumberFormatter } from "../shared/format";
import { describeOrderCount, describeShownCount } from "./order-count";

export interface ToolbarEvents {
  onFilter(text: string): void;
  /** The arrow down key in the filter box. */
  onLeave(): void;
  onExport(): void;
}

/** How long an outcome stays in the status line. */
const outcomeMs = 5000;

/** Filter box, controls of the grid and export button, with a status line of constant height below. */
export class Toolbar {
  readonly element: HTMLElement;
  /** The number of orders, outcomes and what the grid adds. */
  readonly statusLine: HTMLElement;
  readonly filterBox: HTMLInputElement;
  private readonly exportButton: HTMLButtonElement;
  private readonly countElement = createElement("span", { class: "count" });
  /** What screen readers learn from the live region. */
  private readonly outcomeElement = createElement("span", { class: "outcome", "aria-hidden": "true" });
  private outcomeTimer: number | undefined;
  /** Whether an export is running, including its dialogs. */
  isExporting = false;
  private totalCount = 0;
  private isOutdated = false;
  /** Whether orders of some days are missing. */
  private hasGaps = false;

  constructor(
    private readonly strings: Strings,
    private readonly numbers: NumberFormatter,
    filter: string,
    controls: HTMLElement,
    statusParts: readonly HTMLElement[],
    events: ToolbarEvents,
  ) {
    this.filterBox = createFilterBox(strings, filter, events);
    this.exportButton = createElement("button", { type: "button", class: "export" }, strings.exportOrders);
    this.exportButton.addEventListener("click", () => {
      events.onExport();
    });
    const search = createIcon("M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9M10.3 10.300l3.700 3.700", "search");
    this.element = createElement(
      "div",
      { class: "toolbar" },
      createElement("div", { class: "filter" }, search, this.filterBox),
      controls,
      this.exportButton,
    );
    this.statusLine = createElement(
      "div",
      { class: "status-line" },
      this.countElement,
      this.outcomeElement,
      ...statusParts,
    );
  }

  /** Shows the outcome of an action for some seconds. */
  showOutcome(text: string): void {
    clearTimeout(this.outcomeTimer);
    this.outcomeElement.textContent = text;
    this.outcomeTimer = window.setTimeout(() => (this.outcomeElement.textContent = ""), outcomeMs);
  }

  /** Whether orders can be exported: there are some, of the query in the form, and no export is running. */
  get canExport(): boolean {
    return !this.isExporting && !this.isOutdated && this.totalCount > 0;
  }

  /** Whether the rows are those of another query than the form's. */
  setOutdated(isOutdated: boolean): void {
    this.isOutdated = isOutdated;
    this.updateExportButton();
  }

  /** Shows how many of how many orders are visible, and returns that text; no text where none is there yet. */
  showCount(shown: number, total: number, isComplete: boolean, hasGaps: boolean): string {
    const count = this.describeCount(shown, total, isComplete);
    const text = hasGaps && count !== "" ? fill(this.strings.incompleteOrders, count) : count;
    this.countElement.textContent = text;
    this.totalCount = total;
    this.hasGaps = hasGaps;
    this.updateExportButton();
    return text;
  }

  private describeCount(shown: number, total: number, isComplete: boolean): string {
    if (total === 0 && !isComplete) return "";
    return shown === total
      ? describeOrderCount(this.strings, this.numbers, total)
      : describeShownCount(this.strings, this.numbers, { shown, total });
  }

  setExporting(exporting: boolean): void {
    this.isExporting = exporting;
    this.updateExportButton();
  }

  /** Not disabled, which would take the focus away. */
  private updateExportButton(): void {
    const { exportButton: button, isExporting, canExport, strings } = this;
    setAttribute(button, "aria-disabled", canExport ? undefined : "true");
    setAttribute(button, "title", this.describeExportProblem());
    button.classList.toggle("primary", canExport);
    const text = isExporting ? strings.exporting : strings.exportOrders;
    const hasWarning = canExport && this.hasGaps;
    if (button.textContent === text && button.childElementCount === Number(hasWarning)) return;
    button.replaceChildren(...(hasWarning ? [createSeverityIcon("warning")] : []), text);
  }

  /** Why nothing can be exported, or what a file would lack. */
  private describeExportProblem(): string | undefined {
    const { strings } = this;
    if (this.isOutdated) return strings.exportOutdated;
    if (this.totalCount === 0) return strings.nothingToExport;
    return this.hasGaps ? strings.exportIncomplete : undefined;
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
