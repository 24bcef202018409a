import type { InitMessage } from "../../../messages/host-messages";
import type { TableQuery } from "../../../messages/table-query";
import type { PanelMessage } from "../../../messages/panel-messages";
import { createElement } from "../../shared/dom";
import type { LoadIndicator } from "../load-indicator";
import { QueryForm } from "./query-form";
import { SavedQueriesMenu } from "./saved-queries-menu";

export interface QueryBarEvents {
  post(message: PanelMessage): void;
  /** Show these orders, in a new table if `beside`. */
  onQuery(query: TableQuery, beside: boolean): void;
  /** Something was typed or chosen in the form. */
  onEdit(): void;
  /** All fields of the form are shown, or only those of the bar. */
  onToggleMore(open: boolean): void;
  /** The latest query. */
  getQuery(): TableQuery;
}

/** The account's name and the query form with its saved queries. */
export class QueryBar {
  readonly element: HTMLElement;
  readonly form: QueryForm;
  private readonly savedQueriesMenu: SavedQueriesMenu;
  private readonly accountHeading = createElement("h1", { class: "account" });

  /** `now` gives epoch ms. */
  constructor(init: InitMessage, progress: LoadIndicator, now: () => number, events: QueryBarEvents) {
    const { strings, types } = init;
    this.savedQueriesMenu = new SavedQueriesMenu(init, {
      onOpen: (query) => {
        this.form.showQuery(query);
        events.onQuery(query, false);
      },
      onSave: (name) => events.post({ type: "saveQuery", name, query: this.form.query }),
      onOpenBeside: () => this.form.submit(true),
      onDelete: (name) => events.post({ type: "forgetQuery", name }),
    });
    const resetButton = createElement(
      "button",
      { type: "button", class: "quiet", "aria-label": strings.resetQuery },
      strings.newQuery,
    );
    resetButton.addEventListener("click", () => this.form.reset());
    this.form = new QueryForm(init, types, now, events, {
      line: [progress.element, this.accountHeading],
      actions: [this.savedQueriesMenu.element, resetButton],
    });
    this.form.showQuery(init.query);
    this.savedQueriesMenu.show(init.saved, init.recent);
    this.element = createElement("header", {}, this.form.element, progress.bar);
  }

  /** Shows the account's name. */
  set account(account: string) {
    this.accountHeading.textContent = account;
    this.accountHeading.title = account;
  }

  /** Updates the saved and recent queries. */
  showQueries({ saved, recent }: Pick<InitMessage, "saved" | "recent">): void {
    this.savedQueriesMenu.show(saved, recent);
  }
}
