import type { SavedQuery, TableQuery } from "../../../messages/table-query";
import type { Strings } from "../../../messages/strings";
import { createIcon, createElement } from "../../shared/dom";
import { createButton, openPopup } from "../grid/popup";
import { fill } from "../../shared/format";
import type { PageTexts } from "../display-names";
import { describeQuery } from "./describe-query";

export interface SavedQueriesMenuEvents {
  /** Show the orders of a saved or recent query. */
  onOpen(query: TableQuery): void;
  /** Save the current query under a name. */
  onSave(name: string): void;
  onDelete(name: string): void;
  /** Show the orders of the current query in a new table. */
  onOpenBeside(): void;
}

/** A menu with the saved and recent queries, and a form to save the current one. */
export class SavedQueriesMenu {
  readonly element: HTMLElement;
  private readonly strings: Strings;
  private readonly list = createElement("div", { class: "kept-lists" });
  private readonly nameInput: HTMLInputElement;
  private popup: HTMLDialogElement | undefined;

  constructor(
    private readonly texts: PageTexts,
    private readonly events: SavedQueriesMenuEvents,
  ) {
    const { strings } = texts;
    this.strings = strings;
    const attributes = {
      type: "text",
      maxlength: "80",
      placeholder: strings.queryName,
      "aria-label": strings.queryName,
    };
    this.nameInput = createElement("input", attributes);
    this.element = createButton(strings.queries, () => this.open(), { class: "quiet", "aria-haspopup": "dialog" });
    this.element.append(createIcon("M4 6l4 4 4-4", "down"));
  }

  show(saved: readonly SavedQuery[], recent: readonly TableQuery[]): void {
    const { strings } = this;
    const language = document.documentElement.lang;
    const savedItems = saved.map(({ name, query }) =>
      createElement(
        "li",
        {},
        this.createOpenButton(name, query, describeQuery(this.texts, query, language)),
        this.createDeleteButton(name),
      ),
    );
    const recentItems = recent.map((query) =>
      createElement("li", {}, this.createOpenButton(describeQuery(this.texts, query, language), query)),
    );
    this.list.replaceChildren(
      ...this.createSection(strings.savedQueries, savedItems),
      ...this.createSection(strings.recentQueries, recentItems),
    );
  }

  private open(): void {
    const { strings, nameInput, list } = this;
    const save = createElement(
      "form",
      { class: "save" },
      nameInput,
      createElement("button", { type: "submit" }, strings.saveQuery),
    );
    save.addEventListener("submit", (event) => this.submitName(event));
    const beside = createButton(strings.anotherTable, () => this.closeThen(() => this.events.onOpenBeside()));
    this.popup = openPopup(this.element, strings.queries, createElement("div", { class: "kept" }, save, list, beside));
  }

  private closeThen(then: () => void): void {
    this.popup?.close();
    then();
  }

  private createSection(title: string, items: readonly HTMLElement[]): HTMLElement[] {
    return items.length === 0 ? [] : [createElement("h3", {}, title), createElement("ul", {}, ...items)];
  }

  private createOpenButton(text: string, query: TableQuery, title = text): HTMLElement {
    return createButton(text, () => this.closeThen(() => this.events.onOpen(query)), { class: "item", title });
  }

  private createDeleteButton(name: string): HTMLElement {
    const label = fill(this.strings.forgetQuery, name);
    const forget = () => {
      this.events.onDelete(name);
      this.nameInput.focus();
    };
    const element = createButton("", forget, { class: "quiet", title: label, "aria-label": label });
    element.append(createIcon("M4 4l8 8M12 4l-8 8", "close"));
    return element;
  }

  private submitName(event: Event): void {
    event.preventDefault();
    const name = this.nameInput.value.trim();
    this.nameInput.setCustomValidity(name === "" ? this.strings.mustHaveName : "");
    if (!this.nameInput.reportValidity()) return;
    this.events.onSave(name);
    this.nameInput.value = "";
  }
}
