import { createReadStream, readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";

export interface Site {
  readonly url: string;
  close(): void;
}

const libraries = {
  ours: "",
  "ag-grid": "",
  tabulator: "node_modules/tabulator-tables/dist/css/tabulator.min.css",
} as const;

export const tables = Object.keys(libraries) as (keyof typeof libraries)[];

/** Serves a page for each table, minified, and the orders in files of a folder. Our own page is the one that is shipped. */
export async function startSite(folder: string): Promise<Site> {
  const result = await build({
    entryPoints: tables.map((name) => `test/bench/table/page/${name}.ts`),
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    outdir: "/",
    write: false,
    logLevel: "error",
  });
  const scripts = new Map(result.outputFiles.map(({ path, text }) => [path.split(/[\\/]/).at(-1) ?? "", text]));
  const server = createServer(({ url = "" }, response) => {
    const name = new URL(url, "http://table").pathname.slice(1);
    const table = tables.find((one) => name === `${one}.html`);
    if (table) send(response, "text/html", html(table));
    else if (scripts.has(name)) send(response, "text/javascript", scripts.get(name) ?? "");
    else if (name === "orders.js") send(response, "text/javascript", readFileSync("dist/webview/orders.js", "utf8"));
    else createReadStream(join(folder, name)).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

function html(table: keyof typeof libraries): string {
  const own = table === "ours";
  const style = readFileSync(own ? "dist/webview/orders.css" : libraries[table] || "/dev/null", "utf8");
  const page = own ? '<script type="module" src="orders.js"></script>' : "";
  return `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>${table}</title>
<style>body { margin: 0; font: 13px sans-serif; } ${style}</style><body>
<script type="module" src="${table}.js"></script>${page}</body></html>`;
}

function send(response: ServerResponse, type: string, text: string): void {
  response.setHeader("content-type", `${type}; charset=utf-8`);
  response.end(text);
}
