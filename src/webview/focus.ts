/**
 * Gives the focus back to the element that had it when the page gets it back, such as from the palette or a native menu:
 * the browser takes it from the element as soon as another part of the workbench has it.
 */
export function keepFocus(): void {
  let last: HTMLElement | undefined;
  const isNowhere = () => document.activeElement === document.body;
  document.addEventListener("focusin", ({ target }) => {
    last = target instanceof HTMLElement ? target : undefined;
  });
  document.addEventListener("click", () => {
    if (isNowhere()) last = undefined;
  });
  window.addEventListener("focus", () => {
    if (isNowhere()) last?.focus({ preventScroll: true });
  });
}
