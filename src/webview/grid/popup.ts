import { make } from "../dom";

const margin = 8;

/** Opens a dialog beside an element. It keeps the focus until it is closed by Escape, a click beside it, or `close()`. */
export function openPopup(anchor: Element, label: string, ...content: HTMLElement[]): HTMLDialogElement {
  const popup = make("dialog", { class: "popup", "aria-label": label }, make("div", {}, ...content));
  document.body.append(popup);
  popup.addEventListener("close", () => popup.remove());
  popup.addEventListener("pointerdown", ({ target }) => target === popup && popup.close());
  // Keys are for the dialog alone; VS Code has commands on some of them.
  popup.addEventListener("keydown", (event) => event.stopPropagation());
  popup.showModal();
  // What is filled in later must not make it reach beyond the window.
  new ResizeObserver(() => placeBeside(popup, anchor.getBoundingClientRect())).observe(popup);
  return popup;
}

function placeBeside(popup: HTMLElement, { left, top, bottom }: DOMRect): void {
  const { width, height } = popup.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = bottom + height + margin <= clientHeight || top < clientHeight / 2;
  popup.style.left = `${Math.max(margin, Math.min(left, clientWidth - width - margin))}px`;
  popup.style.top = `${Math.max(margin, below ? Math.min(bottom, clientHeight - height - margin) : top - height)}px`;
}

/** A button with a text that does one thing. */
export function button(
  text: string,
  act: () => void,
  attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
  const element = make("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", act);
  return element;
}
