import { escapeControlCharsInLines } from "./format";

type Child = Node | string;

/** Attributes whose text users see or hear. */
const visibleTextAttributes = new Set(["title", "alt", "placeholder", "aria-label", "aria-description"]);

/**
 * Creates an element with attributes and children. `true` sets an empty attribute, `false` and undefined omit it.
 * Control and bidirectional characters in texts are escaped.
 */
export function createElement<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    const text = value === true ? "" : value;
    element.setAttribute(name, visibleTextAttributes.has(name) ? escapeControlCharsInLines(text) : text);
  }
  element.append(...children.map((child) => (typeof child === "string" ? escapeControlCharsInLines(child) : child)));
  return element;
}

/** Sets an attribute, or removes it where the value is undefined. Touches the page only for a change. */
export function setAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Creates a 16 × 16 line icon from SVG path data, in the current text color and hidden from screen readers. */
export function createIcon(path: string, name: string): SVGSVGElement {
  const attributes = { viewBox: "0 0 16 16", class: `icon ${name}`, "aria-hidden": "true" };
  return createSvgElement("svg", attributes, createSvgElement("path", { d: path }));
}

const severityIcons = {
  error:
    "M8 1.800a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 1 0 8 1.800M5.700 5.700l4.600 4.600M10.300 5.700l-4.600 4.600",
  warning: "M8 2L14.500 13.500H1.500zM8 6.200v3.600M8 11.200v1.200",
  info: "M8 1.800a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 1 0 8 1.800M8 7.200v4M8 4.600v1.200",
} as const;

export type Severity = keyof typeof severityIcons;

/** The icon of a box with a message: in high contrast, boxes have the same colors whatever they say. */
export function createSeverityIcon(severity: Severity): SVGSVGElement {
  return createIcon(severityIcons[severity], `severity ${severity}`);
}

const svgNamespace = "http://www.w3.org/2000/svg";

/** Creates an SVG element with attributes and children; undefined attributes are omitted. */
export function createSvgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}
