import type { Strings } from "../../messages/strings";
import { make } from "../dom";
import { fill } from "../format";
import { arranged, usualLayout, type ColumnLayout } from "./layout";
import { button, openPopup } from "./popup";

/** What the menu of all columns can ask for. */
export interface ColumnsMenuActions {
  layout(): ColumnLayout;
  /** All columns as sent. */
  columns(): readonly string[];
  title(name: string): string;
  show(name: string, show: boolean): void;
  pin(name: string, pin: boolean): void;
  change(layout: ColumnLayout): void;
}

/** Opens the menu of all columns: which are shown and pinned, in the order as sent, or all as it was at first. */
export function openColumnsMenu(strings: Strings, anchor: Element, actions: ColumnsMenuActions): void {
  const list = make("ul", { class: "columns" });
  const show = () => list.replaceChildren(...columnLines(strings, actions));
  const change = (layout: ColumnLayout) => {
    actions.change(layout);
    show();
  };
  show();
  const asSent = button(strings.orderAsSent, () => change({ ...actions.layout(), order: [...actions.columns()] }));
  const reset = button(strings.resetColumns, () => change(usualLayout));
  const close = button(strings.close, () => popup.close(), { class: "primary" });
  const title = make("h2", {}, strings.columns);
  const popup = openPopup(
    anchor,
    strings.columns,
    title,
    list,
    make("div", { class: "choices" }, asSent, reset),
    close,
  );
}

function columnLines(strings: Strings, actions: ColumnsMenuActions): HTMLElement[] {
  const { hidden, pinned } = actions.layout();
  const names = arranged(actions.columns(), actions.layout());
  const boxes = names.map((name) => make("input", { type: "checkbox", checked: !hidden.includes(name) }));
  // One column has to stay.
  const keepOne = () => {
    const checked = boxes.filter((box) => box.checked);
    for (const box of boxes) box.disabled = box.checked && checked.length === 1;
  };
  keepOne();
  return names.map((name, at) => {
    const title = actions.title(name);
    const pin = make("input", {
      type: "checkbox",
      checked: pinned.includes(name),
      "aria-label": fill(strings.pinColumn, title),
    });
    pin.addEventListener("change", () => actions.pin(name, pin.checked));
    boxes[at]?.addEventListener("change", ({ currentTarget }) => {
      actions.show(name, (currentTarget as HTMLInputElement).checked);
      keepOne();
    });
    const shown = make("label", {}, boxes[at] ?? "", make("span", { class: "value", title: name }, title));
    return make("li", {}, shown, make("label", { class: "pin" }, pin, strings.pin));
  });
}
