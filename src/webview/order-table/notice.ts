import type { Strings } from "../../messages/strings";
import { createElement, createSeverityIcon, type Severity } from "../shared/dom";
import { fill } from "../shared/format";
import type { NoticeState } from "./notice-state";

/** Explains why no rows or not all rows are shown, with a button for the next step. */
export class Notice {
  readonly element = createElement("section", { class: "notice", hidden: true });
  private lastShown = "";
  private lines: readonly string[] = [];

  constructor(
    private readonly strings: Strings,
    private readonly actions: { retry(): void; clearFilters(): void },
  ) {}

  /** Its text; empty while hidden. */
  get text(): string {
    return this.element.hidden ? "" : this.lines.join(" ");
  }

  show(state: NoticeState): void {
    const { strings, actions } = this;
    // Rendering again would lose the focus.
    const serialized = JSON.stringify(state);
    if (serialized === this.lastShown) return;
    this.lastShown = serialized;
    switch (state.kind) {
      case "empty":
        this.render("page", strings.emptyTitle, state.reasons, strings.retry, () => actions.retry());
        break;
      case "no match": {
        const { text, hasColumnFilters } = state;
        const title = text === "" ? strings.noMatchFiltersTitle : fill(strings.noMatchTitle, text);
        const hints = [text === "" ? "" : strings.noMatchHint, hasColumnFilters ? strings.noMatchFiltersHint : ""];
        this.render("page", title, hints, strings.clearFilters, () => actions.clearFilters());
        break;
      }
      case "partial":
        this.render("banner warning", "", [strings.partial], strings.retry, () => actions.retry());
        break;
      case "canceled":
        this.render("banner warning", "", [strings.canceledKept], strings.retry, () => actions.retry());
        break;
      case "failed": {
        const { hasRows, reason } = state;
        const lines = hasRows ? [reason, strings.failedKept] : [reason];
        const className = hasRows ? "banner error" : "page error";
        this.render(className, strings.failedTitle, lines, strings.retry, () => actions.retry());
        break;
      }
      case "rows":
      case "waiting":
        this.element.hidden = true;
    }
  }

  private render(
    className: string,
    title: string,
    lines: readonly string[],
    buttonText: string,
    onClick: () => void,
  ): void {
    const button = createElement("button", { type: "button" }, buttonText);
    button.addEventListener("click", onClick);
    const paragraphs = lines.filter(Boolean).map((line) => createElement("p", {}, line));
    this.lines = [title, ...lines].filter(Boolean);
    this.element.className = `notice ${className}`;
    const severity = (["error", "warning"] as const satisfies Severity[]).find((name) => className.includes(name));
    this.element.replaceChildren(
      ...(severity ? [createSeverityIcon(severity)] : []),
      createElement("div", { class: "texts" }, ...(title ? [createElement("h2", {}, title)] : []), ...paragraphs),
      button,
    );
    this.element.hidden = false;
  }
}
