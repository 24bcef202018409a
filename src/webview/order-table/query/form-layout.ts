import type { Strings } from "../../../messages/strings";
import { createElement, createIcon, setAttribute } from "../../shared/dom";
import { fill } from "../../shared/format";
import { closeWithEscapeOrPress } from "../overlay";

/** What stands in the form besides the fields. */
export interface FormParts {
  /** Always in sight. */
  readonly barFields: readonly HTMLElement[];
  readonly moreFields: readonly HTMLElement[];
  /** At the end of the bar; in the overlay where the bar has no room for them. */
  readonly actions: readonly HTMLElement[];
  /** Texts in the line below the bar. */
  readonly line: readonly HTMLElement[];
}

/** Narrower pages have a bar of one line. */
const narrowMedia = "(width < 480px)";

/** The elements of the query form: a bar, a line of texts of constant height, and an overlay with more fields. */
export class FormLayout {
  readonly element: HTMLFormElement;
  private readonly bar: HTMLElement;
  private readonly moreButton: HTMLButtonElement;
  private readonly moreFields = createElement("div", { class: "more-fields" });
  private readonly moreSection: HTMLElement;

  /** `descriptionId` is that of the notes on fields in the closed overlay. */
  constructor(
    private readonly strings: Strings,
    private readonly parts: FormParts,
    private readonly descriptionId: string,
    private readonly onToggleMore: (open: boolean) => void,
  ) {
    this.moreButton = createElement("button", {
      type: "button",
      class: "quiet",
      "aria-controls": "query-more",
      title: strings.moreHint,
    });
    this.moreButton.addEventListener("click", () => this.setMoreOpen(!this.isMoreOpen, true));
    this.moreSection = createElement("div", { class: "more", id: "query-more" }, this.moreFields);
    this.bar = createElement("div", { class: "bar" });
    this.showFields(parts.barFields, parts.moreFields);
    const line = createElement("div", { class: "query-line", "data-testid": "query-line" }, ...parts.line);
    const attributes = { class: "query", novalidate: true, "aria-label": strings.query };
    this.element = createElement("form", attributes, this.bar, line, this.moreSection);
    const media = matchMedia(narrowMedia);
    media.addEventListener("change", () => this.placeActions(media.matches));
    this.placeActions(media.matches);
    this.setMoreOpen(false);
    this.showUsedCount(0);
    closeWithEscapeOrPress(this.element, {
      isOpen: () => this.isMoreOpen,
      close: () => this.setMoreOpen(false, true),
      button: this.moreButton,
    });
  }

  get isMoreOpen(): boolean {
    return !this.moreSection.hidden;
  }

  /** Opens or closes the overlay. */
  setMoreOpen(open: boolean, notify = false): void {
    this.moreSection.hidden = !open;
    this.moreButton.setAttribute("aria-expanded", String(open));
    setAttribute(this.moreButton, "aria-describedby", open ? undefined : this.descriptionId);
    if (notify) this.onToggleMore(open);
  }

  /** Shows how many fields of the overlay are in use. */
  showUsedCount(used: number): void {
    const { more, moreUsed } = this.strings;
    this.moreButton.replaceChildren(
      used === 0 ? more : fill(moreUsed, String(used)),
      createIcon("M4 6l4 4 4-4", "down"),
    );
  }

  /** Shows these fields in the bar, and those in the overlay. */
  showFields(bar: readonly HTMLElement[], more: readonly HTMLElement[]): void {
    const rest = [...this.bar.children].filter((child) => !child.classList.contains("field"));
    this.bar.replaceChildren(...bar, ...(rest.length > 0 ? rest : [this.moreButton]));
    this.moreFields.replaceChildren(...more);
  }

  private placeActions(isNarrow: boolean): void {
    if (isNarrow) this.moreSection.prepend(createElement("div", { class: "more-actions" }, ...this.parts.actions));
    else {
      this.bar.append(...this.parts.actions);
      this.moreSection.querySelector(".more-actions")?.remove();
    }
  }
}
