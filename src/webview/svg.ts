type Attributes = Readonly<Record<string, string | number | undefined>>;

const space = "http://www.w3.org/2000/svg";

/** Makes an SVG element with attributes and children; attributes that are undefined are left out. */
export function draw<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}
