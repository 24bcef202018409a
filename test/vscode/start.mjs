// @ts-check
// What `npm start` does once the dependencies are there.
import { cp, mkdir, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { join } from "node:path";
import { cache } from "./cache.mjs";
import { ensureInstalled } from "./install.mjs";
import { freePort } from "./ports.mjs";
import { isLeaving, run, start, temporaryFolder } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { root } from "./root.mjs";
import { waitForServer, installExtensions, startForUser } from "./server.mjs";
import { quietSettings, writeSettings } from "./settings.mjs";
import { newest } from "./versions.mjs";
import { vsix } from "./vsix.mjs";

const autostart = join(root, "test", "start");

const usualPort = 8765;

/** VS Code in a browser, until it is ended. @param {number} [asked] the port, which then must be free */
export async function startBrowser(asked) {
  const port = await freePort(asked ?? usualPort);
  if (asked !== undefined && port !== asked) throw new Error(`Port ${asked} is in use: choose another with --port N.`);
  const file = await vsix();
  const vscode = await ensureInstalled(newest);
  const place = await prepare();
  const server = await withProgress(`Starting VS Code ${vscode.version.vscode}`, async () => {
    await cp(autostart, join(place.extensions, "joker-dmapi.start-0.0.1"), { recursive: true });
    await installExtensions(vscode, place, [file]);
    return await startForUser(vscode, { ...place, port });
  });
  const url = new URL(server.url);
  url.searchParams.set("folder", place.folder);
  await waitForServer(url.href);
  console.log(`Ready: ${url.href}\n(open it in a browser; Ctrl+C ends it and removes its profile)`);
  await server.ended;
  if (!isLeaving()) throw new Error(`VS Code has ended:\n${server.output()}`);
}

/** A desktop VS Code, until it is closed. */
export async function startDesktop() {
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  await withProgress("Building", () => run(process.execPath, ["esbuild.mjs", "--quiet"], { cwd: root }));
  const program = await withProgress("Fetching a desktop VS Code", () =>
    downloadAndUnzipVSCode({ version: "stable", cachePath: join(cache, "desktop") }),
  ).catch((error) => {
    throw new Error(`A desktop VS Code cannot be downloaded here (${error.message}).\n\`npm start\` does without one.`);
  });
  const { userData, extensions, folder } = await prepare();
  const profile = [`--user-data-dir=${userData}`, `--extensions-dir=${extensions}`];
  const quiet = ["--skip-welcome", "--skip-release-notes", "--disable-workspace-trust", "--disable-updates"];
  const developed = [root, autostart].map((path) => `--extensionDevelopmentPath=${path}`);
  const window = start(program, ["--no-sandbox", ...quiet, ...profile, ...developed, folder], { stdio: "ignore" });
  console.log("Ready: VS Code is opening. Ctrl+C or closing its window ends it.");
  await once(window, "exit");
}

/** A profile and a folder to open, both gone afterwards. */
async function prepare() {
  const home = await temporaryFolder("start");
  const place = { userData: join(home, "user"), extensions: join(home, "extensions"), folder: join(home, "domains") };
  await mkdir(place.folder);
  await mkdir(place.extensions);
  await writeFile(
    join(place.folder, "notes.md"),
    "# Domains\n\nA scratch folder: it is removed when `npm start` ends.\n",
  );
  await writeSettings(place.userData, quietSettings);
  return place;
}
