import type { Strings } from "../../messages/strings";
import type { ColumnFilter } from "../../rows/column-filter";
import { make, setAttribute } from "../dom";
import { fill, type Numbers } from "../format";
import { isClear } from "./bounds";
import { valueText } from "./filter-text";
import { button } from "./popup";
import type { CountedValue } from "./value-counts";

/** Tells a filter of a kind for the column; undefined for none. */
export type Choose<T = ColumnFilter> = (filter: T | undefined) => void;

/** A field for text that cells must contain. */
export function containsField(strings: Strings, text: string, choose: (text: string) => void): HTMLElement {
  const box = make("input", { type: "text", value: text, spellcheck: "false", autocomplete: "off" });
  box.addEventListener("input", () => choose(box.value.trim()));
  return make("label", { class: "field" }, strings.contains, box);
}

/** Two fields for the bounds of amounts or days, both included. Told only while both can be read. */
export function boundFields(
  strings: Strings,
  kind: "amounts" | "dates",
  bounds: { readonly from: string; readonly to: string },
  choose: (from: string, to: string) => void,
): HTMLElement {
  const problem = make("p", { class: "problem", role: "alert", id: "bounds-problem" });
  const type = kind === "dates" ? { type: "date" } : { type: "text", inputmode: "decimal", autocomplete: "off" };
  const boxes = [bounds.from, bounds.to].map((value) =>
    make("input", { ...type, value, "aria-describedby": problem.id }),
  );
  const read = () => {
    const texts = boxes.map(({ value }) => value.trim());
    const bad = texts.map((text) => kind === "amounts" && text !== "" && !isClear(text));
    boxes.forEach((box, at) => setAttribute(box, "aria-invalid", bad[at] ? "true" : undefined));
    problem.textContent = bad.includes(true) ? strings.noAmount : "";
    if (!bad.includes(true)) choose(texts[0] ?? "", texts[1] ?? "");
  };
  for (const box of boxes) box.addEventListener("input", read);
  const labels = [strings.from, strings.to].map((text, at) => make("label", { class: "field" }, text, boxes[at] ?? ""));
  return make("div", { class: "bounds" }, ...labels, problem);
}

/** A check list of values; all of them is no filter. */
export class CheckList {
  readonly element: HTMLElement;
  private readonly list = make("ul");
  private boxes: HTMLInputElement[] = [];

  /** `choose` is told the values that are checked; undefined for all. */
  constructor(
    private readonly strings: Strings,
    private readonly numbers: Numbers,
    label: string,
    private readonly choose: (values: string[] | undefined) => void,
  ) {
    const all = button(strings.checkAll, () => this.setAll(true), { class: "link" });
    const none = button(strings.checkNone, () => this.setAll(false), { class: "link" });
    const title = fill(strings.valuesOf, label);
    const head = make("div", { class: "check-head" }, make("span", {}, title), all, none);
    this.element = make("fieldset", { class: "checks", "aria-label": title }, head, this.list);
  }

  /** Offers these values, all of them checked where `checked` is undefined. The focus stays with its value. */
  show(values: readonly CountedValue[], checked: readonly string[] | undefined): void {
    const focused = this.boxes.find((box) => box === document.activeElement)?.value;
    const scrolled = this.list.scrollTop;
    this.boxes = values.map(({ value }) =>
      make("input", { type: "checkbox", checked: !checked || checked.includes(value), value }),
    );
    this.list.replaceChildren(...values.map((value, at) => this.item(value, this.boxes[at])));
    this.list.scrollTop = scrolled;
    if (focused !== undefined) this.boxes.find(({ value }) => value === focused)?.focus();
  }

  private item({ value, count }: CountedValue, box: HTMLInputElement | undefined): HTMLElement {
    box?.addEventListener("change", () => this.tell());
    const text = make("span", { class: "value" }, valueText(this.strings, value));
    const counted = make("span", { class: "count" }, this.numbers.count(count));
    return make("li", {}, make("label", {}, box ?? "", text, counted));
  }

  private setAll(on: boolean): void {
    for (const box of this.boxes) box.checked = on;
    this.tell();
  }

  private tell(): void {
    const chosen = this.boxes.filter((box) => box.checked).map(({ value }) => value);
    this.choose(chosen.length === this.boxes.length ? undefined : chosen);
  }
}
