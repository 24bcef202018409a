import type { Strings } from "../../messages/strings";
import { countMarked, type ColumnFilter } from "../../rows/column-filter";
import { make } from "../dom";
import { fill, zoneName, type Numbers } from "../format";
import type { OrderModel } from "../model";
import type { GroupBy } from "../view";
import type { GridColumn } from "./columns";
import { boundFields, checkList, containsField, type CountedValue } from "./filter-fields";
import { button, openPopup } from "./popup";

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

/** Opens the menu of a column: its filters, sort, groups, and what can be done with its place. */
export async function openColumnMenu(context: MenuContext, column: GridColumn, anchor: HTMLElement): Promise<void> {
  const { strings } = context;
  const close = button(strings.close, () => popup.close(), { class: "primary" });
  const title = make("h2", {}, column.title);
  const fields = make("div", { class: "fields" });
  const popup = openPopup(anchor, column.title, title, fields, ...places(context, column, () => popup.close()), close);
  fields.append(...(await filterFields(context, column)));
  fields.querySelector("input")?.focus();
}

/** Whether a column's cells are of few kinds, by its first rows. */
export function hasFewValues({ index }: OrderModel, column: number): boolean {
  if (index.typed.kind(column) !== "text") return false;
  const seen = new Set<string>();
  for (let row = 0; row < Math.min(index.count, sampled); row++) seen.add(index.cell(row, column));
  return seen.size <= mostValues && (seen.size < 20 || seen.size * 4 < index.count);
}

async function filterFields(context: MenuContext, column: GridColumn): Promise<HTMLElement[]> {
  const { strings, model } = context;
  if (column.kind !== "text") return [boundsOf(context, column, column.kind === "decimal" ? "amounts" : "dates")];
  if (hasFewValues(model, column.column)) return [await checks(context, column, "values")];
  const { name } = column;
  const known = model.filters.find((filter) => filter.column === name && filter.kind === "contains");
  const text = known?.kind === "contains" ? known.text : "";
  const contains = containsField(strings, text, (wanted) =>
    context.actions.filter(name, "contains", wanted ? { column: name, kind: "contains", text: wanted } : undefined),
  );
  return name === "identifier" ? [contains, await checks(context, column, "tlds")] : [contains];
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

async function checks(context: MenuContext, column: GridColumn, kind: "values" | "tlds"): Promise<HTMLElement> {
  const { strings, numbers, model, actions } = context;
  const { name } = column;
  const known = model.filters.find((filter) => filter.column === name && filter.kind === kind);
  const checked = known && "values" in known ? known.values : undefined;
  const values = await countValues(model, column, kind);
  const label = kind === "tlds" ? strings.tld : column.title;
  return checkList(strings, numbers, label, values, checked, (chosen) =>
    actions.filter(name, kind, chosen && { column: name, kind, values: chosen }),
  );
}

/** The column's values in all rows, most frequent first, and how many of the rows that other filters leave have them. */
async function countValues(
  model: OrderModel,
  { name, column }: GridColumn,
  kind: "values" | "tlds",
): Promise<CountedValue[]> {
  const marks = await model.marksWithout(name);
  if (!marks) return [];
  const { typed } = model.index;
  const dictionary = kind === "tlds" ? typed.tlds(column) : typed.dictionary(column);
  const counts = new Map<string, number>();
  const counted = countMarked(dictionary, marks);
  dictionary.values.forEach((text, code) => {
    const value = kind === "tlds" ? text.toLowerCase() : text;
    counts.set(value, (counts.get(value) ?? 0) + (counted[code] ?? 0));
  });
  const values = Array.from(counts, ([value, count]) => ({ value, count }));
  return values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
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
