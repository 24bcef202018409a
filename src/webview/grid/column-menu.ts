import type { Strings } from "../../messages/strings";
import type { ColumnFilter } from "../../rows/column-filter";
import { make } from "../dom";
import { fill, zoneName, type Numbers } from "../format";
import type { OrderModel } from "../model";
import type { GroupBy } from "../view";
import type { GridColumn } from "./columns";
import { boundFields, CheckList, containsField } from "./filter-fields";
import { button, openPopup } from "./popup";
import { countValues, inTurn } from "./value-counts";

/** What a column's menu can ask for. */
export interface ColumnMenuActions {
  /** The column's only filter of a kind; none if undefined. */
  filter(column: string, kind: ColumnFilter["kind"], filter: ColumnFilter | undefined): void;
  sort(column: string, descending: boolean): void;
  group(by: GroupBy): void;
  pin(column: string, pin: boolean): void;
  hide(column: string): void;
  move(column: string, by: number): void;
}

interface MenuContext {
  readonly strings: Strings;
  readonly numbers: Numbers;
  readonly model: OrderModel;
  readonly actions: ColumnMenuActions;
}

/** A column with more different values in its first rows is no check list. */
const mostValues = 100;
const sampled = 2000;

/** A menu that is open. */
export interface ColumnMenu {
  /** Offers the values of rows that have come since. */
  rowsAdded(): void;
}

/** A check list and what fills it in. */
interface Checks {
  readonly element: HTMLElement;
  fill(): Promise<void>;
}

/** Opens the menu of a column: its filters, sort, groups, and what can be done with its place. */
export function openColumnMenu(context: MenuContext, column: GridColumn, anchor: HTMLElement): ColumnMenu {
  const { strings } = context;
  const close = button(strings.close, () => popup.close(), { class: "primary" });
  const title = make("h2", {}, column.title);
  const fields = make("div", { class: "fields" });
  const popup = openPopup(anchor, column.title, title, fields, ...places(context, column, () => popup.close()), close);
  const { elements, checks } = filterFields(context, column);
  const filled = checks?.fill();
  void Promise.resolve(filled).then(() => {
    fields.append(...elements);
    fields.querySelector("input")?.focus();
  });
  return { rowsAdded: () => void (popup.open && checks?.fill()) };
}

/** Whether a column's cells are of few kinds, by its first rows. */
export function hasFewValues({ index }: OrderModel, column: number): boolean {
  if (index.typed.kind(column) !== "text") return false;
  const seen = new Set<string>();
  for (let row = 0; row < Math.min(index.count, sampled); row++) seen.add(index.cell(row, column));
  return seen.size <= mostValues && (seen.size < 20 || seen.size * 4 < index.count);
}

function filterFields(context: MenuContext, column: GridColumn): { elements: HTMLElement[]; checks?: Checks } {
  const { strings, model } = context;
  if (column.kind !== "text")
    return { elements: [boundsOf(context, column, column.kind === "decimal" ? "amounts" : "dates")] };
  if (hasFewValues(model, column.column)) {
    const checks = checksOf(context, column, "values");
    return { elements: [checks.element], checks };
  }
  const { name } = column;
  const known = model.filters.find((filter) => filter.column === name && filter.kind === "contains");
  const text = known?.kind === "contains" ? known.text : "";
  const contains = containsField(strings, text, (wanted) =>
    context.actions.filter(name, "contains", wanted ? { column: name, kind: "contains", text: wanted } : undefined),
  );
  if (name !== "identifier") return { elements: [contains] };
  const checks = checksOf(context, column, "tlds");
  return { elements: [contains, checks.element], checks };
}

function boundsOf(
  { strings, model, actions }: MenuContext,
  column: GridColumn,
  kind: "amounts" | "dates",
): HTMLElement {
  const { name } = column;
  const known = model.filters.find((filter) => filter.column === name && filter.kind === kind);
  const bounds = known && "from" in known ? known : { from: "", to: "" };
  const fields = boundFields(strings, kind, bounds, (from, to) =>
    actions.filter(name, kind, from || to ? { column: name, kind, from, to } : undefined),
  );
  if (kind === "dates") fields.prepend(make("p", {}, fill(strings.daysIn, zoneName(model.local))));
  return fields;
}

function checksOf(
  { strings, numbers, model, actions }: MenuContext,
  column: GridColumn,
  kind: "values" | "tlds",
): Checks {
  const { name } = column;
  const list = new CheckList(strings, numbers, kind === "tlds" ? strings.tld : column.title, (chosen) =>
    actions.filter(name, kind, chosen && { column: name, kind, values: chosen }),
  );
  const fill = inTurn(async () => {
    const values = await countValues(model, column, kind);
    const known = model.filters.find((filter) => filter.column === name && filter.kind === kind);
    if (values) list.show(values, known && "values" in known ? known.values : undefined);
  });
  return { element: list.element, fill };
}

function places(context: MenuContext, column: GridColumn, close: () => void): HTMLElement[] {
  const { strings, actions } = context;
  const { name, pinned } = column;
  const choice = (text: string, act: () => void) =>
    button(text, () => {
      close();
      act();
    });
  return [
    make(
      "div",
      { class: "choices" },
      choice(strings.sortAscending, () => actions.sort(name, false)),
      choice(strings.sortDescending, () => actions.sort(name, true)),
      ...groupings(context, column).map(({ text, by }) => choice(text, () => actions.group({ column: name, by }))),
    ),
    make(
      "div",
      { class: "choices" },
      choice(strings.moveLeft, () => actions.move(name, -1)),
      choice(strings.moveRight, () => actions.move(name, 1)),
      choice(pinned ? strings.unpin : strings.pin, () => actions.pin(name, !pinned)),
      choice(strings.hide, () => actions.hide(name)),
    ),
  ];
}

function groupings(
  { strings, model }: MenuContext,
  { name, kind, column }: GridColumn,
): { text: string; by: GroupBy["by"] }[] {
  if (kind === "instant") {
    return [
      { text: strings.groupByMonth, by: "month" },
      { text: strings.groupByDay, by: "day" },
    ];
  }
  if (name === "identifier") return [{ text: strings.groupByTld, by: "tld" }];
  return hasFewValues(model, column) ? [{ text: strings.groupByThis, by: "value" }] : [];
}
