import type { Strings } from "../../messages/strings";
import { createElement } from "../shared/dom";
import { fill } from "../shared/format";
import type { LoadState } from "./load-state";
import type { OrderModel } from "./order-model";

/** What the notice shows instead of the rows, or above them. */
export type NoticeState =
  | { readonly kind: "rows" | "waiting" | "partial" | "canceled" }
  | { readonly kind: "empty"; readonly reasons: readonly string[] }
  | { readonly kind: "no match"; readonly text: string; readonly hasColumnFilters: boolean }
  | { readonly kind: "failed"; readonly reason: string; readonly hasRows: boolean };

/** What the notice shows; `getReasons` gives possible reasons why there are no orders. */
export function getNoticeState(
  model: OrderModel,
  { phase, gaps }: LoadState,
  getReasons: () => readonly string[],
): NoticeState {
  const { index, rows, filter, filters, isFiltered } = model;
  if (typeof phase === "object") return { kind: "failed", reason: phase.failed, hasRows: index.count > 0 };
  if (rows.length === 0 && model.isBusy) return { kind: "waiting" };
  if (rows.length === 0 && index.count > 0 && isFiltered)
    return { kind: "no match", text: filter.trim(), hasColumnFilters: filters.length > 0 };
  if (phase === "loading") return { kind: "waiting" };
  if (phase === "canceled" && index.count > 0) return { kind: "canceled" };
  if (phase === "partial" || phase === "canceled") return { kind: "partial" };
  if (index.count > 0 || gaps.length > 0) return { kind: "rows" };
  return { kind: "empty", reasons: getReasons() };
}

/** Explains why no rows or not all rows are shown, with a button for the next step. */
export class Notice {
  readonly element = createElement("section", { class: "notice", hidden: true });
  private lastShown = "";
  private lines: readonly string[] = [];

  constructor(
    private readonly strings: Strings,
    private readonly actions: { retry(): void; clearFilter(): void },
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
        this.render("page", title, hints, strings.clearFilter, () => actions.clearFilter());
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
    this.element.replaceChildren(
      createElement("div", {}, ...(title ? [createElement("h2", {}, title)] : []), ...paragraphs),
      button,
    );
    this.element.hidden = false;
  }
}
