/**
 * Restores focus to the element that had it when the page gets focus back, for example from the palette or a native menu:
 * the browser blurs the element as soon as another part of the workbench takes focus.
 */
export function restoreFocusOnReturn(): void {
  let lastFocused: HTMLElement | undefined;
  const isFocusOnBody = () => document.activeElement === document.body;
  document.addEventListener("focusin", ({ target }) => {
    lastFocused = target instanceof HTMLElement ? target : undefined;
  });
  document.addEventListener("click", () => {
    if (isFocusOnBody()) lastFocused = undefined;
  });
  window.addEventListener("focus", () => {
    if (isFocusOnBody()) lastFocused?.focus({ preventScroll: true });
  });
}

/** Gives an element the focus once, as soon as it is shown, unless the user has gone elsewhere in the page. */
export class InitialFocus {
  private isDone = false;

  constructor(private readonly element: HTMLElement) {}

  /** Call it when the element may have been shown. The focus is never taken from other parts of the workbench. */
  give(): void {
    if (this.isDone || this.element.getClientRects().length === 0) return;
    this.isDone = true;
    if (document.activeElement !== document.body) return;
    if (document.hasFocus()) this.element.focus({ preventScroll: true });
    else window.addEventListener("focus", () => this.focusFromBody(), { once: true });
  }

  private focusFromBody(): void {
    if (document.activeElement === document.body) this.element.focus({ preventScroll: true });
  }
}
