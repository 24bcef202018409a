import type { Strings } from "../messages/strings";
import { make } from "./dom";
import { fill } from "./format";

/** What stands in place of rows, or above them. */
export type Situation =
  | { readonly kind: "rows" | "waiting" | "partial" | "cancelled" }
  | { readonly kind: "empty"; readonly reasons: readonly string[] }
  | { readonly kind: "no match"; readonly text: string; readonly columns: boolean }
  | { readonly kind: "failed"; readonly reason: string; readonly kept: boolean };

/** Says why there are no rows or not all of them, and offers what can be done about it. */
export class Notice {
  readonly element = make("section", { class: "notice", hidden: true });
  private told = "";
  private lines: readonly string[] = [];

  constructor(
    private readonly strings: Strings,
    private readonly actions: { retry(): void; clearFilter(): void },
  ) {}

  /** What it says; empty while it is hidden. */
  get text(): string {
    return this.element.hidden ? "" : this.lines.join(" ");
  }

  /** Whether it stands in place of the rows. */
  get fillsPage(): boolean {
    return this.element.classList.contains("page");
  }

  show(situation: Situation): void {
    const { strings, actions } = this;
    // What is written anew loses the focus.
    const told = JSON.stringify(situation);
    if (told === this.told) return;
    this.told = told;
    switch (situation.kind) {
      case "empty":
        this.fillIn("page", strings.emptyTitle, situation.reasons, strings.retry, () => actions.retry());
        break;
      case "no match": {
        const { text, columns } = situation;
        const title = text === "" ? strings.noMatchFiltersTitle : fill(strings.noMatchTitle, text);
        const hints = [text === "" ? "" : strings.noMatchHint, columns ? strings.noMatchFiltersHint : ""];
        this.fillIn("page", title, hints, strings.clearFilter, () => actions.clearFilter());
        break;
      }
      case "partial":
        this.fillIn("banner warning", "", [strings.partial], strings.retry, () => actions.retry());
        break;
      case "cancelled":
        this.fillIn("banner warning", "", [strings.cancelledKept], strings.retry, () => actions.retry());
        break;
      case "failed": {
        const { kept, reason } = situation;
        const lines = kept ? [reason, strings.failedKept] : [reason];
        const place = kept ? "banner error" : "page error";
        this.fillIn(place, strings.failedTitle, lines, strings.retry, () => actions.retry());
        break;
      }
      case "rows":
      case "waiting":
        this.element.hidden = true;
    }
  }

  private fillIn(place: string, title: string, lines: readonly string[], action: string, act: () => void): void {
    const button = make("button", { type: "button" }, action);
    button.addEventListener("click", act);
    const text = lines.filter(Boolean).map((line) => make("p", {}, line));
    this.lines = [title, ...lines].filter(Boolean);
    this.element.className = `notice ${place}`;
    this.element.replaceChildren(make("div", {}, ...(title ? [make("h2", {}, title)] : []), ...text), button);
    this.element.hidden = false;
  }
}
