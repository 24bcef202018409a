import type { Strings } from "../../messages/strings";
import type { ColumnFilter } from "../../rows/column-filter";
import { decimalPattern } from "../../rows/decimal";
import { make, setAttribute } from "../dom";
import { fill, type Numbers } from "../format";
import { valueText } from "./filter-text";
import { button } from "./popup";

/** A value of a check list and how many orders have it. */
export interface CountedValue {
  readonly value: string;
  readonly count: number;
}

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
    const bad = texts.map((text) => kind === "amounts" && text !== "" && !decimalPattern.test(text));
    boxes.forEach((box, at) => setAttribute(box, "aria-invalid", bad[at] ? "true" : undefined));
    problem.textContent = bad.includes(true) ? strings.noAmount : "";
    if (!bad.includes(true)) choose(texts[0] ?? "", texts[1] ?? "");
  };
  for (const box of boxes) box.addEventListener("input", read);
  const labels = [strings.from, strings.to].map((text, at) => make("label", { class: "field" }, text, boxes[at] ?? ""));
  return make("div", { class: "bounds" }, ...labels, problem);
}

/** A check list of values; all of them is no filter. */
export function checkList(
  strings: Strings,
  numbers: Numbers,
  label: string,
  values: readonly CountedValue[],
  checked: readonly string[] | undefined,
  choose: (values: string[] | undefined) => void,
): HTMLElement {
  const boxes = values.map(({ value }) =>
    make("input", { type: "checkbox", checked: !checked || checked.includes(value), value }),
  );
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).map(({ value }) => value);
    choose(chosen.length === boxes.length ? undefined : chosen);
  };
  const setAll = (on: boolean) => {
    for (const box of boxes) box.checked = on;
    tell();
  };
  for (const box of boxes) box.addEventListener("change", tell);
  const items = values.map(({ value, count }, at) => {
    const text = make("span", { class: "value" }, valueText(strings, value));
    return make(
      "li",
      {},
      make("label", {}, boxes[at] ?? "", text, make("span", { class: "count" }, numbers.count(count))),
    );
  });
  const all = button(strings.checkAll, () => setAll(true), { class: "link" });
  const none = button(strings.checkNone, () => setAll(false), { class: "link" });
  const head = make("div", { class: "check-head" }, make("span", {}, fill(strings.valuesOf, label)), all, none);
  return make(
    "fieldset",
    { class: "checks", "aria-label": fill(strings.valuesOf, label) },
    head,
    make("ul", {}, ...items),
  );
}
