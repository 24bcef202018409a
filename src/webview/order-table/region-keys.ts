/** What gets the focus in a region. */
const focusable = 'svg [tabindex="0"], [role="grid"], [role="treegrid"], select, input, button:not([tabindex="-1"])';

/**
 * Lets F6 and Shift+F6 go through the regions of the page, as they go through the parts of the workbench; beyond the last
 * and the first one they go on in the workbench.
 */
export function enableRegionKeys(regions: readonly HTMLElement[]): void {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
    const target = findNext(regions, event.shiftKey);
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    target.focus();
  });
}

function findNext(regions: readonly HTMLElement[], isBackward: boolean): HTMLElement | undefined {
  const active = document.activeElement;
  const wanted = isBackward ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const isBeyond = (region: HTMLElement) =>
    !active || active === document.body ? !isBackward : active.compareDocumentPosition(region) === wanted;
  const targets = (isBackward ? regions.toReversed() : regions).filter(isBeyond).map(findTarget);
  return targets.find((target) => target !== undefined);
}

function findTarget(region: HTMLElement): HTMLElement | undefined {
  const candidates = region.matches(focusable) ? [region] : [...region.querySelectorAll<HTMLElement>(focusable)];
  const visible = candidates.filter((element) => element.getClientRects().length > 0);
  return visible.find((element) => element instanceof SVGElement) ?? visible[0];
}
