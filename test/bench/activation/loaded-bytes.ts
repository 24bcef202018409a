import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import esbuild from "esbuild";
import { chunkedBuild, measureChunks } from "../../../esbuild-chunks.mjs";

/** The bytes of minified code that are read at the start, once someone is signed in, and with an order table open. */
export async function readLoadedBytes(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), "joker-chunks-"));
  try {
    const options = { bundle: true, minify: true, target: "node20", external: ["vscode"] };
    const { metafile } = await esbuild.build(chunkedBuild({ ...options, platform: "node" }, folder));
    if (!metafile) throw new Error("esbuild gave no metafile");
    const bytes = measureChunks(metafile, (path) => statSync(path).size);
    const sum = (...parts: string[]) => parts.reduce((total, part) => total + (bytes[part] ?? NaN), 0);
    return {
      "at the start": sum("extension"),
      "signed in": sum("extension", "services", "load-undici"),
      "with an order table": sum("extension", "services", "load-undici", "order-commands"),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
