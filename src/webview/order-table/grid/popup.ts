import { createElement } from "../../shared/dom";

const marginPx = 8;

/** Opens a modal dialog beside an element. Escape, a click outside, or `close()` close it. */
export function openPopup(anchor: Element, label: string, ...content: HTMLElement[]): HTMLDialogElement {
  const popup = createElement("dialog", { class: "popup", "aria-label": label }, createElement("div", {}, ...content));
  document.body.append(popup);
  popup.addEventListener("close", () => popup.remove());
  popup.addEventListener("pointerdown", ({ target }) => target === popup && popup.close());
  // VS Code binds commands to some keys; they must not run while the dialog is open.
  popup.addEventListener("keydown", (event) => event.stopPropagation());
  popup.showModal();
  // Content added later must not make it extend beyond the window.
  new ResizeObserver(() => placeBeside(popup, anchor.getBoundingClientRect())).observe(popup);
  return popup;
}

function placeBeside(popup: HTMLElement, { left, top, bottom }: DOMRect): void {
  const { width, height } = popup.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = bottom + height + marginPx <= clientHeight || top < clientHeight / 2;
  popup.style.left = `${Math.max(marginPx, Math.min(left, clientWidth - width - marginPx))}px`;
  popup.style.top = `${Math.max(marginPx, below ? Math.min(bottom, clientHeight - height - marginPx) : top - height)}px`;
}

/** Creates a button. */
export function createButton(
  text: string,
  onClick: () => void,
  attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
  const element = createElement("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", onClick);
  return element;
}
