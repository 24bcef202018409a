import type { SavedQuery, TableQuery } from "../../messages/query";
import type { Strings } from "../../messages/strings";
import { icon, make } from "../dom";
import { button, openPopup } from "../grid/popup";
import { fill } from "../format";
import { describeQuery } from "./describe";

export interface KeptEvents {
  /** Show the orders of a query that was kept. */
  open(query: TableQuery): void;
  /** Keep what is typed now under a name. */
  save(name: string): void;
  forget(name: string): void;
  /** Show the orders of what is typed now in a table of their own. */
  beside(): void;
}

/** A menu of queries: those saved under a name, the recent ones, and saving the one that is typed. */
export class KeptQueries {
  readonly element: HTMLElement;
  private readonly list = make("div", { class: "kept-lists" });
  private readonly name: HTMLInputElement;
  private popup: HTMLDialogElement | undefined;

  constructor(
    private readonly strings: Strings,
    private readonly events: KeptEvents,
  ) {
    const attributes = {
      type: "text",
      maxlength: "80",
      placeholder: strings.queryName,
      "aria-label": strings.queryName,
    };
    this.name = make("input", attributes);
    this.element = button(strings.queries, () => this.open(), { class: "quiet", "aria-haspopup": "dialog" });
    this.element.append(icon("M4 6l4 4 4-4", "down"));
  }

  show(saved: readonly SavedQuery[], recent: readonly TableQuery[]): void {
    const { strings } = this;
    const savedItems = saved.map(({ name, query }) =>
      make("li", {}, this.openButton(name, query, describeQuery(strings, query)), this.forgetButton(name)),
    );
    const recentItems = recent.map((query) => make("li", {}, this.openButton(describeQuery(strings, query), query)));
    this.list.replaceChildren(
      ...this.part(strings.savedQueries, savedItems),
      ...this.part(strings.recentQueries, recentItems),
    );
  }

  private open(): void {
    const { strings, name, list } = this;
    const save = make("form", { class: "save" }, name, make("button", { type: "submit" }, strings.saveQuery));
    save.addEventListener("submit", (event) => this.save(event));
    const beside = button(strings.anotherTable, () => this.close(() => this.events.beside()));
    this.popup = openPopup(this.element, strings.queries, make("div", { class: "kept" }, save, list, beside));
  }

  private close(then: () => void): void {
    this.popup?.close();
    then();
  }

  private part(title: string, items: readonly HTMLElement[]): HTMLElement[] {
    return items.length === 0 ? [] : [make("h3", {}, title), make("ul", {}, ...items)];
  }

  private openButton(text: string, query: TableQuery, title = text): HTMLElement {
    return button(text, () => this.close(() => this.events.open(query)), { class: "item", title });
  }

  private forgetButton(name: string): HTMLElement {
    const label = fill(this.strings.forgetQuery, name);
    const forget = () => {
      this.events.forget(name);
      this.name.focus();
    };
    const element = button("", forget, { class: "quiet", title: label, "aria-label": label });
    element.append(icon("M4 4l8 8M12 4l-8 8", "close"));
    return element;
  }

  private save(event: Event): void {
    event.preventDefault();
    const name = this.name.value.trim();
    this.name.setCustomValidity(name === "" ? this.strings.mustHaveName : "");
    if (!this.name.reportValidity()) return;
    this.events.save(name);
    this.name.value = "";
  }
}
