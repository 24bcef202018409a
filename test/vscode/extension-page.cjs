// The README as the extension's page shows it inside VS Code. That page follows no relative link, and since VS Code 1.103 it
// loads pictures over https only, neither from the VSIX nor as data: they would be broken where the repository is not reached.
const { readFile } = require("node:fs/promises");
const { join } = require("node:path");

/** What only readers of the repository can use. */
const repositoryOnly = /<!-- repository -->[\s\S]*?<!-- \/repository -->\n*|<picture>[\s\S]*?<\/picture>\n*/g;
const notFollowed = /\]\((?!https:|#)[^)]*\)|\b(?:src|srcset|href)="(?!https:|#)[^"]*"/;

/**
 * The text of README.md without its pictures and what else needs the repository.
 * @param {string} folder where README.md is
 * @throws where a relative link or a picture is left
 */
async function createExtensionPage(folder) {
  const page = (await readFile(join(folder, "README.md"), "utf8")).replace(repositoryOnly, "");
  const [left] = notFollowed.exec(page) ?? [];
  if (left !== undefined) throw new Error(`README.md: the page of the extension cannot follow ${left}`);
  return page;
}

/** The pictures that README.md names, as paths from its folder. @param {string} text */
function findPictures(text) {
  const named = text.matchAll(/\b(?:src|srcset)="([^"]+)"|!\[[^\]]*\]\(([^)]+)\)/g);
  return [...new Set([...named].map(([, inTag, inMarkdown]) => inTag ?? inMarkdown ?? ""))];
}

module.exports = { createExtensionPage, findPictures };
