import type { Strings } from "../../../messages/strings";
import { createElement } from "../../shared/dom";
import { fill } from "../../shared/format";
import { orderColumns, defaultColumnLayout, type ColumnLayout } from "./column-layout";
import { createButton, openPopup } from "./popup";

/** Actions of the menu of all columns. */
export interface ColumnsMenuActions {
  getLayout(): ColumnLayout;
  /** All columns as sent. */
  getColumns(): readonly string[];
  getTitle(name: string): string;
  setVisible(name: string, show: boolean): void;
  setPinned(name: string, pin: boolean): void;
  setLayout(layout: ColumnLayout): void;
}

/** Opens the menu of all columns: visibility, pinning, order as sent by DMAPI, and reset. */
export function openColumnsMenu(strings: Strings, anchor: Element, actions: ColumnsMenuActions): void {
  const list = createElement("ul", { class: "columns" });
  const updateList = () => list.replaceChildren(...createColumnItems(strings, actions));
  const changeLayout = (layout: ColumnLayout) => {
    actions.setLayout(layout);
    updateList();
  };
  updateList();
  const originalOrderButton = createButton(strings.orderAsSent, () =>
    changeLayout({ ...actions.getLayout(), order: [...actions.getColumns()] }),
  );
  const resetLabel = { "aria-label": strings.resetColumnsLabel };
  const resetButton = createButton(strings.resetColumns, () => changeLayout(defaultColumnLayout), resetLabel);
  const title = createElement("h2", {}, strings.columns);
  const choices = createElement("div", { class: "choices" }, originalOrderButton, resetButton);
  openPopup(anchor, strings.columns, title, list, choices);
}

function createColumnItems(strings: Strings, actions: ColumnsMenuActions): HTMLElement[] {
  const { hidden, pinned } = actions.getLayout();
  const names = orderColumns(actions.getColumns(), actions.getLayout());
  const boxes = names.map((name) => createElement("input", { type: "checkbox", checked: !hidden.includes(name) }));
  // At least one column stays visible.
  const disableLastCheckbox = () => {
    const checked = boxes.filter((box) => box.checked);
    for (const box of boxes) box.disabled = box.checked && checked.length === 1;
  };
  disableLastCheckbox();
  return names.map((name, at) => {
    const title = actions.getTitle(name);
    const pin = createElement("input", {
      type: "checkbox",
      checked: pinned.includes(name),
      "aria-label": fill(strings.pinColumn, title),
    });
    pin.addEventListener("change", () => actions.setPinned(name, pin.checked));
    boxes[at]?.addEventListener("change", ({ currentTarget }) => {
      actions.setVisible(name, (currentTarget as HTMLInputElement).checked);
      disableLastCheckbox();
    });
    const shown = createElement(
      "label",
      {},
      boxes[at] ?? "",
      createElement("span", { class: "value", title: name }, title),
    );
    return createElement("li", {}, shown, createElement("label", { class: "pin" }, pin, strings.pin));
  });
}
