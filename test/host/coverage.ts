import { mkdir, writeFile } from "node:fs/promises";
import { Session } from "node:inspector/promises";
import { join, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Bundles with source maps: the extension and these tests. */
const ownFolders = ["dist", "out"].map((name) => resolve(__dirname, "../../..", name) + sep);

/**
 * Counts what runs in this extension host from now on. NODE_V8_COVERAGE would count all of VS Code, which is ended before it
 * could write it. Returns a function that writes a file to `folder` in the form that c8 reads.
 */
export async function startCoverage(folder: string): Promise<() => Promise<void>> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return async () => {
    const { result } = await session.post("Profiler.takePreciseCoverage");
    session.disconnect();
    const own = result
      .map((script) => ({ ...script, path: script.url.startsWith("file:") ? fileURLToPath(script.url) : script.url }))
      .filter(({ path }) => ownFolders.some((each) => path.startsWith(each)))
      .map(({ path, ...script }) => ({ ...script, url: pathToFileURL(path).href }));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `extension-host-${process.pid}.json`), JSON.stringify({ result: own }));
  };
}
