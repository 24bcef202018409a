import * as vscode from "vscode";
import { listCommandGroups } from "../commands/command-groups";
import type { Services } from "../services";
import type { Lazy } from "../workbench/lazy";
import type { Log } from "../workbench/log";

/** Registers all commands, the pages VS Code restores, and links; their code is loaded when one of them is first used. */
export function registerDeferredCommands(services: Lazy<Services>, log: Log): vscode.Disposable {
  const parts = listCommandGroups().flatMap(({ name, commands, panels = [] }) => [
    ...commands.map((id) =>
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        const loaded = await loadOrReport(services, log);
        await loaded?.runCommand(name, id, args);
      }),
    ),
    ...panels.map((viewType) =>
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: async (panel, state: unknown) => {
          await (await services.get()).restorePanel(name, viewType, panel, state);
        },
      }),
    ),
  ]);
  const links = vscode.window.registerUriHandler({
    handleUri: async (uri) => {
      await vscode.commands.executeCommand("joker.followLink", uri);
    },
  });
  return vscode.Disposable.from(...parts, links);
}

/** Loading fails, for example, while an update replaces the files; the next call tries again. */
async function loadOrReport(services: Lazy<Services>, log: Log): Promise<Services | undefined> {
  try {
    return await services.get();
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(
      vscode.l10n.t("DMAPI for Joker.com could not be loaded. Try again, or reload the window."),
    );
    return undefined;
  }
}
