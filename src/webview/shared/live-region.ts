import { createElement } from "./dom";

/** The element whose text screen readers announce. */
export class LiveRegion {
  readonly element = createElement("div", { class: "live", role: "status" });

  announce(text: string): void {
    const { element } = this;
    if (element.textContent !== text) {
      element.textContent = text;
      return;
    }
    // The same text is announced again only if the region was empty before.
    element.textContent = "";
    requestAnimationFrame(() => (element.textContent ||= text));
  }
}
