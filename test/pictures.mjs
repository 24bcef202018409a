// @ts-check
// `npm run pictures`: takes the pictures of README.md in the end-to-end tests, and makes them small with pngquant.
import { mkdir, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import extensionPage from "./vscode/extension-page.cjs";
import { run } from "./vscode/processes.mjs";
import { root } from "./vscode/root.mjs";

const taken = join(root, "test", "e2e", "screenshots");

try {
  await run("pngquant", ["--version"]);
  if (!process.argv.includes("--taken"))
    console.log(
      await run(process.execPath, ["test/all.mjs", "e2e", "--grep", "The pictures of the extension's page"], {
        env: { ...process.env, JOKER_PAGE_PICTURES: "1" },
      }),
    );
  await mkdir(join(root, "media", "page"), { recursive: true });
  const names = new Set(await readdir(taken));
  for (const path of extensionPage.findPictures(await readFile(join(root, "README.md"), "utf8"))) {
    const name = path.replace(/^media\/page\//, "page-");
    if (!names.has(name)) throw new Error(`${name}: no test has taken this picture`);
    await run("pngquant", [
      "--force",
      "--strip",
      "--speed",
      "1",
      "--output",
      join(root, path),
      "20",
      join(taken, name),
    ]);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
