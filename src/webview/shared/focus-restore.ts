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
