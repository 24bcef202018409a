import type { TableGap } from "../messages/host";
import type { Strings } from "../messages/strings";
import { make } from "./dom";
import { fill } from "./format";

/** Says which days are missing and why, and lets them be asked for again. */
export class Gaps {
  readonly element: HTMLElement;
  private readonly list = make("ul");

  /** `retry` is told the id of a gap. */
  constructor(
    private readonly strings: Strings,
    private readonly retry: (gap: number) => void,
  ) {
    const title = make("h2", { id: "gaps-title" }, strings.gapsTitle);
    const attributes = { class: "notice banner warning gaps", "aria-labelledby": "gaps-title", hidden: true };
    this.element = make("section", attributes, make("div", {}, title, this.list));
  }

  show(gaps: readonly TableGap[]): void {
    const focused = this.list.contains(document.activeElement);
    this.element.hidden = gaps.length === 0;
    this.list.replaceChildren(...gaps.map((gap) => this.item(gap)));
    if (focused) this.list.querySelector("button")?.focus();
  }

  private item({ id, after, before, reason, retrying }: TableGap): HTMLElement {
    const { strings } = this;
    const days = after === before ? after : fill(strings.gapDays, after, before);
    const label = retrying ? strings.retrying : strings.retry;
    // Not disabled, which would take the focus away.
    const attributes = { type: "button", "aria-disabled": retrying ? "true" : undefined };
    const button = make("button", { ...attributes, "aria-label": `${label}: ${days}` }, label);
    button.addEventListener("click", () => {
      if (!retrying) this.retry(id);
    });
    return make("li", {}, make("strong", {}, days), make("span", {}, reason), button);
  }
}
