import type { Strings } from "../../../messages/strings";
import type { ColumnFilter } from "../../../columns/column-filter";
import { createElement } from "../../shared/dom";
import type { CellFormatter } from "./cell-formatter";
import { fill, timeZoneName, type NumberFormatter } from "../../shared/format";
import type { OrderModel } from "../order-model";
import type { GroupBy } from "../view-state";
import type { GridColumn } from "./grid-columns";
import { createBoundFields, Checklist, createContainsField } from "./filter-fields";
import { createMenu, type MenuItem } from "./menu";
import { openPopup } from "./popup";
import { countValues, coalesceRuns } from "./value-counts";

/** Actions of a column's menu. */
export interface ColumnMenuActions {
  /** The column's only filter of a kind; none if undefined. */
  setFilter(column: string, kind: ColumnFilter["kind"], filter: ColumnFilter | undefined): void;
  sortBy(column: string, descending: boolean): void;
  groupBy(by: GroupBy): void;
  setPinned(column: string, pin: boolean): void;
  hideColumn(column: string): void;
  moveColumn(column: string, by: number): void;
}

interface MenuContext {
  readonly strings: Strings;
  readonly numbers: NumberFormatter;
  readonly cells: CellFormatter;
  readonly model: OrderModel;
  readonly actions: ColumnMenuActions;
}

/** A column with more distinct values in its first rows gets no checklist. */
const maxChecklistValues = 100;
const maxSampledRows = 2000;

/** An open menu. */
export interface ColumnMenu {
  /** Updates the values after rows were added. */
  onRowsAdded(): void;
}

/** A checklist and the function that updates its values. */
interface FilledChecklist {
  readonly element: HTMLElement;
  updateValues(): Promise<void>;
}

/** Opens the menu of a column: sort, grouping, position and visibility, and its filters below. */
export function openColumnMenu(context: MenuContext, column: GridColumn, anchor: HTMLElement): ColumnMenu {
  const fields = createElement("div", { class: "fields" });
  const menu = createMenu(
    column.title,
    createMenuItems(context, column, () => popup.close()),
  );
  const popup = openPopup(anchor, column.title, menu, fields);
  menu.querySelector("button")?.focus();
  const { elements, checks } = createFilterFields(context, column);
  const valuesUpdated = checks?.updateValues();
  void Promise.resolve(valuesUpdated).then(() => fields.append(...elements));
  return { onRowsAdded: () => void (popup.open && checks?.updateValues()) };
}

/** Whether a column has few distinct values, judging by its first rows. */
export function hasFewValues({ index }: OrderModel, column: number): boolean {
  if (index.typedColumns.getKind(column) !== "text") return false;
  const distinctValues = new Set<string>();
  for (let row = 0; row < Math.min(index.count, maxSampledRows); row++) distinctValues.add(index.cell(row, column));
  return (
    distinctValues.size <= maxChecklistValues && (distinctValues.size < 20 || distinctValues.size * 4 < index.count)
  );
}

function createFilterFields(
  context: MenuContext,
  column: GridColumn,
): { elements: HTMLElement[]; checks?: FilledChecklist } {
  const { strings, model } = context;
  if (column.kind !== "text")
    return { elements: [createRangeFields(context, column, column.kind === "decimal" ? "amounts" : "dates")] };
  if (hasFewValues(model, column.column)) {
    const checks = createChecklist(context, column, "values");
    return { elements: [checks.element], checks };
  }
  const { name } = column;
  const currentFilter = model.filters.find((filter) => filter.column === name && filter.kind === "contains");
  const text = currentFilter?.kind === "contains" ? currentFilter.text : "";
  const contains = createContainsField(strings, text, (wanted) =>
    context.actions.setFilter(name, "contains", wanted ? { column: name, kind: "contains", text: wanted } : undefined),
  );
  if (name !== "identifier") return { elements: [contains] };
  const checks = createChecklist(context, column, "tlds");
  return { elements: [contains, checks.element], checks };
}

function createRangeFields(
  { strings, model, actions }: MenuContext,
  column: GridColumn,
  kind: "amounts" | "dates",
): HTMLElement {
  const { name } = column;
  const currentFilter = model.filters.find((filter) => filter.column === name && filter.kind === kind);
  const bounds = currentFilter && "from" in currentFilter ? currentFilter : { from: "", to: "" };
  const fields = createBoundFields(strings, kind, bounds, (from, to) =>
    actions.setFilter(name, kind, from || to ? { column: name, kind, from, to } : undefined),
  );
  if (kind === "dates") fields.prepend(createElement("p", {}, fill(strings.daysIn, timeZoneName(model.local))));
  return fields;
}

function createChecklist(
  { strings, numbers, cells, model, actions }: MenuContext,
  column: GridColumn,
  kind: "values" | "tlds",
): FilledChecklist {
  const { name } = column;
  const label = kind === "tlds" ? strings.tld : column.title;
  const list = new Checklist(strings, numbers, cells, { name, label }, (chosen) =>
    actions.setFilter(name, kind, chosen && { column: name, kind, values: chosen }),
  );
  const updateValues = coalesceRuns(async () => {
    const values = await countValues(model, column, kind);
    const currentFilter = model.filters.find((filter) => filter.column === name && filter.kind === kind);
    if (values) list.show(values, currentFilter && "values" in currentFilter ? currentFilter.values : undefined);
  });
  return { element: list.element, updateValues };
}

function createMenuItems(context: MenuContext, column: GridColumn, close: () => void): MenuItem[][] {
  const { strings, actions } = context;
  const { name, isPinned } = column;
  const item = (icon: MenuItem["icon"], text: string, run: () => void): MenuItem => ({
    icon,
    text,
    onSelect: () => {
      close();
      run();
    },
  });
  return [
    [
      item("sortAscending", strings.sortAscending, () => actions.sortBy(name, false)),
      item("sortDescending", strings.sortDescending, () => actions.sortBy(name, true)),
      ...listGroupings(context, column).map(({ text, by }) =>
        item("group", text, () => actions.groupBy({ column: name, by })),
      ),
    ],
    [
      item("moveLeft", strings.moveLeft, () => actions.moveColumn(name, -1)),
      item("moveRight", strings.moveRight, () => actions.moveColumn(name, 1)),
      item("pin", isPinned ? strings.unpin : strings.pin, () => actions.setPinned(name, !isPinned)),
      item("hide", strings.hide, () => actions.hideColumn(name)),
    ],
  ];
}

function listGroupings(
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
