// @ts-check
// The Node a VS Code needs, where the machine's own is another.
import { join } from "node:path";
import { cached } from "./cache.mjs";
import { npm } from "./processes.mjs";
import { withProgress } from "./progress.mjs";

/** The path of a Node of this major version; npm has it as a package. @param {number} major */
export async function nodeOf(major) {
  if (Number(process.versions.node.split(".")[0]) === major) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const folder = await cached(`node-${major}-${process.platform}-${process.arch}`, (partial) =>
    withProgress(`Fetching Node ${major}`, () =>
      npm(["install", "--ignore-scripts", "--prefix", partial, `${name}@${major}`], { cwd: partial }),
    ),
  );
  return join(folder, "node_modules", name, "bin", "node");
}
