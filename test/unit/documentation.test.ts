import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const pages = [...readdirSync(".").filter(isPage), ...readdirSync("docs", { recursive: true, encoding: "utf8" })]
  .filter(isPage)
  .map((path) => (existsSync(path) ? path : join("docs", path)));

const manifest = readFileSync("package.json", "utf8");
const { contributes } = JSON.parse(manifest) as {
  contributes: { configuration: { properties: Record<string, unknown> } };
};

function isPage(path: string): boolean {
  return path.endsWith(".md");
}

/** The text of a page outside of code. */
function proseOf(page: string): string {
  return readFileSync(page, "utf8").replace(/^```.*?^```/gms, "");
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): string[] {
  const headings = Array.from(proseOf(page).matchAll(/^#+ (.*)$/gm), ([, heading = ""]) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/[^\p{L}\p{N}\- _]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** The links of a page to files of the project: `[page, target]`. */
function linksOf(page: string): [string, string][] {
  const targets = Array.from(proseOf(page).matchAll(/\]\(([^)\s]+)[^)]*\)|(?:src|srcset|href)="([^"]+)"/g));
  return targets
    .map(([, inText, inTag]) => inText ?? inTag ?? "")
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => [page, target]);
}

describe("The documentation", () => {
  it("links only to files and headings that exist", () => {
    const links = pages.flatMap(linksOf);
    assert(links.length > 40, `${links.length} links`);
    const broken = links.filter(([page, target]) => {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? page : join(dirname(page), path);
      if (!existsSync(file)) return true;
      return anchor !== undefined && isPage(file) && !anchorsOf(file).includes(anchor);
    });
    assert.deepEqual(broken, []);
  });

  it("names only settings, commands and context keys of the manifest, and every setting", () => {
    const named = pages.flatMap((page) =>
      Array.from(readFileSync(page, "utf8").matchAll(/`(joker\.[\w.]*\w)/g), ([, name = ""]) => [page, name] as const),
    );
    assert(named.length > 20, `${named.length} names`);
    const unknown = named.filter(([, name]) => !new RegExp(`\\b${name.replaceAll(".", "\\.")}\\b`).test(manifest));
    assert.deepEqual(unknown, []);
    const reference = readFileSync(join("docs", "settings.md"), "utf8");
    const settings = Object.keys(contributes.configuration.properties);
    assert.deepEqual(
      settings.filter((setting) => !reference.includes(`\`${setting}\``)),
      [],
    );
  });
});
