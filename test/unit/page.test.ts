import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type * as ExtensionPage from "../vscode/extension-page.cjs";

const maxPictureBytes = 150 * 1024;

describe("The page of the extension", () => {
  const readme = readFileSync("README.md", "utf8");
  let extensionPage: typeof ExtensionPage;

  before("load the script that makes the page", async () => {
    extensionPage = (await import(resolve("test/vscode/extension-page.cjs"))) as typeof ExtensionPage;
  });

  it("has a picture at the top and one for each of five things, in light and dark, small and described", () => {
    const pictures = extensionPage.findPictures(readme);
    const names = pictures.map((path) => /^media\/page\/([a-z]+)-(light|dark)\.png$/.exec(path) ?? assert.fail(path));
    const topics = [...new Set(names.map(([, topic]) => topic))];
    assert.deepEqual(topics, ["overview", "transfers", "orders", "statement", "results", "balance"]);
    assert.equal(names.length, topics.length * 2);
    for (const path of pictures) {
      assert(existsSync(path), path);
      assert(statSync(path).size < maxPictureBytes, path);
      assert.equal(readFileSync(path).subarray(1, 4).toString(), "PNG", path);
    }
    const described = readme.match(/<img [^>]*\balt="[^"]{20,}"/g) ?? [];
    assert.equal(described.length, topics.length);
  });

  it("says once that it is unofficial", () => {
    assert.equal(readme.match(/independent|unofficial|endorsed/g)?.length, 2);
    assert.match(readme, /This is an independent project, neither made nor endorsed by Joker\.com\.\n$/);
  });

  it("is complete inside VS Code, which loads no picture and follows no link of the repository", async () => {
    const page = await extensionPage.createExtensionPage(".");
    assert.doesNotMatch(page, /media\/|\.md\b|<img|repository/);
    const topics = [
      "Install",
      "Access levels of API keys",
      "Security and privacy",
      "FAQ",
      "Troubleshooting",
      "License",
    ];
    for (const topic of topics) assert(page.includes(`\n## ${topic}\n`), topic);
    for (const word of ["Proxy", "Company certificate", "Keyring", "SSH, WSL and containers", "code-server"])
      assert(page.includes(word), word);
  });
});
