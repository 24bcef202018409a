// @ts-check
// The packaged extension: dist/joker-dmapi-<version>.vsix.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import extensionPage from "./extension-page.cjs";
import { run } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { root } from "./root.mjs";

/** The time of every file in a package, seconds since 1970: the same sources make the same bytes, whenever and wherever. */
const made = "1767225600";
const limit = 700 * 1024;
const isForCoverage = process.env["JOKER_COVERAGE"] === "1";
/** What is packed as README.md, from the root. */
const page = "dist/README.md";
const sources = [
  "src",
  "media",
  "l10n",
  "esbuild.mjs",
  "esbuild-chunks.mjs",
  "package-lock.json",
  ".vscodeignore",
  "LICENSE",
];
const stamp = join(root, "out", "packaged");

/** The path of a VSIX made of what the sources are now; it is made only when they have changed. */
export async function vsix() {
  const file = await target();
  const now = await fingerprint();
  const before = await readFile(stamp, "utf8").catch(() => "");
  if (existsSync(file) && before === now) return file;
  await withProgress("Packaging the extension", pack);
  return file;
}

/**
 * Builds for production and packs; gives the file, its size, the files in it, and the warnings of vsce.
 * @param {string} [elsewhere] the file to write instead of that in dist
 */
export async function pack(elsewhere) {
  const file = elsewhere ?? (await target());
  const now = await fingerprint();
  const cli = join(root, "node_modules", "@vscode", "vsce", "vsce");
  await mkdir(join(root, "dist"), { recursive: true });
  await writeFile(join(root, page), await extensionPage.createExtensionPage(root));
  const options = ["--no-dependencies", "--readme-path", page];
  const output = await run(process.execPath, [cli, "package", ...options, "--out", file], {
    cwd: root,
    env: { ...process.env, SOURCE_DATE_EPOCH: made },
  });
  const files = await run(process.execPath, [cli, "ls", ...options], { cwd: root });
  const { size } = await stat(file);
  if (size > limit && !isForCoverage)
    throw new Error(`${file} is ${kilobytes(size)}: more than the ${kilobytes(limit)} allowed`);
  await mkdir(join(root, "out"), { recursive: true });
  if (elsewhere === undefined) await writeFile(stamp, now);
  return {
    file,
    size: kilobytes(size),
    files: files.trim().split("\n"),
    warnings: output.match(/^.*(WARN|ERROR).*$/gm) ?? [],
  };
}

/** @param {number} size */
function kilobytes(size) {
  return `${(size / 1024).toFixed(0)} KB`;
}

async function target() {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  return join(root, "dist", `joker-dmapi-${version}.vsix`);
}

async function fingerprint() {
  const hash = createHash("sha256").update(`for coverage: ${isForCoverage}`);
  const documents = (await readdir(root)).filter((name) => /^package.*\.json$|\.md$/.test(name));
  for (const name of [...sources, ...documents].sort()) await add(hash, join(root, name));
  return hash.digest("hex");
}

/** @param {import("node:crypto").Hash} hash @param {string} path */
async function add(hash, path) {
  if (!existsSync(path)) return;
  hash.update(path);
  if ((await stat(path)).isFile()) return void hash.update(await readFile(path));
  for (const name of (await readdir(path)).sort()) await add(hash, join(path, name));
}
