import type { SavedQuery, TableQuery } from "../../messages/query";
import type { Strings } from "../../messages/strings";
import { icon, make } from "../dom";
import { fill } from "../format";
import { describeQuery } from "./describe";

export interface KeptEvents {
  /** Show the orders of a query that was kept. */
  open(query: TableQuery): void;
  /** Keep what is typed now under a name. */
  save(name: string): void;
  forget(name: string): void;
}

/** A menu of queries: those saved under a name, the recent ones, and saving the one that is typed. */
export class KeptQueries {
  readonly element: HTMLElement;
  private readonly list = make("div", { class: "kept-lists" });
  private readonly popup: HTMLElement;
  private readonly name: HTMLInputElement;

  constructor(
    private readonly strings: Strings,
    private readonly events: KeptEvents,
  ) {
    this.name = make("input", {
      type: "text",
      maxlength: "80",
      placeholder: strings.queryName,
      "aria-label": strings.queryName,
    });
    const save = make("form", { class: "save" }, this.name, make("button", { type: "submit" }, strings.saveQuery));
    save.addEventListener("submit", (event) => this.save(event));
    const attributes = { class: "popup kept", id: "kept-queries", popover: "auto", "aria-label": strings.queries };
    this.popup = make("div", { ...attributes, role: "dialog" }, save, this.list);
    const button = make(
      "button",
      { type: "button", class: "quiet kept-button", popovertarget: "kept-queries" },
      strings.queries,
      icon("M4 6l4 4 4-4", "down"),
    );
    this.element = make("div", { class: "menu" }, button, this.popup);
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

  private part(title: string, items: readonly HTMLElement[]): HTMLElement[] {
    return items.length === 0 ? [] : [make("h3", {}, title), make("ul", {}, ...items)];
  }

  private openButton(text: string, query: TableQuery, title?: string): HTMLElement {
    const button = make("button", { type: "button", class: "item", title: title ?? text }, text);
    button.addEventListener("click", () => {
      this.popup.hidePopover();
      this.events.open(query);
    });
    return button;
  }

  private forgetButton(name: string): HTMLElement {
    const label = fill(this.strings.forgetQuery, name);
    const button = make("button", { type: "button", class: "quiet", title: label, "aria-label": label });
    button.append(icon("M4 4l8 8M12 4l-8 8", "close"));
    button.addEventListener("click", () => {
      this.events.forget(name);
      this.name.focus();
    });
    return button;
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
