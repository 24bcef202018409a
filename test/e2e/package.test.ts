import { isMeasured } from "../vscode/page-coverage.mjs";
import * as assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { removeTemporary, temporaryFolder } from "../vscode/processes.mjs";
import { pack, vsix } from "../vscode/vsix.mjs";

describe("The VSIX", function () {
  let folder = "";
  let packed: Awaited<ReturnType<typeof pack>>;

  before("pack", async () => {
    folder = await temporaryFolder("package");
    packed = await pack(join(folder, "again.vsix"));
  });
  after(() => removeTemporary(folder));

  it("contains only what the extension needs, and is reproducible byte for byte", async function () {
    if (isMeasured) this.skip(); // With its source maps.
    const tested = await readFile(await vsix());
    assert.ok(tested.equals(await readFile(packed.file)), "two builds differ");
    const files = packed.files.filter((name) => !/^(package\.nls(\.[\w-]+)?\.json|l10n\/[\w.-]+\.json)$/.test(name));
    const pages = files.filter((name) => /^dist\/webview\/[\w-]+\.(js|css)$/.test(name));
    assert.ok(pages.length >= 2);
    const chunks = files.filter((name) => /^dist\/chunks\/[\w-]+-[A-Z0-9]{8}\.js$/.test(name));
    assert.ok(chunks.some((name) => name.startsWith("dist/chunks/services-")));
    const built = [...pages, ...chunks];
    const others = files.filter((name) => !built.includes(name)).map((name) => name.toLowerCase());
    assert.deepEqual(others.sort(), [
      "changelog.md",
      "dist/extension.js",
      "dist/readme.md",
      "dist/third-party.txt",
      "license",
      "media/icon.png",
      "media/joker-dark.svg",
      "media/joker-result.tmlanguage.json",
      "media/joker.svg",
      "media/walkthrough/createkey.svg",
      "media/walkthrough/sandbox.svg",
      "media/walkthrough/signin.svg",
      "media/walkthrough/statement.svg",
      "media/walkthrough/transfers.svg",
      "package.json",
    ]);
  });

  it("is packed without a warning, with a page that needs no other host", async () => {
    assert.deepEqual(packed.warnings, []);
    const unzipped = unzipSync(await readFile(packed.file), { filter: ({ name }) => name === "extension/readme.md" });
    const page = new TextDecoder().decode(unzipped["extension/readme.md"]);
    assert.match(page, /^# DMAPI for Joker\.com\n/);
    assert.doesNotMatch(page, /<img|<picture|!\[/);
    const links = [...page.matchAll(/\]\(([^)]*)\)/g)].map(([, link]) => link ?? "");
    assert.deepEqual([...new Set(links.map((link) => new URL(link).host))], ["joker.com", "opensource.org"]);
  });

  it("lists every bundled package with its license", async () => {
    const text = await readFile("dist/THIRD-PARTY.txt", "utf8");
    const named = [...text.matchAll(/^(\S+) ([\d.]+) \((MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause)\)$/gm)];
    const lock = JSON.parse(await readFile("package-lock.json", "utf8")) as {
      packages: Record<string, { version: string; dev?: boolean } | undefined>;
    };
    for (const [, name = "", version = ""] of named) {
      const { version: locked, dev } = lock.packages[`node_modules/${name}`] ?? {};
      assert.deepEqual([name, locked, dev], [name, version, undefined]);
    }
    for (const expected of ["undici", "zod"])
      assert.ok(
        named.some(([, name]) => name === expected),
        expected,
      );
    assert.match(text, /Permission is hereby granted/);
  });
});
