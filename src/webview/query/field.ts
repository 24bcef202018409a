import type { QueryField } from "../../messages/query";
import { make, setAttribute } from "../dom";

export type Control = HTMLInputElement | HTMLSelectElement;

/** A control with its label, and what is to be said about it: what is wrong, or what a query will not show. */
export class Field {
  readonly element: HTMLElement;
  private readonly error: HTMLElement;
  private readonly note: HTMLElement;

  /** `parameter` is what DMAPI calls it, for the tooltip. */
  constructor(
    readonly name: QueryField,
    label: string,
    parameter: string,
    readonly control: Control,
  ) {
    const id = `query-${name}`;
    control.id = id;
    control.title = parameter;
    this.error = make("p", { class: "field-error", id: `${id}-error`, hidden: true });
    this.note = make("p", { class: "field-note", id: `${id}-note`, hidden: true });
    const caption = make("label", { for: id, title: parameter }, label);
    const isBox = control instanceof HTMLInputElement && control.type === "checkbox";
    const pair = isBox
      ? make("div", { class: "check" }, control, caption)
      : make("div", { class: "pair" }, caption, control);
    this.element = make("div", { class: `field field-${name}` }, pair, this.error, this.note);
  }

  /** Says what is wrong; empty if nothing is. */
  showError(text: string): void {
    this.error.textContent = text;
    this.error.hidden = text === "";
    setAttribute(this.control, "aria-invalid", text === "" ? undefined : "true");
    this.describe();
  }

  showNotes(texts: readonly string[]): void {
    const text = texts.join(" ");
    if (this.note.textContent === text) return;
    this.note.textContent = text;
    this.note.hidden = text === "";
    this.describe();
  }

  private describe(): void {
    const ids = [this.error, this.note].filter(({ hidden }) => !hidden).map(({ id }) => id);
    setAttribute(this.control, "aria-describedby", ids.length === 0 ? undefined : ids.join(" "));
  }
}

/** A select of choices, value and text each. */
export function choice(
  choices: readonly (readonly [value: string, text: string, title?: string])[],
): HTMLSelectElement {
  return make("select", {}, ...choices.map(([value, text, title]) => make("option", { value, title }, text)));
}

/** An input for one line of text, a day or digits. */
export function entry(kind: "text" | "date" | "digits", placeholder?: string): HTMLInputElement {
  const type = kind === "date" ? "date" : "text";
  const inputmode = kind === "digits" ? "numeric" : undefined;
  return make("input", { type, inputmode, placeholder, autocomplete: "off", spellcheck: "false", maxlength: "255" });
}
