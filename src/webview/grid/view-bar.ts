import type { Strings } from "../../messages/strings";
import type { ColumnFilter } from "../../rows/column-filter";
import { make } from "../dom";
import { fill, zoneName } from "../format";
import type { GroupBy, View } from "../view";
import { filterText } from "./filter-text";
import { button } from "./popup";

export interface ViewBarEvents {
  group(by: GroupBy | null): void;
  /** Fold or unfold all groups. */
  foldAll(fold: boolean): void;
  local(local: boolean): void;
  columns(anchor: Element): void;
  removeFilter(filter: ColumnFilter): void;
  clearFilters(): void;
}

/** Above the grid: what rows are grouped by, the zone of times, the columns, and the filters of columns to be taken away. */
export class ViewBar {
  readonly element: HTMLElement;
  private readonly group: HTMLSelectElement;
  private readonly zone: HTMLSelectElement;
  private readonly folding: HTMLElement;
  private readonly chips = make("ul", { class: "chips" });
  private readonly choices: readonly { text: string; by: GroupBy | null }[];

  constructor(
    private readonly strings: Strings,
    private readonly events: ViewBarEvents,
  ) {
    this.choices = groupChoices(strings);
    this.group = make("select", {}, ...this.choices.map(({ text }, at) => make("option", { value: String(at) }, text)));
    this.group.addEventListener("change", () => events.group(this.choices[this.group.selectedIndex]?.by ?? null));
    this.zone = make("select", { title: strings.zoneHint }, ...[false, true].map(zoneOption));
    this.zone.addEventListener("change", () => events.local(this.zone.selectedIndex === 1));
    const foldAll = button(strings.foldAll, () => events.foldAll(true), { class: "link" });
    const unfoldAll = button(strings.unfoldAll, () => events.foldAll(false), { class: "link" });
    this.folding = make("span", { class: "folding", hidden: true }, foldAll, unfoldAll);
    const columns = button(strings.columns, () => events.columns(columns), { "aria-haspopup": "dialog" });
    this.element = make(
      "div",
      { class: "view-bar", role: "group", "aria-label": strings.viewLabel },
      make("label", {}, strings.groupBy, this.group),
      this.folding,
      make("label", {}, strings.times, this.zone),
      columns,
      this.chips,
    );
  }

  /** Shows what the view is; `title` gives what a column is called. */
  show({ group, local, filters }: View, title: (column: string) => string): void {
    const at = this.choices.findIndex(({ by }) => by?.column === group?.column && by?.by === group?.by);
    this.offerOther(at < 0 ? group : null, title);
    this.group.selectedIndex = at < 0 ? this.choices.length : at;
    this.zone.selectedIndex = local ? 1 : 0;
    this.folding.hidden = group === null;
    const chips = filters.map((filter) => this.chip(filter, title(filter.column)));
    const clear = button(this.strings.clearFilters, () => this.events.clearFilters(), { class: "link" });
    this.chips.replaceChildren(...chips, ...(filters.length > 1 ? [make("li", {}, clear)] : []));
  }

  /** A grouping that was chosen in the menu of a column is a choice here too. */
  private offerOther(group: GroupBy | null, title: (column: string) => string): void {
    this.group.querySelector(".other")?.remove();
    if (group) this.group.append(make("option", { class: "other" }, title(group.column)));
  }

  private chip(filter: ColumnFilter, title: string): HTMLElement {
    const name = filter.kind === "tlds" ? this.strings.tld : title;
    const text = `${name}: ${filterText(this.strings, filter)}`;
    const label = fill(this.strings.removeFilter, text);
    const remove = button("✕", () => this.remove(filter), { class: "remove", "aria-label": label, title: label });
    return make("li", { class: "chip" }, make("span", { title: text }, text), remove);
  }

  /** The focus goes to what takes the chip's place. */
  private remove(filter: ColumnFilter): void {
    const at = [...this.chips.children].findIndex((chip) => chip.contains(document.activeElement));
    this.events.removeFilter(filter);
    const next = this.chips.children[Math.min(at, this.chips.children.length - 1)];
    (next?.querySelector("button") ?? this.group).focus();
  }
}

function zoneOption(local: boolean): HTMLOptionElement {
  return make("option", { value: local ? "local" : "utc" }, zoneName(local));
}

function groupChoices(strings: Strings): { text: string; by: GroupBy | null }[] {
  return [
    { text: strings.noGroups, by: null },
    { text: strings.byMonth, by: { column: "created_at", by: "month" } },
    { text: strings.byDay, by: { column: "created_at", by: "day" } },
    { text: strings.byType, by: { column: "type", by: "value" } },
    { text: strings.byTld, by: { column: "identifier", by: "tld" } },
    { text: strings.byCurrency, by: { column: "currency", by: "value" } },
  ];
}
