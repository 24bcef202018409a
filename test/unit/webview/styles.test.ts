import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

/** The defaults of VS Code for theme colors in its light, dark and high contrast themes; none where there is none. */
const themeColors: Readonly<Record<string, readonly (string | undefined)[]>> = {
  "charts-blue": ["#1a85ff", "#3794ff", "#1a85ff", "#3794ff"],
  "charts-orange": ["#d18616", "#d18616", "#0f4a85", "#ab5a00"],
  "charts-purple": ["#652d90", "#b180d7", "#652d90", "#b180d7"],
  "charts-red": ["#e51400", "#f14c4c", "#b5200d", "#f48771"],
  "charts-green": ["#388a34", "#89d185", "#374e06", "#89d185"],
  "list-warningForeground": ["#855f00", "#cca700", undefined, undefined],
  "testing-iconFailed": ["#f14c4c", "#f14c4c", "#b5200d", "#f14c4c"],
  "testing-iconPassed": ["#73c991", "#73c991", "#007100", "#73c991"],
  "testing-iconQueued": ["#cca700", "#cca700", "#cca700", "#cca700"],
};
/** The background of rows under the pointer in Light Modern, of the editor in Dark Modern, and of high contrast themes. */
const backgrounds = ["#f2f2f2", "#1f1f1f", "#ffffff", "#000000"];

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast ratio of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function readStyles(name: string): string {
  return readFileSync(`src/webview/${name}.css`, "utf8");
}

/** The declarations of the rule with exactly this selector. */
function findRule(styles: string, selector: string): string {
  const at = styles.indexOf(`${selector} {`);
  assert(at >= 0, `no rule for ${selector}`);
  return styles.slice(at, styles.indexOf("}", at));
}

function findThemeColor(rule: string): string {
  return /var\(--vscode-([\w-]+)/.exec(rule)?.[1] ?? assert.fail(rule);
}

function assertContrast(name: string): void {
  const colors = themeColors[name] ?? assert.fail(`the defaults of ${name} are not known here`);
  colors.forEach((color, at) => {
    const ratio = color === undefined ? 21 : contrast(color, backgrounds[at] ?? "");
    assert(ratio >= 3, `${name} on ${backgrounds[at]}: ${ratio.toFixed(1)}`);
  });
}

describe("The icons of the views", () => {
  const files = readdirSync("src/views").map((name) => `src/views/${name}`);
  const source = [...files, "src/state/transfer-states.ts"].map((file) => readFileSync(file, "utf8")).join("\n");
  // What is deleted has the color of disabled elements, for which no contrast is required.
  const names = new Set(source.match(/(?<=")(?:charts|list|testing)\.\w+(?=")/g));

  for (const name of names)
    it(`have a contrast of 3:1 in light, dark and high contrast: ${name}`, () => {
      assertContrast(name.replace(".", "-"));
    });

  it("have colors", () => assert(names.size > 3));
});

describe("The styles of the pages", () => {
  const grid = readStyles("order-table/grid/grid");
  const transfer = readStyles("transfer/transfer");
  for (const [what, styles, selector] of [
    ["completed order", grid, ".icon.ok"],
    ["failed order", grid, ".icon.error"],
    ["pending order", grid, ".icon.pending"],
    ["completed transfer", transfer, ":is(.headline.done, .phase.done)"],
  ] as const)
    it(`give the icon of a ${what} a contrast of 3:1 in light, dark and high contrast`, () => {
      assertContrast(findThemeColor(findRule(styles, selector)));
    });

  it("mark what is of other orders than the rest by more than a color, which may be that of all text", () => {
    const [page, totals] = [readStyles("order-table/order-table"), readStyles("order-table/totals/totals")];
    assert.match(findRule(page, ":root"), /--hatch: repeating-linear-gradient/);
    for (const rule of [
      findRule(page, ".outdated :is(.summary, .grid),\n.summary.replaced"),
      findRule(page, "@keyframes hatch"),
    ])
      assert.match(rule, /background-image: var\(--hatch\)/);
    assert.doesNotMatch(totals, /--hatch/, "which has one meaning");
    assert.match(findRule(totals, ".totals td:is(.reference, .excluded)"), /font-style: italic/);
    assert.match(findRule(page, ".summary.calculating"), /animation: hatch /);
  });

  it("set pressed and primary buttons apart in high contrast, where all have the same background", () => {
    const base = readStyles("shared/base");
    const primary = findRule(base, ":is(.vscode-high-contrast, .vscode-high-contrast-light) button.primary");
    assert.match(primary, /box-shadow: inset 0 0 0 2px var\(--vscode-contrastBorder/);
    const pressed = findRule(base, 'button.quiet[aria-pressed="true"],\nbutton.quiet[aria-expanded="true"]');
    assert.match(pressed, /box-shadow: inset 0 -2px 0 /);
    // Orange, the color of the focus.
    for (const rule of [primary, pressed]) assert.doesNotMatch(rule, /contrastActiveBorder/);
  });
});
