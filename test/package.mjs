// @ts-check
// `npm run package`: writes dist/joker-dmapi-<version>.vsix.
import { relative } from "node:path";
import { ensureDependencies } from "./vscode/dependencies.mjs";
import { root } from "./vscode/root.mjs";

try {
  await ensureDependencies();
  const { pack } = await import("./vscode/vsix.mjs");
  const { file, size, files } = await pack();
  console.log(`${files.join("\n")}\n${relative(root, file)}: ${files.length} files, ${size}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
