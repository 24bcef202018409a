// @ts-check
// A workbench that does nothing by itself: no welcome, no telemetry, no hints, no network, no questions. Values that a
// newer VS Code migrates do not belong here: it would rewrite the file while a test edits it.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** @type {Record<string, unknown>} */
export const quietSettings = {
  "breadcrumbs.enabled": false,
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "editor.accessibilitySupport": "off",
  "editor.minimap.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "files.simpleDialog.enable": true,
  "git.enabled": false,
  "git.openRepositoryInParentFolders": "never",
  "npm.autoDetect": "off",
  "remote.autoForwardPorts": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "typescript.disableAutomaticTypeAcquisition": true,
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "window.confirmBeforeClose": "never",
  "workbench.editor.useModal": "off",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.settings.enableNaturalLanguageSearch": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

/** Those of a workbench that tests drive: nothing moves that would have to be drawn again. */
export const testSettings = { ...quietSettings, "workbench.reduceMotion": "on" };

/** Writes the user's settings below a user-data folder. @param {string} userData @param {Record<string, unknown>} settings */
export async function writeSettings(userData, settings) {
  const folder = join(userData, "User");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "settings.json"), JSON.stringify(settings, null, 2));
}
