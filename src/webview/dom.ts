import { harmlessLines } from "./format";

type Child = Node | string;

/** Attributes that somebody reads or hears. */
const shownAttributes = new Set(["title", "alt", "placeholder", "aria-label", "aria-description"]);

/**
 * Makes an element with attributes and children. An attribute of `true` is set empty, `false` and undefined are left out.
 * Text is shown as it is: what would turn it around is named.
 */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    const text = value === true ? "" : value;
    element.setAttribute(name, shownAttributes.has(name) ? harmlessLines(text) : text);
  }
  element.append(...children.map((child) => (typeof child === "string" ? harmlessLines(child) : child)));
  return element;
}

/** Sets an attribute, or removes it where the value is undefined. Touches the page only for a change. */
export function setAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** A 16 × 16 line drawing from the data of a path, in the colour of the text around it; screen readers pass over it. */
export function icon(path: string, name: string): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon ${name}`);
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
