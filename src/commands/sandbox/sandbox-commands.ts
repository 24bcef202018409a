import * as vscode from "vscode";
import { accountName } from "../../accounts/model";
import type { Sandbox } from "../../sandbox/server";
import { showInfo } from "../../workbench/dialogs";
import { openSetting, settings } from "../../workbench/settings";
import { setContextKey } from "../../workbench/set-context-key";
import { UserFacingError } from "../../workbench/user-facing-error";
import type { CommandContext } from "../command-context";

/** Runs a DMAPI server in the extension and signs in to it, so that everything can be tried without an account. */
export function registerSandboxCommands(context: CommandContext): vscode.Disposable {
  let running: Promise<Sandbox> | undefined;

  async function start(): Promise<void> {
    running ??= startEmbeddedSandbox();
    const sandbox = await running.catch((error: unknown) => {
      running = undefined;
      throw error;
    });
    const { url } = sandbox;
    setContextKey("sandbox.running", true);
    applyQuirks(sandbox);
    if (context.accounts.current?.endpoint === url) return;
    const existing = context.accounts.records().find(({ endpoint }) => endpoint === url);
    if (existing) await context.accounts.switchTo(existing);
    else await context.accounts.signIn(url, { kind: "api-key", apiKey: "sandbox-full" }, false);
  }

  async function stop(): Promise<void> {
    const sandbox = await running;
    if (!sandbox) {
      showInfo(vscode.l10n.t("The sandbox is not running."));
      return;
    }
    running = undefined;
    setContextKey("sandbox.running", false);
    const sandboxAccounts = context.accounts.records().filter(({ endpoint }) => endpoint === sandbox.url);
    const isActive = sandboxAccounts.some(({ id }) => id === context.accounts.current?.id);
    for (const { id } of sandboxAccounts) await context.accounts.remove(id);
    if (isActive) await context.accounts.restore();
    await sandbox.close();
    const { current } = context.accounts;
    showInfo(
      current
        ? vscode.l10n.t("The sandbox was stopped. You are now signed in as {0}.", accountName(current))
        : vscode.l10n.t("The sandbox was stopped."),
    );
  }

  context.registry.addHandlers({ "joker.sandbox.start": start, "joker.sandbox.stop": stop });
  return { dispose: () => void running?.then((sandbox) => sandbox.close()) };
}

/** Throws a UserFacingError for names that do not exist or cannot be combined. */
function applyQuirks({ control }: Sandbox): void {
  try {
    control.setQuirks(settings.sandboxQuirks());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const openAction = { title: vscode.l10n.t("Open Setting"), run: () => openSetting("sandbox.quirks") };
    const message = vscode.l10n.t("Invalid value for the joker.sandbox.quirks setting: {0}.", reason);
    throw new UserFacingError(message, [openAction], error);
  }
}

async function startEmbeddedSandbox(): Promise<Sandbox> {
  const { startSandbox } = await import("../../sandbox/server");
  return startSandbox();
}
