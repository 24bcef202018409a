import type { Strings } from "../../../messages/strings";
import type { ColumnFilter } from "../../../columns/column-filter";
import { createElement, createIcon } from "../../shared/dom";
import { fill, timeZoneName } from "../../shared/format";
import type { GroupBy, ViewState } from "../view-state";
import { closeWithEscapeOrPress } from "../overlay";
import type { CellFormatter } from "./cell-formatter";
import { createButton } from "./popup";

export interface ViewBarEvents {
  onGroup(by: GroupBy | null): void;
  /** Fold or unfold all groups. */
  onFoldAll(fold: boolean): void;
  onTimeZone(local: boolean): void;
  onOpenColumns(anchor: Element): void;
  onRemoveFilter(filter: ColumnFilter): void;
  onClearFilters(): void;
}

/** Controls above the grid: grouping, time zone, columns, and the column filters as removable chips. */
export class ViewBar {
  readonly element: HTMLElement;
  private readonly groupSelect: HTMLSelectElement;
  private readonly timeZoneSelect: HTMLSelectElement;
  /** Fold and unfold all groups. */
  readonly foldButtons: HTMLElement;
  readonly filterChips = createElement("ul", { class: "chips" });
  private readonly groupChoices: readonly { text: string; by: GroupBy | null }[];

  constructor(
    private readonly strings: Strings,
    private readonly cells: CellFormatter,
    private readonly events: ViewBarEvents,
  ) {
    this.groupChoices = createGroupChoices(strings);
    this.groupSelect = createElement(
      "select",
      {},
      ...this.groupChoices.map(({ text }, at) => createElement("option", { value: String(at) }, text)),
    );
    this.groupSelect.addEventListener("change", () =>
      events.onGroup(this.groupChoices[this.groupSelect.selectedIndex]?.by ?? null),
    );
    this.timeZoneSelect = createElement(
      "select",
      { title: strings.zoneHint },
      ...[false, true].map(createTimeZoneOption),
    );
    this.timeZoneSelect.addEventListener("change", () => events.onTimeZone(this.timeZoneSelect.selectedIndex === 1));
    const foldAll = createButton(strings.foldAll, () => events.onFoldAll(true), { class: "link" });
    const unfoldAll = createButton(strings.unfoldAll, () => events.onFoldAll(false), { class: "link" });
    this.foldButtons = createElement("span", { class: "folding", hidden: true }, foldAll, unfoldAll);
    const columns = createButton(strings.columns, () => events.onOpenColumns(columns), { "aria-haspopup": "dialog" });
    const options = createElement(
      "div",
      { class: "view-options", id: "view-options", role: "group", "aria-label": strings.viewLabel },
      createElement("label", {}, strings.groupBy, this.groupSelect),
      // There is no choice where the user's zone is UTC.
      ...(timeZoneName(true) === "UTC" ? [] : [createElement("label", {}, strings.times, this.timeZoneSelect)]),
      columns,
    );
    const optionsButton = this.createOptionsButton(options);
    this.element = createElement("div", { class: "view-bar" }, optionsButton, options);
    closeWithEscapeOrPress(this.element, {
      isOpen: () => optionsButton.ariaExpanded === "true",
      close: () => optionsButton.click(),
      button: optionsButton,
    });
  }

  /** On narrow pages the options are in an overlay, which this button opens. */
  private createOptionsButton(options: HTMLElement): HTMLElement {
    const attributes = { class: "quiet options-button", "aria-controls": options.id, "aria-expanded": "false" };
    const toggle = () => button.setAttribute("aria-expanded", String(options.classList.toggle("open")));
    const button = createButton(this.strings.view, toggle, attributes);
    button.append(createIcon("M4 6l4 4 4-4", "down"));
    return button;
  }

  /** Shows the view state; `getTitle` returns a column's title. */
  show({ group, local, filters }: ViewState, getTitle: (column: string) => string): void {
    const at = this.groupChoices.findIndex(({ by }) => by?.column === group?.column && by?.by === group?.by);
    this.showOtherGrouping(at < 0 ? group : null, getTitle);
    this.groupSelect.selectedIndex = at < 0 ? this.groupChoices.length : at;
    this.timeZoneSelect.selectedIndex = local ? 1 : 0;
    this.foldButtons.hidden = group === null;
    const chips = filters.map((filter) => this.createChip(filter, getTitle(filter.column)));
    const clear = createButton(this.strings.clearFilters, () => this.events.onClearFilters(), { class: "link" });
    const clearItem = createElement("li", { class: "clear" }, clear);
    this.filterChips.replaceChildren(...chips, ...(filters.length > 1 ? [clearItem] : []));
  }

  /** Adds an option for a grouping chosen in a column's menu. */
  private showOtherGrouping(group: GroupBy | null, getTitle: (column: string) => string): void {
    this.groupSelect.querySelector(".other")?.remove();
    if (group) this.groupSelect.append(createElement("option", { class: "other" }, getTitle(group.column)));
  }

  private createChip(filter: ColumnFilter, title: string): HTMLElement {
    const name = filter.kind === "tlds" ? this.strings.tld : title;
    const text = `${name}: ${this.cells.describeFilter(filter)}`;
    const label = fill(this.strings.removeFilter, text);
    const remove = createButton("✕", () => this.removeFilter(filter), {
      class: "remove",
      "aria-label": label,
      title: label,
    });
    return createElement("li", { class: "chip" }, createElement("span", { title: text }, text), remove);
  }

  /** Removes a filter and focuses the next chip. */
  private removeFilter(filter: ColumnFilter): void {
    const at = [...this.filterChips.children].findIndex((chip) => chip.contains(document.activeElement));
    this.events.onRemoveFilter(filter);
    const next = this.filterChips.children[Math.min(at, this.filterChips.children.length - 1)];
    (next?.querySelector("button") ?? this.groupSelect).focus();
  }
}

function createTimeZoneOption(local: boolean): HTMLOptionElement {
  return createElement("option", { value: local ? "local" : "utc" }, timeZoneName(local));
}

function createGroupChoices(strings: Strings): { text: string; by: GroupBy | null }[] {
  return [
    { text: strings.noGroups, by: null },
    { text: strings.byMonth, by: { column: "created_at", by: "month" } },
    { text: strings.byDay, by: { column: "created_at", by: "day" } },
    { text: strings.byType, by: { column: "type", by: "value" } },
    { text: strings.byTld, by: { column: "identifier", by: "tld" } },
    { text: strings.byCurrency, by: { column: "currency", by: "value" } },
  ];
}
