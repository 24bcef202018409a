import type { QueryField } from "../../../messages/table-query";
import { createElement, createSeverityIcon, setAttribute } from "../../shared/dom";

export type Control = HTMLInputElement | HTMLSelectElement;

/** A note in the user's language. */
export interface NoteText {
  readonly text: string;
  readonly isWarning?: true;
}

/** Shows notes in one line, with an icon before each warning; whether they are others than before. */
export function showNoteTexts(element: HTMLElement, notes: readonly NoteText[]): boolean {
  const text = notes.map((note) => note.text).join(" ");
  if (element.textContent === text) return false;
  element.title = text;
  element.replaceChildren(
    ...notes.flatMap((note, at) => [
      at > 0 ? " " : "",
      ...(note.isWarning ? [createSeverityIcon("warning")] : []),
      note.text,
    ]),
  );
  return true;
}

/** A control with its label, its error and its notes on what a query will not show. */
export class FormField {
  readonly element: HTMLElement;
  /** The notes, which stand below the control unless the form puts them elsewhere. */
  readonly noteElement: HTMLElement;
  private readonly errorElement: HTMLElement;

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
    this.errorElement = createElement("p", { class: "field-error", id: `${id}-error`, hidden: true });
    this.noteElement = createElement("p", { class: "field-note", id: `${id}-note`, hidden: true });
    const caption = createElement("label", { for: id, title: parameter }, label);
    const isCheckbox = control instanceof HTMLInputElement && control.type === "checkbox";
    const row = isCheckbox
      ? createElement("div", { class: "check" }, control, caption)
      : createElement("div", { class: "pair" }, caption, control);
    this.element = createElement("div", { class: `field field-${name}` }, row, this.errorElement, this.noteElement);
  }

  /** Shows an error, or none for an empty text. */
  showError(text: string): void {
    if (this.errorElement.textContent !== text) this.errorElement.replaceChildren(createSeverityIcon("error"), text);
    this.errorElement.hidden = text === "";
    setAttribute(this.control, "aria-invalid", text === "" ? undefined : "true");
    this.updateDescription();
  }

  showNotes(notes: readonly NoteText[]): void {
    if (!showNoteTexts(this.noteElement, notes)) return;
    this.noteElement.hidden = notes.length === 0;
    this.updateDescription();
  }

  private updateDescription(): void {
    const ids = [this.errorElement, this.noteElement].filter(({ hidden }) => !hidden).map(({ id }) => id);
    setAttribute(this.control, "aria-describedby", ids.length === 0 ? undefined : ids.join(" "));
  }
}

/** A select of choices, value and text each. */
export function createSelect(
  choices: readonly (readonly [value: string, text: string, title?: string])[],
): HTMLSelectElement {
  return createElement(
    "select",
    {},
    ...choices.map(([value, text, title]) => createElement("option", { value, title }, text)),
  );
}

/** An input for one line of text, a day or digits. */
export function createInput(kind: "text" | "date" | "digits", placeholder?: string): HTMLInputElement {
  const type = kind === "date" ? "date" : "text";
  const inputmode = kind === "digits" ? "numeric" : undefined;
  return createElement("input", {
    type,
    inputmode,
    placeholder,
    autocomplete: "off",
    spellcheck: "false",
    maxlength: "255",
  });
}
