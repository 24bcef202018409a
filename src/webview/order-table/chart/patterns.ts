import { createSvgElement } from "../../shared/dom";
import { patternCount } from "./bar-layout";

const patternSizePx = 8;

/** Lines and dots over a pattern's color, so that types can be told apart without color; the first has none. */
const patternPaths = [
  "",
  "M-2 2 2-2M-2 10 10-2M6 10 10 6",
  "M2 0V8M6 0V8",
  "M0 2H8M0 6H8",
  "M-2 6 2 10M-2-2 10 10M6-2 10 2",
  "M0 4H8M4 0V8",
  "M1 2H3M5 6H7",
];

/** SVG patterns for bars and legend, to be added to the page once. */
export function createPatterns(): SVGSVGElement {
  const all = Array.from({ length: patternCount }, (_, pattern) =>
    createSvgElement(
      "pattern",
      {
        id: patternId(pattern),
        class: `paint-${pattern}`,
        width: patternSizePx,
        height: patternSizePx,
        patternUnits: "userSpaceOnUse",
      },
      createSvgElement("rect", { class: "paint", width: patternSizePx, height: patternSizePx }),
      createSvgElement("path", { class: "ink", d: patternPaths[pattern] }),
    ),
  );
  return createSvgElement(
    "svg",
    { class: "paints", "aria-hidden": "true", width: 0, height: 0 },
    createSvgElement("defs", {}, ...all),
  );
}

/** A swatch of a pattern for the legend. */
export function createSwatch(pattern: number): SVGSVGElement {
  const square = createSvgElement("rect", {
    class: "swatch",
    x: 0.5,
    y: 0.5,
    width: 11,
    height: 11,
    fill: patternFill(pattern),
  });
  return createSvgElement("svg", { width: 12, height: 12, "aria-hidden": "true" }, square);
}

/** The `fill` value that refers to a pattern. */
export function patternFill(pattern: number): string {
  return `url(#${patternId(pattern)})`;
}

function patternId(pattern: number): string {
  return `paint-${pattern}`;
}
