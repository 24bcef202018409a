import type { InitMessage } from "../../messages/host";
import type { TableQuery } from "../../messages/query";
import type { TableMessage } from "../../messages/table";
import { make } from "../dom";
import type { Progress } from "../progress";
import { QueryForm } from "./form";
import { KeptQueries } from "./kept";

export interface BarEvents {
  post(message: TableMessage): void;
  /** Show these orders, in a table of their own if `beside`. */
  query(query: TableQuery, beside: boolean): void;
  /** Something was typed or chosen in the form. */
  edited(): void;
  /** All fields of the form are shown, or only those of the bar. */
  more(open: boolean): void;
}

/** Whose orders the table shows, and the form for which of them, with the queries that are kept. */
export class QueryBar {
  readonly element: HTMLElement;
  readonly form: QueryForm;
  private readonly kept: KeptQueries;
  private readonly name = make("h1", { class: "account" });

  /** `now` gives epoch ms. */
  constructor(init: InitMessage, progress: Progress, now: () => number, events: BarEvents) {
    const { strings, types } = init;
    this.kept = new KeptQueries(strings, {
      open: (query) => {
        this.form.show(query);
        events.query(query, false);
      },
      save: (name) => events.post({ type: "saveQuery", name, query: this.form.query }),
      beside: () => this.form.ask(true),
      forget: (name) => events.post({ type: "forgetQuery", name }),
    });
    const fresh = make("button", { type: "button", class: "quiet" }, strings.newQuery);
    fresh.addEventListener("click", () => this.form.clear());
    this.form = new QueryForm(strings, types, now, events, [progress.element, this.name], this.kept.element, fresh);
    this.form.show(init.query);
    this.kept.show(init.saved, init.recent);
    this.element = make("header", {}, this.form.element, progress.bar);
  }

  /** Says whose orders the table shows. */
  set account(account: string) {
    this.name.textContent = account;
    this.name.title = account;
  }

  /** Offers other queries than before. */
  offer({ saved, recent }: Pick<InitMessage, "saved" | "recent">): void {
    this.kept.show(saved, recent);
  }
}
