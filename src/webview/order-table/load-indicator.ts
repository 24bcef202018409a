import type { Strings } from "../../messages/strings";
import { createElement } from "../shared/dom";
import { fill, type NumberFormatter } from "../shared/format";
import type { LoadProgress } from "./load-state";
import { describeOrderCount } from "./order-count";

/** Shows the progress of a query, with a cancel button. */
export class LoadIndicator {
  readonly element: HTMLElement;
  readonly bar = createElement("progress", { class: "progress", hidden: true });
  private readonly text = createElement("span");

  constructor(
    private readonly strings: Strings,
    private readonly numbers: NumberFormatter,
    cancel: () => void,
  ) {
    const button = createElement("button", { type: "button", class: "link" }, strings.cancel);
    button.addEventListener("click", cancel);
    this.bar.setAttribute("aria-label", strings.loading);
    this.element = createElement("span", { class: "loading", hidden: true }, button, this.text);
  }

  /** Hidden while nothing is being loaded. */
  show(progress: LoadProgress | undefined): void {
    this.element.hidden = this.bar.hidden = !progress;
    if (!progress) return;
    this.text.textContent = this.formatProgress(progress);
    const { done = 0, total = 1 } = progress;
    if (total > 1) [this.bar.max, this.bar.value] = [total, done];
    else this.bar.removeAttribute("value");
  }

  private formatProgress({ rows, done = 0, total = 1 }: LoadProgress): string {
    const { strings, numbers } = this;
    if (total > 1)
      return fill(
        strings.loadingWindows,
        numbers.formatCount(done),
        numbers.formatCount(total),
        describeOrderCount(strings, numbers, rows),
      );
    return rows === 0 ? strings.loading : fill(strings.loadingRows, numbers.formatCount(rows));
  }
}
