/** An element that opens over the page. */
export interface Overlay {
  readonly isOpen: () => boolean;
  readonly close: () => void;
  /** Its button, which gets the focus when Escape closes it. */
  readonly button: HTMLElement;
}

/** Lets Escape and a press outside of `container` and of dialogs close an overlay in it. */
export function closeWithEscapeOrPress(container: HTMLElement, { isOpen, close, button }: Overlay): void {
  container.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    event.preventDefault();
    close();
    button.focus();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    const isInside = target instanceof Element && (container.contains(target) || target.closest("dialog") !== null);
    if (isOpen() && !isInside) close();
  });
}
