import type { Strings } from "../../../messages/strings";
import { createElement, createSeverityIcon, setAttribute } from "../../shared/dom";
import { fill, type NumberFormatter } from "../../shared/format";
import type { CellFormatter } from "./cell-formatter";
import { isUnambiguousDecimal } from "./filter-text";
import { createButton } from "./popup";
import type { CountedValue } from "./value-counts";

/** A field for text that cells must contain. */
export function createContainsField(strings: Strings, text: string, onChange: (text: string) => void): HTMLElement {
  const box = createElement("input", { type: "text", value: text, spellcheck: "false", autocomplete: "off" });
  box.addEventListener("input", () => onChange(box.value.trim()));
  return createElement("label", { class: "field" }, strings.contains, box);
}

/** Two fields for the bounds of amounts or days, both included. `onChange` is called only while both are valid. */
export function createBoundFields(
  strings: Strings,
  kind: "amounts" | "dates",
  bounds: { readonly from: string; readonly to: string },
  onChange: (from: string, to: string) => void,
): HTMLElement {
  const problem = createElement("p", { class: "problem", role: "alert", id: "bounds-problem" });
  const type = kind === "dates" ? { type: "date" } : { type: "text", inputmode: "decimal", autocomplete: "off" };
  const boxes = [bounds.from, bounds.to].map((value) =>
    createElement("input", { ...type, value, "aria-describedby": problem.id }),
  );
  const onInput = () => {
    const texts = boxes.map(({ value }) => value.trim());
    const isInvalid = texts.map((text) => kind === "amounts" && text !== "" && !isUnambiguousDecimal(text));
    boxes.forEach((box, at) => setAttribute(box, "aria-invalid", isInvalid[at] ? "true" : undefined));
    problem.replaceChildren(...(isInvalid.includes(true) ? [createSeverityIcon("error"), strings.noAmount] : []));
    if (!isInvalid.includes(true)) onChange(texts[0] ?? "", texts[1] ?? "");
  };
  for (const box of boxes) box.addEventListener("input", onInput);
  const labels = [strings.from, strings.to].map((text, at) =>
    createElement("label", { class: "field" }, text, boxes[at] ?? ""),
  );
  return createElement("div", { class: "bounds" }, ...labels, problem);
}

/** A checklist of values; all of them checked means no filter. */
export class Checklist {
  readonly element: HTMLElement;
  private readonly list = createElement("ul");
  private boxes: HTMLInputElement[] = [];

  /** `onChange` gets the checked values; undefined for all. */
  constructor(
    private readonly strings: Strings,
    private readonly numbers: NumberFormatter,
    private readonly cells: CellFormatter,
    private readonly column: { readonly name: string; readonly label: string },
    private readonly onChange: (values: string[] | undefined) => void,
  ) {
    const labelOf = (text: string) => ({ class: "link", "aria-label": `${text}: ${column.label}` });
    const all = createButton(strings.checkAll, () => this.setAll(true), labelOf(strings.checkAll));
    const none = createButton(strings.checkNone, () => this.setAll(false), labelOf(strings.checkNone));
    const title = fill(strings.valuesOf, column.label);
    const head = createElement("div", { class: "check-head" }, createElement("span", {}, title), all, none);
    this.element = createElement("fieldset", { class: "checks", "aria-label": title }, head, this.list);
  }

  /** Updates the values, all checked if `checked` is undefined. The focus stays with its value. */
  show(values: readonly CountedValue[], checked: readonly string[] | undefined): void {
    const focusedValue = this.boxes.find((box) => box === document.activeElement)?.value;
    const scrollTop = this.list.scrollTop;
    this.boxes = values.map(({ value }) =>
      createElement("input", { type: "checkbox", checked: !checked || checked.includes(value), value }),
    );
    this.list.replaceChildren(...values.map((value, at) => this.createItem(value, this.boxes[at])));
    this.list.scrollTop = scrollTop;
    if (focusedValue !== undefined) this.boxes.find(({ value }) => value === focusedValue)?.focus();
  }

  private createItem({ value, count }: CountedValue, box: HTMLInputElement | undefined): HTMLElement {
    box?.addEventListener("change", () => this.notifyChange());
    const text = createElement("span", { class: "value" }, this.cells.describeValue(this.column.name, value));
    const counted = createElement("span", { class: "count" }, this.numbers.formatCount(count));
    return createElement("li", {}, createElement("label", {}, box ?? "", text, counted));
  }

  private setAll(on: boolean): void {
    for (const box of this.boxes) box.checked = on;
    this.notifyChange();
  }

  private notifyChange(): void {
    const checkedValues = this.boxes.filter((box) => box.checked).map(({ value }) => value);
    this.onChange(checkedValues.length === this.boxes.length ? undefined : checkedValues);
  }
}
