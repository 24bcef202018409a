import assert from "node:assert/strict";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { eventually } from "../../eventually";
import { ensureInstalled } from "../../vscode/install.mjs";
import { closeBrowser, openPage } from "../../vscode/browser.mjs";
import { isMeasured, savePageCoverage } from "../../vscode/page-coverage.mjs";
import { freePort } from "../../vscode/ports.mjs";
import { clearUpOnSignals, removeTemporary, temporaryFolder } from "../../vscode/processes.mjs";
import { root } from "../../vscode/root.mjs";
import { installExtensions, startForUser } from "../../vscode/server.mjs";
import { testSettings, writeSettings } from "../../vscode/settings.mjs";
import { newest } from "../../vscode/versions.mjs";
import { vsix as packaged } from "../../vscode/vsix.mjs";
import { Dialog } from "./dialog";
import { Editors } from "./editors";
import { dismissHover } from "./hover";
import { listExtensionHosts, waitForExtensionHosts } from "./extension-hosts";
import { saveCoverage } from "./save-coverage";
import { Notifications } from "./notifications";
import { QuickInput } from "./quick-input";
import { StatusBar } from "./status-bar";
import { chooseFromMenu, hoverInMenu } from "./menu";
import { storageAtRest } from "./storage";
import { startTimeoutMs, uiTimeoutMs } from "./timeouts";
import { View } from "./view";

export interface WorkbenchOptions {
  /** The extension to install; without it, the one the sources make. */
  readonly vsix?: string;
  /** Settings of the user, besides those of a quiet workbench. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files of the folder that is open, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Added to the environment of VS Code and its extensions. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the home of the workbench before VS Code is started in it. */
  readonly beforeStart?: (home: string) => Promise<void>;
  /** Lets VS Code and its extensions log all they can. */
  readonly trace?: boolean;
  /**
   * The display language, as VS Code tells it extensions; by default English. VS Code's own texts stay English, as they do
   * without a language pack.
   */
  readonly language?: string;
  /** The time zone of the page and of VS Code; by default that of this process. */
  readonly timeZone?: string;
}

/** The color themes to look at, by the names VS Code gives them in its list. */
export const themes = {
  light: { label: "Light Modern", kind: "vs" },
  dark: { label: "Dark Modern", kind: "vs-dark" },
  highContrast: { label: "Dark High Contrast", kind: "hc-black" },
  highContrastLight: { label: "Light High Contrast", kind: "hc-light" },
} as const;

type Server = Awaited<ReturnType<typeof startForUser>>;
type Installed = Awaited<ReturnType<typeof ensureInstalled>>;

interface Places {
  readonly home: string;
  readonly userData: string;
  readonly extensions: string;
  readonly folder: string;
}

const usualSize = { width: 1280, height: 900 };

clearUpOnSignals();
let open = 0;

/** A VS Code in a browser with the packaged extension installed, as its user has it before the extension. */
export class Workbench {
  readonly quick: QuickInput;
  readonly dialog: Dialog;
  readonly notifications: Notifications;
  readonly status: StatusBar;
  readonly editors: Editors;
  private isConfigured = false;

  constructor(
    readonly page: Page,
    private server: Server,
    private readonly places: Places,
    private readonly settings: Readonly<Record<string, unknown>>,
  ) {
    this.quick = new QuickInput(page);
    this.dialog = new Dialog(page);
    this.notifications = new Notifications(page);
    this.status = new StatusBar(page);
    this.editors = new Editors(page);
  }

  /** The folder that is open. */
  get folder(): string {
    return this.places.folder;
  }

  /** Where everything is that this user's VS Code keeps on the disk, and the folder that is open. */
  get home(): string {
    return this.places.home;
  }

  /** The latest of what VS Code's server has printed. */
  output(): string {
    return this.server.output();
  }

  /** The process ids of the extension hosts: one for each window. */
  async extensionHosts(): Promise<number[]> {
    return await listExtensionHosts(this.server.pid);
  }

  /** Runs a command by its full title, such as `Joker: Sign In`. */
  async palette(title: string): Promise<void> {
    await this.quick.command(title);
  }

  /** Brings a view container such as `Joker.com` to the side bar. */
  async openView(container: string): Promise<void> {
    const icon = this.page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${container}"])`).first();
    const header = this.page.locator(".part.sidebar .pane-header").first();
    await icon.waitFor();
    await eventually(
      async () => {
        if ((await icon.getAttribute("aria-selected")) === "true" && (await header.isVisible())) return;
        // A second click, before the first has shown its effect, would close it again.
        await icon.click();
        await header.waitFor({ timeout: 5000 });
        assert.equal(await icon.getAttribute("aria-selected"), "true", "another one is open");
      },
      { timeoutMs: uiTimeoutMs, what: `the view container ${container}` },
    );
    await dismissHover(this.page);
    await this.started();
  }

  /** One view of the container that is open, by its title. */
  view(title: string): View {
    return new View(this.page, title);
  }

  /** The titles of the views in the side bar, from top to bottom. */
  async viewTitles(): Promise<string[]> {
    return await this.page.locator(".part.sidebar .pane-header h3.title").allInnerTexts();
  }

  /** Chooses what an account in VS Code's own menu of accounts offers. */
  async chooseForAccount(account: RegExp, item: string): Promise<void> {
    await this.page.locator(".activitybar .action-label[aria-label='Accounts']").click();
    await hoverInMenu(this.page, account);
    await chooseFromMenu(this.page, item);
  }

  /** Changes settings of the user in settings.json, until the end of the test. */
  async configure(changes: Readonly<Record<string, unknown>>): Promise<void> {
    this.isConfigured = true;
    await this.palette("Preferences: Open User Settings (JSON)");
    await this.editors.show("settings.json");
    await this.editors.replace(JSON.stringify({ ...testSettings, ...this.settings, ...changes }));
    await this.editors.save();
    await this.editors.close("settings.json");
  }

  /** Puts settings into the folder that is open, as whoever made the folder could. */
  async folderSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await mkdir(join(this.folder, ".vscode"), { recursive: true });
    await writeFile(join(this.folder, ".vscode", "settings.json"), JSON.stringify(settings));
  }

  /** Switches the color theme, until the end of the test. */
  async theme(name: keyof typeof themes): Promise<void> {
    this.isConfigured = true;
    await this.palette("Preferences: Color Theme");
    await this.quick.shown();
    await this.quick.pick(themes[name].label);
    await this.page.locator(`.monaco-workbench.${themes[name].kind}`).waitFor();
  }

  /** Closes every editor. */
  async closeEditors(): Promise<void> {
    await this.palette("View: Close All Editors");
    await this.page.locator(".part.editor .tab").first().waitFor({ state: "detached" });
  }

  /** Closes the panel that something opens, such as the output of a server that is started, once it is there. */
  async closePanel(): Promise<void> {
    const panel = this.page.locator(".part.panel");
    await panel.waitFor();
    await panel.locator(".monaco-editor.focused").waitFor();
    await this.palette("View: Hide Panel");
    await panel.waitFor({ state: "hidden" });
  }

  /** Writes test/e2e/screenshots/<name>.png. */
  async shot(name: string): Promise<void> {
    const folder = join(root, "test", "e2e", "screenshots");
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
  }

  /** Gives the window another size, until the end of the test. */
  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  /** Takes back what a test has changed of the window, and closes what it has left open. */
  async restore(): Promise<void> {
    if (this.page.isClosed()) return;
    for (const page of this.page.context().pages()) if (page !== this.page) await page.close();
    await this.page.emulateMedia({ reducedMotion: null });
    await this.page.setViewportSize(usualSize);
    if (await this.dialog.isOpen()) await this.dialog.escape();
    await this.quick.dismiss();
    if (this.isConfigured) await this.configure({});
    this.isConfigured = false;
    await this.notifications.clear();
  }

  /** Reloads the window by VS Code's own command, which writes what it keeps of its editors first; extensions start anew. */
  async reload(): Promise<void> {
    await storageAtRest(this.page);
    const loaded = this.page.waitForEvent("load", { timeout: startTimeoutMs });
    await this.palette("Developer: Reload Window");
    await loaded;
    await this.ready();
  }

  /** Loads the page again as a browser does, without a word to VS Code, whose editors are those it wrote last. */
  async reloadPage(): Promise<void> {
    await storageAtRest(this.page);
    await this.page.reload({ timeout: startTimeoutMs });
    await this.ready();
  }

  /** Ends VS Code's server and starts it again, as after a restart of its computer; the window is loaded again. */
  async restart(): Promise<void> {
    await storageAtRest(this.page);
    const { port, ended } = this.server;
    await this.server.stop();
    await ended;
    await eventually(async () => assert.equal(await freePort(port), port), {
      timeoutMs: uiTimeoutMs,
      what: "the port to be free",
    });
    this.server = await startForUser(await ensureInstalled(newest), { ...this.places, port });
    await this.page.reload({ timeout: startTimeoutMs });
    await this.ready();
  }

  /** Reads a file of the open folder, once it is there. */
  async file(name: string): Promise<string> {
    return await eventually(() => readFile(join(this.folder, name), "utf8"), {
      timeoutMs: uiTimeoutMs,
      what: `the file ${name}`,
    });
  }

  /** Opens a second window of the same user and profile, with an extension host of its own. Close its `page`. */
  async openWindow(): Promise<Workbench> {
    const page = await this.page.context().newPage();
    await page.goto(this.page.url(), { timeout: startTimeoutMs });
    return await new Workbench(page, this.server, this.places, this.settings).ready();
  }

  /** Closes this window as a user closes its tab, and waits until the extensions of only so many windows run. */
  async closeWindow(windowsLeft: number): Promise<void> {
    if (isMeasured) await savePageCoverage([this.page]);
    await this.page.close({ runBeforeUnload: true });
    await waitForExtensionHosts(this.server.pid, windowsLeft);
  }

  /** Brings the window before others; one behind them is not drawn. */
  async toFront(): Promise<this> {
    await this.page.bringToFront();
    return this;
  }

  /** Waits until the workbench can be used and the extension is known. */
  async ready(): Promise<this> {
    await this.page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: startTimeoutMs });
    await this.page.locator('.activitybar .action-label[aria-label^="Joker.com"]').waitFor({ timeout: startTimeoutMs });
    await this.restored();
    await this.started();
    return this;
  }

  /** Waits until VS Code has brought back the views and editors of the window: until then a click may be undone. */
  private async restored(): Promise<void> {
    const isRestored = () => performance.getEntriesByName("code/LifecyclePhase/Restored").length > 0;
    await this.page.waitForFunction(isRestored, undefined, { timeout: startTimeoutMs });
  }

  /** Waits until our extension has started: until then VS Code says in its views that nobody provides them. */
  private async started(): Promise<void> {
    const unprovided = this.page.locator(".part.sidebar").getByText("There is no data provider registered");
    await eventually(async () => assert.equal(await unprovided.count(), 0, "views have no data provider"), {
      timeoutMs: startTimeoutMs,
      what: "the extension to start",
    });
  }

  /** Ends it and removes what it left. */
  async close(): Promise<void> {
    if (isMeasured) await saveCoverage(this.page.context().pages(), this.server.pid);
    await this.page.context().close();
    await this.server.stop();
    removeTemporary(this.places.home);
    open -= 1;
    if (open === 0) await closeBrowser();
  }
}

/** Starts a workbench on a fresh profile with the extension installed, and waits until it can be used. */
export async function startWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const vscode = await ensureInstalled(newest);
  const places = await prepare(options);
  await options.beforeStart?.(places.home);
  await install(vscode, places, options);
  const { timeZone } = options;
  const zone = timeZone === undefined ? undefined : { TZ: timeZone };
  const server = await startForUser(vscode, { ...places, env: { ...zone, ...options.env } });
  const page = await openPage({
    viewport: usualSize,
    ...(timeZone !== undefined && { timezoneId: timeZone }),
    permissions: ["clipboard-read", "clipboard-write"],
  });
  open += 1;
  if (options.language !== undefined)
    await page.addInitScript(
      (language) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: language }),
      options.language,
    );
  const workbench = new Workbench(page, server, places, { ...options.settings });
  const payload = options.trace === true ? { payload: JSON.stringify([["logLevel", "trace"]]) } : undefined;
  const query = new URLSearchParams({ folder: places.folder, ...payload });
  await page.goto(`${server.url}/?${query.toString()}`, { timeout: startTimeoutMs });
  return await workbench.ready();
}

/** Starts a workbench before the tests of a suite, ends it after them, and keeps a screenshot of each failure. */
export function useWorkbench(options: WorkbenchOptions | (() => Promise<WorkbenchOptions>) = {}): () => Workbench {
  let workbench: Workbench | undefined;
  before("start VS Code", async () => {
    workbench = await startWorkbench(typeof options === "function" ? await options() : options);
  });
  afterEach("save a screenshot of a failure", async function () {
    const name = this.currentTest?.fullTitle().replace(/\W+/g, "-").toLowerCase();
    if (this.currentTest?.state === "failed") await workbench?.shot(`failed-${name ?? ""}`);
  });
  afterEach("reset changes of the test", () => workbench?.restore());
  after("end VS Code", () => workbench?.close());
  return () => {
    if (!workbench) throw new Error("the workbench has not been started yet");
    return workbench;
  };
}

/** Copies what the run of the tests has installed once. Another VSIX, or one beside others, is installed by VS Code. */
async function install(vscode: Installed, places: Places, { vsix, beforeStart }: WorkbenchOptions): Promise<void> {
  const installed = process.env["JOKER_E2E_EXTENSIONS"];
  const isUsual = vsix === undefined && beforeStart === undefined;
  if (isUsual && installed !== undefined) await cp(installed, places.extensions, { recursive: true });
  else await installExtensions(vscode, places, [vsix ?? (await packaged())]);
}

async function prepare({ settings, files = {} }: WorkbenchOptions): Promise<Places> {
  const home = await temporaryFolder("e2e");
  const places = {
    home,
    userData: join(home, "user"),
    extensions: join(home, "extensions"),
    folder: join(home, "domains"),
  };
  await mkdir(places.folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(places.folder, name), text);
  await writeSettings(places.userData, { ...testSettings, ...settings });
  return places;
}
