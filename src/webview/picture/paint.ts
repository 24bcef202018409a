import { draw } from "../svg";
import { patterns } from "./bars";

const size = 8;

/** What is drawn over a pattern's colour, so that types are told apart without any: lines and dots, the first has none. */
const inks = [
  "",
  "M-2 2 2-2M-2 10 10-2M6 10 10 6",
  "M2 0V8M6 0V8",
  "M0 2H8M0 6H8",
  "M-2 6 2 10M-2-2 10 10M6-2 10 2",
  "M0 4H8M4 0V8",
  "M1 2H3M5 6H7",
];

/** The patterns that bars and the legend are filled with, to be put into the page once. */
export function paints(): SVGSVGElement {
  const all = Array.from({ length: patterns }, (_, pattern) =>
    draw(
      "pattern",
      { id: paintId(pattern), class: `paint-${pattern}`, width: size, height: size, patternUnits: "userSpaceOnUse" },
      draw("rect", { class: "paint", width: size, height: size }),
      draw("path", { class: "ink", d: inks[pattern] }),
    ),
  );
  return draw("svg", { class: "paints", "aria-hidden": "true", width: 0, height: 0 }, draw("defs", {}, ...all));
}

/** A swatch of a pattern for the legend. */
export function swatch(pattern: number): SVGSVGElement {
  const square = draw("rect", { class: "swatch", x: 0.5, y: 0.5, width: 11, height: 11, fill: fillOf(pattern) });
  return draw("svg", { width: 12, height: 12, "aria-hidden": "true" }, square);
}

/** The `fill` of what is painted in a pattern. */
export function fillOf(pattern: number): string {
  return `url(#${paintId(pattern)})`;
}

function paintId(pattern: number): string {
  return `paint-${pattern}`;
}
