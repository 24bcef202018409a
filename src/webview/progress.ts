import type { Strings } from "../messages/strings";
import { make } from "./dom";
import { fill, type Numbers } from "./format";
import type { Loading } from "./load-state";

/** Says how far a query has come, and ends it. */
export class Progress {
  readonly element: HTMLElement;
  readonly bar = make("progress", { class: "progress", hidden: true });
  private readonly text = make("span");

  constructor(
    private readonly strings: Strings,
    private readonly numbers: Numbers,
    cancel: () => void,
  ) {
    const button = make("button", { type: "button", class: "link" }, strings.cancel);
    button.addEventListener("click", cancel);
    this.bar.setAttribute("aria-label", strings.loading);
    this.element = make("span", { class: "loading", hidden: true }, this.text, button);
  }

  /** Hidden while nothing is loaded. */
  show(loading: Loading | undefined): void {
    this.element.hidden = this.bar.hidden = !loading;
    if (!loading) return;
    this.text.textContent = this.textOf(loading);
    const { done = 0, of = 1 } = loading;
    if (of > 1) [this.bar.max, this.bar.value] = [of, done];
    else this.bar.removeAttribute("value");
  }

  private textOf({ rows, done = 0, of = 1 }: Loading): string {
    const { strings, numbers } = this;
    if (of > 1) return fill(strings.loadingWindows, numbers.count(done), numbers.count(of), numbers.count(rows));
    return rows === 0 ? strings.loading : fill(strings.loadingRows, numbers.count(rows));
  }
}
