import { formatDay } from "../../formatting/format-day";
import type { OrderTableGap } from "../../messages/host-messages";
import type { Strings } from "../../messages/strings";
import { createElement, createSeverityIcon } from "../shared/dom";
import { fill } from "../shared/format";

/** Lists the days that could not be loaded and why, each with a retry button. */
export class GapBanner {
  readonly element: HTMLElement;
  private readonly list = createElement("ul");

  /** `retryGap` gets the id of a gap. */
  constructor(
    private readonly strings: Strings,
    private readonly retryGap: (gap: number) => void,
  ) {
    const title = createElement("h2", { id: "gaps-title" }, strings.gapsTitle);
    const attributes = { class: "notice banner warning gaps", "aria-labelledby": "gaps-title", hidden: true };
    const texts = createElement("div", { class: "texts" }, title, this.list);
    this.element = createElement("section", attributes, createSeverityIcon("warning"), texts);
  }

  show(gaps: readonly OrderTableGap[]): void {
    const hadFocus = this.list.contains(document.activeElement);
    this.element.hidden = gaps.length === 0;
    this.list.replaceChildren(...gaps.map((gap) => this.createItem(gap)));
    if (hadFocus) this.list.querySelector("button")?.focus();
  }

  private createItem({ id, after, before, reason, retrying }: OrderTableGap): HTMLElement {
    const { strings } = this;
    const display = (day: string) => formatDay(day, document.documentElement.lang);
    const days = after === before ? display(after) : fill(strings.gapDays, display(after), display(before));
    const label = retrying ? strings.retrying : strings.retry;
    // Not disabled, which would take the focus away.
    const attributes = { type: "button", "aria-disabled": retrying ? "true" : undefined };
    const button = createElement("button", { ...attributes, "aria-label": `${label}: ${days}` }, label);
    button.addEventListener("click", () => {
      if (!retrying) this.retryGap(id);
    });
    return createElement("li", {}, createElement("strong", {}, days), createElement("span", {}, reason), button);
  }
}
