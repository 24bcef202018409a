// How the extension is split: an entry, and chunks that are loaded when first needed. ARCHITECTURE.md, "Lazy chunks".
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import esbuild from "esbuild";

/**
 * The most that may be loaded for each part, minified bytes: its own chunk and all that it imports and was not loaded before.
 * @type {Readonly<Record<string, number>>}
 */
const chunkBudgets = {
  extension: 40_000,
  services: 330_000,
  "load-undici": 560_000,
  server: 80_000, // the sandbox
  "mcp-server": 370_000, // with the tools
};

/** The extension's entry and chunks. @param {esbuild.BuildOptions} options @param {string} outdir */
export function chunkedBuild(options, outdir) {
  return {
    ...options,
    entryPoints: { extension: "src/extension.ts" },
    outdir,
    format: /** @type {const} */ ("esm"),
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    minify: false, // when it is converted
    write: false,
    metafile: true,
    sourcemap: options.sourcemap ? /** @type {const} */ ("inline") : false,
    // Instead of a JSON Schema validator, which is not needed.
    alias: { "@modelcontextprotocol/server/_shims": "./src/mcp/no-schema-validator.ts" },
    plugins: [ownZodOfMcp(), commonJsChunks(options, outdir)],
  };
}

/**
 * esbuild splits only ESM, and VS Code loads CommonJS without asking another thread for every import (docs/decisions/0020).
 * @param {esbuild.BuildOptions} options @param {string} outdir @returns {esbuild.Plugin}
 */
function commonJsChunks({ minify = false, sourcemap = false }, outdir) {
  return {
    name: "commonjs-chunks",
    setup: (build) =>
      build.onEnd(async ({ outputFiles = [], errors }) => {
        if (errors.length > 0) return;
        await rm(join(outdir, "chunks"), { recursive: true, force: true });
        await Promise.all(
          outputFiles.map(async ({ path, text }) => {
            const { code, map } = await esbuild.transform(text, {
              format: "cjs",
              platform: "node",
              target: "node20",
              supported: { "dynamic-import": false },
              minify,
              sourcemap: sourcemap ? "external" : false,
              sourcefile: basename(path),
              legalComments: "none",
            });
            await mkdir(dirname(path), { recursive: true });
            const link = sourcemap ? `//# sourceMappingURL=${basename(path)}.map\n` : "";
            await writeFile(path, code + link);
            if (sourcemap) await writeFile(`${path}.map`, map);
          }),
        );
      }),
  };
}

/**
 * The MCP SDK uses all of zod. In a copy of its own, it does not add to the part of zod that the services load.
 * @returns {esbuild.Plugin}
 */
function ownZodOfMcp() {
  const suffix = "?mcp";
  return {
    name: "own-zod-of-mcp",
    setup: (build) => {
      build.onResolve({ filter: /^(zod|\.)/ }, async ({ path, importer, kind, resolveDir, pluginData }) => {
        const isFromSdk = path.startsWith("zod") && /node_modules[\\/]@modelcontextprotocol[\\/]/.test(importer);
        if (!isFromSdk && pluginData !== suffix) return undefined;
        if (pluginData === "resolving") return undefined;
        const resolved = await build.resolve(path, { kind, importer, resolveDir, pluginData: "resolving" });
        return resolved.errors.length > 0 ? { errors: resolved.errors } : { ...resolved, suffix };
      });
      build.onLoad({ filter: /node_modules[\\/]zod[\\/]/ }, async (args) =>
        args.suffix === suffix
          ? { contents: await readFile(args.path, "utf8"), loader: "js", pluginData: suffix }
          : undefined,
      );
    },
  };
}

/**
 * What is loaded for each part, in bytes, by the name of its chunk: the entry and all it imports; the services without that;
 * any other part without both.
 * @param {esbuild.Metafile} metafile @param {(path: string) => number} sizeOf
 */
export function measureChunks({ outputs }, sizeOf) {
  /** @param {string | undefined} path @param {Set<string>} seen */
  const closure = (path, seen = new Set()) => {
    if (path === undefined || seen.has(path)) return seen;
    seen.add(path);
    for (const { path: imported, kind } of outputs[path]?.imports ?? [])
      if (kind === "import-statement" && outputs[imported]) closure(imported, seen);
    return seen;
  };
  const nameOf = (/** @type {string} */ path) => basename(path).replace(/(-[A-Z0-9]{8})?\.js$/, "");
  const parts = Object.keys(outputs).filter((path) => outputs[path]?.entryPoint !== undefined);
  const atStart = closure(parts.find((path) => nameOf(path) === "extension"));
  const withServices = closure(
    parts.find((path) => nameOf(path) === "services"),
    new Set(atStart),
  );
  /** @type {Readonly<Record<string, Set<string>>>} */
  const loadedBefore = { extension: new Set(), services: atStart };
  return Object.fromEntries(
    parts.map((path) => {
      const before = loadedBefore[nameOf(path)] ?? withServices;
      const files = [...closure(path)].filter((file) => !before.has(file));
      return [nameOf(path), files.reduce((sum, file) => sum + sizeOf(file), 0)];
    }),
  );
}

/** @param {Readonly<Record<string, number>>} sizes @throws Error naming the parts that are too large */
export function checkChunkBudgets(sizes) {
  const tooLarge = Object.entries(sizes).filter(([name, bytes]) => bytes > (chunkBudgets[name] ?? defaultBudget));
  if (tooLarge.length === 0) return;
  const lines = tooLarge.map(([name, bytes]) => `  ${name}: ${bytes} of ${chunkBudgets[name] ?? defaultBudget} bytes`);
  throw new Error(`larger than esbuild-chunks.mjs allows:\n${lines.join("\n")}`);
}

/** Of a part that has no budget of its own. */
const defaultBudget = 150_000;
